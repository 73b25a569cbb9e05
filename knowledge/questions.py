"""What a question asks for: its subject, the kind of answer, and which edition."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from knowledge import question_patterns as patterns
from knowledge.aliases import Aliases, phrase_stems
from knowledge.wording import fold, is_stop_word, stem, words
from knowledge.words import word_list
from programme.documents import Edition, EditionStatus


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    INDIVIDUAL = "individual"
    NAME = "name"
    WHICH = "which"
    CONTACT = "contact"
    PLACE = "place"
    MONEY = "money"
    REASON = "reason"
    LIST = "list"
    SECTION = "section"
    STATEMENT = "statement"


class Modality(StrEnum):
    """Whether a question asks what is aimed at or what is so."""

    TARGET = "target"
    ACTUAL = "actual"
    OPEN = "open"


class EditionWish(StrEnum):
    """Which edition a question is about."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BOTH = "both"
    EITHER = "either"
    RATHER_SUPERSEDED = "rather_superseded"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question speaks of.

    Attributes:
        stem: of the word as asked.
        word: the word as asked, folded.
        others: stems of what else it is called; each tuple counts when all of it is there.
        weight: how much it tells, 0 to 1.
        place: where the word stands in the question's core, start and end.
    """

    stem: str
    word: str
    others: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        text: as asked.
        core: without who is asking and what for.
        counted: for "how many X", the stems of X.
        about_editions: document ids of the editions the question names by their period.
        stems: of all its words, small ones included.
        pairs: of neighbouring words that carry the subject.
        asks_voices: what people said is asked for, so that quotations may answer.
        asks_level: a standing figure is asked for, not by how much something changes.
        asks_how_soon: a span of time would answer ("within 4 weeks").
        asks_pounds: only a sum of money would answer.
        asks_meaning: a definition is asked for ("what is …", "what do we mean by …").
        asks_name: a person's own name is asked for, the post being known.
        kind_named: for "which X", the stems of X.
        enumerates: how many things are to be named ("the six values"), 0 when not said.
    """

    text: str
    core: str
    terms: tuple[Term, ...]
    wanted: Wanted
    wish: EditionWish
    counted: tuple[str, ...] = ()
    about_editions: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    asks_voices: bool = False
    modality: Modality = Modality.OPEN
    asks_level: bool = False
    asks_how_soon: bool = False
    asks_pounds: bool = False
    asks_meaning: bool = False
    asks_name: bool = False
    kind_named: tuple[str, ...] = ()
    enumerates: int = 0

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the terms stand in the question's core, in the order of the terms."""
        return tuple(t.place for t in self.terms)

    @property
    def search_stems(self) -> list[str]:
        """The stems to look for in exact-word search, aliases included."""
        found = [t.stem for t in self.terms]
        found += [s for t in self.terms for other in t.others for s in other]
        return list(dict.fromkeys(found))


# Words that frame a question about documents rather than name its subject.
_FRAME = frozenset(word_list("frame"))
_FRAME_WEIGHT = 0.2
# Everyday verbs and adjectives: in a question they carry the grammar more than the subject.
_LIGHT = frozenset(word_list("light"))
_LIGHT_WEIGHT = 0.45
_WEAK = frozenset(word_list("weak"))


def without_preamble(text: str) -> str:
    """The question without who asks it and what for ("I'm new here: what …?")."""
    rest = patterns.PREAMBLE.sub("", text, count=1).strip()
    return rest if len(words(rest)) >= _SHORTEST_CORE else text


_SHORTEST_CORE = 4


def analyse(
    text: str,
    aliases: Aliases,
    rarity: Callable[[str], float],
    editions: Mapping[str, Edition],
    respell: Callable[[str], str | None] = lambda _: None,
) -> Question:
    """Take a question apart.

    Args:
        text: as asked.
        aliases: what else things are called.
        rarity: how telling a stem is in the documents, 0 to 1 (1 for one they do not hold).
        editions: the editions that can be asked about, by document id.
        respell: the stem that an unknown one was probably meant to be, or None.
    """
    folded = patterns.MISSING_APOSTROPHE.sub(r"\1's", fold(text))
    core = without_preamble(text)
    tokens = tuple(words(core))
    wish, named = _edition_wish(folded, editions)
    counted_list = patterns.COUNTED_LIST.search(folded)
    enumerates = int(stem(counted_list.group(1))) if counted_list else 0
    terms = _terms(core, tokens, bool(named), aliases, rarity, respell)
    folded = patterns.MISSING_APOSTROPHE.sub(r"\1's", fold(core))
    wanted = _wanted(folded)
    return Question(
        text=text,
        core=core,
        # How many things are asked for is no subject: their own passage need not say it.
        terms=tuple(
            replace(t, weight=t.weight * _FRAME_WEIGHT) if t.stem == str(enumerates) else t
            for t in terms
        ),
        wanted=wanted,
        wish=wish,
        counted=_counted(folded) if wanted is Wanted.NUMBER else (),
        about_editions=named,
        stems=frozenset(stem(t) for t in tokens),
        pairs=_pairs(tokens),
        asks_voices=bool(patterns.VOICES.search(folded)),
        modality=_modality(folded),
        asks_level=not patterns.CHANGE.search(folded) and not patterns.TARGET.search(folded),
        asks_how_soon=bool(re.search(r"\b(?:how soon|by when|how quickly|how long)\b", folded)),
        asks_pounds=bool(patterns.POUNDS.search(folded)),
        asks_name=bool(patterns.TITLED.search(folded) or re.search(r"\bname of\b", folded)),
        kind_named=_kind_named(folded),
        asks_meaning=bool(patterns.MEANING.search(folded)),
        enumerates=enumerates,
    )


