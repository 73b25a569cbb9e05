"""Which goal somebody means by a few words: by its name, a part of it, its initials, or nearly so.

Scores run from 0 to 1. Whoever can compare meanings adds to them before `sure_of` decides; when
it does not, the person is asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SURE = 0.75
"""A goal is taken only from this score on …"""
CLEARLY = 0.12
"""… and only so far ahead of the next."""
WORTH_ASKING = 0.35

_WORD = re.compile(r"[\w&]+")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "goal", "in", "my", "of", "on", "or", "our"}
    | {"project", "the", "to", "update", "weekly", "with"}
)
_NEAR_WORD = 0.8


@dataclass(frozen=True, slots=True)
class GoalName:
    """What a goal is called: its key, its name, and other names that people use."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A goal that may be meant, and how well its names fit, from 0 to 1."""

    key: str
    score: float


def match_goals(words: str, goals: Sequence[GoalName]) -> tuple[Candidate, ...]:
    """The goals that may be meant, best first; a person's only goal when no words were said."""
    said = _plain(words)
    if not said:
        return tuple(Candidate(goal.key, 1.0) for goal in goals) if len(goals) == 1 else ()
    scored = (Candidate(goal.key, _score(said, goal)) for goal in goals)
    return rank(each for each in scored if each.score >= WORTH_ASKING)


def rank(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Best first; equal ones by key, so that the order is always the same."""
    return tuple(sorted(candidates, key=lambda each: (-each.score, each.key)))


def sure_of(candidates: Iterable[Candidate]) -> str | None:
    """The key of the goal that is meant beyond doubt, or None: then the person is asked."""
    best, *others = rank(candidates) or (Candidate("", 0.0),)
    next_best = others[0].score if others else 0.0
    if best.score < SURE or best.score - next_best < CLEARLY:
        return None
    return best.key


def _score(said: list[str], goal: GoalName) -> float:
    names = (goal.name, goal.key.replace("-", " "), *goal.aliases)
    return round(max(_fit(said, name) for name in names), 4)


def _fit(said: list[str], name: str) -> float:
    named = _plain(name)
    if not named:
        return 0.0
    if said == named:
        return 1.0
    if len(said) == 1 and len(named) >= 2 and said[0] in _initials(name, named):
        return 0.9
    near = [max(_alike(word, other) for other in named) for word in said]
    part = sum(near) / len(near)
    spelling = SequenceMatcher(None, " ".join(said), " ".join(named)).ratio()
    if min(near) < _NEAR_WORD:
        # A word that the name does not know: the rest must carry it alone.
        return min(0.7, max(0.75 * part * min(1.0, len(said) / len(named)), 0.7 * spelling))
    covered = min(1.0, len(said) / len(named))
    return min(0.98, max(part * (0.72 + 0.26 * covered), spelling * 0.95))


def _initials(name: str, named: list[str]) -> set[str]:
    """`pcre` and `pacre` for “Patient and carer race equality”."""
    every = _WORD.findall(name.lower())
    return {"".join(word[0] for word in named), "".join(word[0] for word in every)}


def _alike(one: str, other: str) -> float:
    """1 for one word or its plural, less for a slip of the finger, 0 for another word."""
    if one.rstrip("s") == other.rstrip("s"):
        return 1.0
    if min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)):
        return 0.95
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= _NEAR_WORD and min(len(one), len(other)) >= 4 else 0.0


def _plain(text: str) -> list[str]:
    """The telling words of a text in small letters; all of them where none is telling."""
    every = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return [word for word in every if word not in _SMALL_WORDS] or every
