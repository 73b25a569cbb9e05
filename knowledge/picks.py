"""What to show of one passage: the sentence, the items, the cells, or all of it."""

import re
from dataclasses import dataclass

from knowledge.answer_kinds import fits
from knowledge.evidence import Evidence, is_short_row
from knowledge.judging import ANSWERING, Judged, heading_of, unit_score
from knowledge.questions import Question, Wanted
from knowledge.record_rows import asked_cells, is_record, shown_cells, speaks_of
from programme.documents import PassageKind

_SHORT_PROSE = 60
_LEANS_BACK = re.compile(
    r"^(?:this|that|these|those|it|they|their|he|she|such|here|there|during this|as a result|"
    r"together|however|also|but|and|so|in addition|both)\b",
    re.IGNORECASE,
)
_BY_HEADING = 0.72
_SURE_BY_FIELD, _SPOKEN_OF = 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Pick:
    """Units of one passage to show, and how sure it is that they answer.

    Attributes:
        units: indexes into the passage's units, in order.
        whole: the passage's list or row is shown as a whole.
        by_cell: each unit is a record's cell, shown under its column's heading.
        sureness: 0 to 1, from the judgement fitted on questions.
    """

    evidence: Evidence
    units: tuple[int, ...]
    whole: bool
    sureness: float
    by_cell: bool = False


def pick_of(question: Question, judged: Judged) -> Pick:
    """What to show of one passage: cells, a whole row, sentences or items."""
    sureness = judged.sureness(ANSWERING)
    passage = judged.evidence.passage
    if is_its_record(question, judged):
        sureness = max(sureness, _SURE_BY_FIELD)
    if cells := shown_cells(question, judged.evidence):
        return Pick(judged.evidence, cells, False, sureness, by_cell=True)
    if is_short_row(passage):
        return Pick(judged.evidence, tuple(range(len(passage.units))), True, sureness)
    if passage.kind in (PassageKind.PROSE, PassageKind.QUOTATION):
        return Pick(judged.evidence, _sentences(question, judged), False, sureness)
    units, whole = _items(question, judged)
    if not whole and is_record(passage):
        return Pick(judged.evidence, (0, *units), False, sureness, by_cell=True)
    return Pick(judged.evidence, units, whole, sureness)


def every_name(outline: Evidence) -> Pick:
    """All names of what stands under a heading."""
    return Pick(outline, tuple(range(len(outline.passage.units))), True, 1.0)


def is_its_record(question: Question, judged: Judged) -> bool:
    """True for a record about the very thing asked about, with the field that is asked for."""
    return (
        bool(question.fields)
        and bool(asked_cells(question, judged.evidence.passage))
        and speaks_of(question, judged.evidence) >= _SPOKEN_OF
    )


def _items(question: Question, judged: Judged) -> tuple[tuple[int, ...], bool]:
    """A list whole when it is asked for or its heading is; else the items that answer."""
    evidence = judged.evidence
    passage = evidence.passage
    # The first cell of a row of lists is its heading, named with the source.
    first = 1 if passage.kind is PassageKind.ROW else 0
    every = tuple(range(first, len(passage.units)))
    best = evidence.units[judged.unit]
    by_heading = evidence.head >= _BY_HEADING * max(best.covered, 0.01) and best.own < 0.6
    wants = question.wanted in (Wanted.LIST, Wanted.REASON, Wanted.STATEMENT)
    if question.wanted is Wanted.LIST or (wants and by_heading):
        return every, True
    top = unit_score(question, evidence, best)
    near = [
        i
        for i in every
        if i == judged.unit
        or (
            unit_score(question, evidence, evidence.units[i]) >= 0.85 * top
            and fits(question, passage.units[i].text, heading_of(evidence, i)) >= judged.fit
        )
    ]
    return tuple(near[:3]), False


def _sentences(question: Question, judged: Judged) -> tuple[int, ...]:
    """The sentence that answers, what it leans back on, and neighbours that answer too."""
    evidence = judged.evidence
    passage = evidence.passage
    every = tuple(range(len(passage.units)))
    words = sum(len(u.text.split()) for u in passage.units)
    if words <= _SHORT_PROSE or evidence.head >= _BY_HEADING:
        return every
    first = last = judged.unit
    top = unit_score(question, evidence, evidence.units[judged.unit])
    if first > 0 and _LEANS_BACK.match(passage.units[first].text):
        first -= 1
    while last + 1 < len(every) and (
        unit_score(question, evidence, evidence.units[last + 1]) >= 0.75 * top
        or (last == judged.unit and _LEANS_BACK.match(passage.units[last + 1].text))
    ):
        last += 1
    return tuple(range(first, last + 1))