def _terms(
    text: str,
    tokens: tuple[str, ...],
    names_edition: bool,
    aliases: Aliases,
    rarity: Callable[[str], float],
    respell: Callable[[str], str | None],
) -> tuple[Term, ...]:
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
        weight = max(rarity(root), 0.12)
        if word in _WEAK:
            weight *= 0.08
        elif word in _FRAME:
            weight *= _FRAME_WEIGHT
        elif word in _LIGHT:
            weight *= _LIGHT_WEIGHT
        known = made.get(root)
        if known is None or known.weight < weight:
            made[root] = Term(stem=root, word=word, others=others, weight=weight, place=stretch)
    return tuple(made.values())


def _pairs(tokens: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    telling = [stem(t) for t in tokens if not is_stop_word(t) and t not in _WEAK]
    return frozenset(pairwise(telling))


_FIRST_OF = (
    (Wanted.SECTION, patterns.SECTION),
    (Wanted.REASON, patterns.REASON),
    (Wanted.CONTACT, patterns.CONTACT),
    (Wanted.INDIVIDUAL, patterns.INDIVIDUAL),
    (Wanted.MONEY, patterns.MONEY),
    (Wanted.NUMBER, patterns.HOW_MANY),
)
_LAST_OF = (
    (Wanted.PERSON, patterns.PERSON),
    (Wanted.PLACE, patterns.PLACE),
    (Wanted.WHICH, patterns.WHICH),
    (Wanted.LIST, patterns.COUNTED_LIST),
)


def _wanted(folded: str) -> Wanted:
    """The kind of answer, by the first pattern that fits: the telling ones come first."""
    return (
        _first(folded, _FIRST_OF)
        or _number_date_or_list(folded)
        or _first(folded, _LAST_OF)
        or Wanted.STATEMENT
    )


def _first(folded: str, table: Sequence[tuple[Wanted, re.Pattern[str]]]) -> Wanted | None:
    return next((wanted for wanted, pattern in table if pattern.search(folded)), None)


def _number_date_or_list(folded: str) -> Wanted | None:
    date, number = patterns.DATE.search(folded), patterns.NUMBER.search(folded)
    if date and not (number and number.start() < date.start()):
        return Wanted.DATE
    if patterns.NAME.search(folded):
        return Wanted.NAME
    if patterns.LIST.search(folded) and not patterns.HOW_MUCH.search(folded):
        return Wanted.LIST
    return Wanted.NUMBER if number else None


def _modality(folded: str) -> Modality:
    if re.search(r"\b(?:targets?|aim|aims|aiming|goals?)\b", folded):
        return Modality.TARGET
    if patterns.ACTUAL.search(folded):
        return Modality.ACTUAL
    return Modality.TARGET if patterns.TARGET.search(folded) else Modality.OPEN


def _counted(folded: str) -> tuple[str, ...]:
    """The stems of what "how many" counts: the nouns up to the verb."""
    found = re.search(
        r"\b(?:how many|number of|(?:percentage|proportion|share|per cent|percent|fraction|%) of)"
        r" (?:the |our |all )?((?:[\w&'-]+ ?){1,5})",
        folded,
    )
    if not found:
        return ()
    counted: list[str] = []
    for word in words(found.group(1)):
        if is_stop_word(word) or (word in _LIGHT and counted):
            break
        counted.append(word)
    # What is counted is a plural; a word after it that is none is the verb ("ferries sail").
    while len(counted) > 1 and not _is_plural(counted[-1]) and any(map(_is_plural, counted)):
        counted.pop()
    return tuple(map(stem, counted))


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("people", "children", "staff", "women", "men")


def _kind_named(folded: str) -> tuple[str, ...]:
    """The stems of the thing that "which" asks to be told apart."""
    found = patterns.WHICH.search(folded)
    if not found:
        return ()
    return tuple(stem(w) for w in words(found.group(1)) if not is_stop_word(w))


def _edition_wish(
    folded: str, editions: Mapping[str, Edition]
) -> tuple[EditionWish, frozenset[str]]:
    named = frozenset(_named(folded, editions))
    statuses = {editions[key].status for key in named}
    old_edition = EditionStatus.SUPERSEDED in statuses or bool(patterns.OLD_EDITION.search(folded))
    old_thing = bool(patterns.OLD_THING.search(folded))
    new = EditionStatus.CURRENT in statuses or bool(patterns.NEW.search(folded))
    compares = bool(patterns.COMPARES.search(folded))
    then_and_now = old_thing and re.search(
        r"(?:\b(?:is|are|do)\b|'s\b).*\band\b.*\b(?:was|were|did|used|before)\b", folded
    )
    plural = re.search(r"\b(?:the|both|our|these) (?:strategies|plans|editions)\b", folded)
    if (
        len(statuses) == 2
        or then_and_now
        or plural
        or ((old_edition or old_thing) and (new or compares))
    ):
        return EditionWish.BOTH, named
    if old_edition:
        return EditionWish.SUPERSEDED, named
    if old_thing:
        return EditionWish.RATHER_SUPERSEDED, named
    if statuses or re.search(r"\b(?:current|new|latest)\b", folded):
        return EditionWish.CURRENT, named
    return EditionWish.EITHER, named


def _named(folded: str, editions: Mapping[str, Edition]) -> Iterable[str]:
    """The editions whose period a question writes out."""
    spans = [(2000 + int(a), 2000 + int(b)) for a, b in patterns.YEARS.findall(folded)]
    for key, edition in editions.items():
        if edition.period and (edition.period.start, edition.period.end) in spans:
            yield key


def stems_of(texts: Sequence[str]) -> frozenset[str]:
    """All stems of some texts, stop words included."""
    return frozenset(stem(word) for text in texts for word in words(text))
