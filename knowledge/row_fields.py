"""What the columns of a table or the fields of a record tell, and which of them is asked for.

Tables of objectives, plans and actions have the same few columns everywhere: what it is measured
by, where it began, what is aimed at, by when, who answers for it, how it stands. Their headings
name them in few words, and questions name them in these or in plain synonyms of them.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from knowledge.wording import fold, stem, words
from knowledge.words import word_list


class Field(StrEnum):
    """What a column tells of the thing its row is about."""

    TARGET = "target"
    BASELINE = "baseline"
    DUE = "due"
    MEASURE = "measure"
    OWNER = "owner"
    STATUS = "status"


_DATED = r"(?:end|target|completion|finish|review|delivery)"
_HEADINGS = (
    (Field.BASELINE, r"\bbaselines?\b|\bstarting (?:point|position|value|figure|level)\b"),
    (
        Field.DUE,
        (
            r"\bdue\b|\bdeadlines?\b|\bwhen\b|\btime ?(?:scale|frame|line)s?\b|\bdates?\b|"
            r"\b(?:complete|done|deliver(?:ed)?) by\b"
        ),
    ),
    (Field.TARGET, r"(?<!to )\btargets?\b(?! dates?\b)|\btrajector(?:y|ies)\b"),
    (Field.MEASURE, r"\bmeasures?\b|\bmeasured\b|\bmetrics?\b|\bindicators?\b|\bkpis?\b"),
    (
        Field.OWNER,
        (r"\bowners?\b|\bleads?\b|\bwho\b|\bresponsib\w+\b|\baccountab\w+\b|\bsponsors?\b|\bsro\b"),
    ),
    (Field.STATUS, r"\bstatus\b|\bstate\b|\brag\b|\brating\b"),
)
_QUESTIONS = (
    (Field.BASELINE, r"\bbaselines?\b|\bstarting (?:point|position|value|figure|level)\b"),
    (
        Field.DUE,
        (
            r"\bdue\b(?! to\b)|\bdeadlines?\b|\bby when\b|\bwhen by\b|\btime ?(?:scale|frame)s?\b|"
            rf"\b{_DATED} dates?\b|\bby (?:what|which) (?:date|day|month|year)\b|"
            r"^when (?:is|are|will|shall|should|must|do|does)\b"
        ),
    ),
    (Field.TARGET, r"\btargets?\b(?! dates?\b)|\btrajector(?:y|ies)\b"),
    (Field.MEASURE, r"\bmeasures?\b|\bmeasured\b|\bmetrics?\b|\bindicators?\b|\bkpis?\b"),
    (
        Field.OWNER,
        (
            r"\bwho (?:leads?|owns?|runs|sponsors|answers for|is leading|looks after)\b|"
            r"\bwho(?:'s| is| are)? (?:[\w'-]+ ){0,4}?(?:leads?|leading|owners?|sponsors?|sro|"
            r"responsible|accountable|in charge)\b|\b(?:lead|owner|sponsor|sro) (?:for|of)\b"
        ),
    ),
    (
        Field.STATUS,
        r"\bstatus\b|\bwhat state\b|\b(?:the|current) state of\b|\brag\b",
    ),
)
_OF_HEADING = tuple((field, re.compile(pattern)) for field, pattern in _HEADINGS)
_OF_QUESTION = tuple((field, re.compile(pattern)) for field, pattern in _QUESTIONS)
_LONGEST_HEADING = 5
_TWO = 2
# "... and by what date", "... and who": a second thing is asked for beside the first.
_AND_MORE = re.compile(
    r"(?:\band|&|,) (?:(?:by|from|to|at|in|for|on) )?(?:what|when|how|who|whose|where|which|why)\b"
)
_ASKING = frozenset(stem(word) for word in word_list("fields"))


def asked_fields(folded: str) -> frozenset[Field]:
    """What of a thing a folded question asks for; empty when it names no such thing."""
    return frozenset(field for field, pattern in _OF_QUESTION if pattern.search(folded))


def asks_more(folded: str) -> bool:
    """True when a folded question asks for two things and names no more than one as a field."""
    return bool(_AND_MORE.search(folded)) and len(asked_fields(folded)) < _TWO


def asks_field(word_stem: str) -> bool:
    """True for a word by which questions ask for a field rather than name a subject."""
    return word_stem in _ASKING


@lru_cache(maxsize=4096)
def heading_fields(heading: str) -> frozenset[Field]:
    """What a column of this heading tells: none for a heading that is half a sentence."""
    if len(words(heading)) > _LONGEST_HEADING:
        return frozenset()
    return frozenset(_fields(fold(heading)))


def _fields(folded: str) -> Iterator[Field]:
    return (field for field, pattern in _OF_HEADING if pattern.search(folded))
