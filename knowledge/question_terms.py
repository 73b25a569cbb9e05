"""What a question speaks of: its terms, each with what it tells and what else it is called."""

import re
from collections.abc import Callable
from itertools import pairwise

from knowledge import question_patterns as patterns
from knowledge.aliases import Aliases, phrase_stems
from knowledge.commonness import uncommonness
from knowledge.question_parts import Term
from knowledge.wording import fold, is_stop_word, stem
from knowledge.words import word_list

# Words that frame a question about documents rather than name its subject.
_FRAME = frozenset(word_list("frame"))
FRAME_WEIGHT = 0.2
# Everyday verbs and adjectives: in a question they carry the grammar more than the subject.
_LIGHT = frozenset(word_list("light"))
_LIGHT_WEIGHT = 0.45
_WEAK = frozenset(word_list("weak"))
_ENGLISH_COUNTS, _ENGLISH_ALSO_COUNTS = 0.8, 0.2
# Words that hold two editions beside each other, and name no subject.
_COMPARING = frozenset(word_list("comparing"))


def is_light(word: str) -> bool:
    """True for an everyday verb or adjective."""
    return word in _LIGHT


def terms_of(
    text: str,
    tokens: tuple[str, ...],
    names_edition: bool,
    aliases: Aliases,
    rarity: Callable[[str], float],
    respell: Callable[[str], str | None],
    *,
    compares: bool = False,
) -> tuple[Term, ...]:
    """The terms of a question's core; `compares` when two editions are held beside each other."""
    hits = aliases.found(tokens)
    spans = {i: (start, end, others) for start, end, others in hits for i in range(start, end)}
    # The years of a named edition say which document is meant; other years are of the subject.
    periods = (found.group() for found in patterns.YEARS.finditer(fold(text)) if names_edition)
    years = set(re.findall(r"\d+", " ".join(periods)))
    made: dict[str, Term] = {}
    lower, at = text.lower(), 0
    for place, word in enumerate(tokens):
        start = lower.find(word, at)
        stretch = (start, start + len(word)) if start >= 0 else (0, len(text))
        at = max(at, stretch[1]) if start >= 0 else at
        if (is_stop_word(word) and place not in spans) or word in years:
            continue
        if is_stop_word(word):
            continue
        root = stem(word)
        if word not in _LIGHT and word not in _FRAME and (meant := respell(root)):
            root = meant
        others: tuple[tuple[str, ...], ...] = ()
        if place in spans:
            others = tuple(phrase_stems(phrase) for phrase in spans[place][2])
        rare = max(rarity(root), 0.12)
        weight = rare * (1 - _share(rare) * (1 - uncommonness(word)))
        if word in _WEAK or (compares and word in _COMPARING):
            weight *= 0.08
        elif word in _FRAME:
            weight *= FRAME_WEIGHT
        elif word in _LIGHT:
            weight *= _LIGHT_WEIGHT
        known = made.get(root)
        if known is None or known.weight < weight:
            made[root] = Term(stem=root, word=word, others=others, weight=weight, place=stretch)
    return tuple(made.values())


def _share(rare: float) -> float:
    """How much English at large has to say of a word's weight: most where the documents say least.

    `rare` is 1 for a word that they hold once or not at all.
    """
    return _ENGLISH_COUNTS if rare >= 1.0 else _ENGLISH_ALSO_COUNTS


def telling_pairs(tokens: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The stems of neighbouring words that carry the subject."""
    telling = [stem(t) for t in tokens if not is_stop_word(t) and t not in _WEAK]
    return frozenset(pairwise(telling))
