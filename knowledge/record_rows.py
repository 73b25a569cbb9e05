"""Rows that are records: which of their cells a question asks for, and what names the row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer_kinds import figures, fits
from knowledge.evidence import Evidence, is_short_row
from knowledge.question_parts import Question, Wanted
from knowledge.row_fields import Field, asks_more, heading_fields
from knowledge.subject_told import subject, told
from knowledge.whole_plans import named_owners
from knowledge.wording import content_stems, fold, stems
from programme.documents import Passage, PassageKind, Unit

_ITEMS_IN_A_CELL = 3
_FROM_TO = re.compile(r"\bfrom\s+\S*\d.*\bto\b", re.IGNORECASE)
# Where a row has no column of its own for something, the one whose cell may tell it all the same.
_TOLD_IN = (Field.TARGET, Field.MEASURE)
_HARDLY_LESS = 0.99


def is_record(passage: Passage) -> bool:
    """True for a row of single values, at least one of them under a field's heading.

    A row of lists is none: its headings name parts of a text.
    """
    if passage.kind is not PassageKind.ROW:
        return False
    labels = [u.label for u in passage.units]
    return (
        len(set(labels)) > 1
        and all(labels.count(label) <= _ITEMS_IN_A_CELL for label in set(labels))
        and any(heading_fields(label) for label in labels if label)
    )


def asked_cells(question: Question, passage: Passage) -> tuple[int, ...]:
    """The units under the headings that a question names; of a record only.

    A value without a column of its own is looked for where a target or measure is told ("from
    14 to 9 by March" tells all three).
    """
    if not is_record(passage):
        return ()
    rest = list(enumerate(passage.units))[1:]
    if not question.fields:
        # Records under headings of their own are told in part anyway; a table's row is not.
        named = [] if is_short_row(passage) else [i for i, u in rest if _names(question, u)]
        return tuple(named)
    by_heading = [i for i, u in rest if question.fields & _fields(u)]
    told_there = {field for i in by_heading for field in _fields(passage.units[i])}
    for field in question.fields - told_there:
        by_heading += [i for i, u in rest if _tells(field, question, u)]
    return tuple(sorted(set(by_heading)))


def shown_cells(question: Question, evidence: Evidence) -> tuple[int, ...]:
    """The cells that a question asks for, with those that name the row; none to show it whole."""
    asked = asked_cells(question, evidence.passage)
    # Of a table's row that is asked for more than a heading names, every cell may be needed.
    if not asked or (is_short_row(evidence.passage) and asks_more(fold(question.core))):
        return ()
    return tuple(sorted({*_naming_cells(question, evidence), *asked}))


def _naming_cells(question: Question, evidence: Evidence) -> tuple[int, ...]:
    """The cells that say what a row is about: the first, and what else names the thing asked."""
    passage = evidence.passage
    heads = frozenset(stems(passage.units[0].text)) | evidence.prepared.head.stems
    beyond = [t for t in subject(question) if not told((t,), heads)]
    asked = asked_cells(question, passage)
    return tuple(
        i
        for i, unit in enumerate(passage.units)
        if i == 0 or (i not in asked and told(beyond, stems(unit.text)))
    )


def speaks_of(question: Question, evidence: Evidence) -> float:
    """The share of the thing asked about that a row names, with its headings and its document."""
    edition = evidence.document.edition
    texts = (*(u.text for u in evidence.passage.units), *evidence.passage.section)
    here = frozenset(stems(" ".join((*texts, edition.title, edition.owner or ""))))
    terms = subject(question)
    whole = sum(t.weight for t in terms)
    return told(terms, here) / whole if whole else 0.0


def without_silent_rows(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without records that lack what is asked for.

    Where such a record is about the thing asked about, one that is less so has nothing to say.
    """
    evidence = _of_named_owners(question, evidence)
    if not question.fields:
        return evidence
    records = {e.passage.id: speaks_of(question, e) for e in evidence if is_record(e.passage)}
    silent = {
        e.passage.id
        for e in evidence
        if e.passage.id in records and not asked_cells(question, e.passage)
    }
    about = max((records[id_] for id_ in silent), default=0.0)
    others = {id_ for id_, share in records.items() if share < _HARDLY_LESS * about}
    return [e for e in evidence if e.passage.id not in silent | others]


def _of_named_owners(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where a question names whose plan it asks about, without the records of everybody else."""
    owners = {e.document.edition.owner or "" for e in evidence if is_record(e.passage)} - {""}
    named = named_owners(question, owners)
    return [
        e
        for e in evidence
        if not named or not is_record(e.passage) or e.document.edition.owner in named
    ]


def _fields(unit: Unit) -> frozenset[Field]:
    return heading_fields(unit.label or "")


def _names(question: Question, unit: Unit) -> bool:
    label = frozenset(content_stems(unit.label or ""))
    return bool(label) and label <= question.stems


def _tells(field: Field, question: Question, unit: Unit) -> bool:
    """True when a cell of a target or measure tells something that has no column of its own."""
    of = _fields(unit)
    if of.isdisjoint(_TOLD_IN):
        return False
    if field is Field.DUE:
        return fits(replace(question, wanted=Wanted.DATE), unit.text, unit.label or "") == 1.0
    if field is Field.BASELINE:
        return bool(_FROM_TO.search(unit.text))
    if field is Field.TARGET:
        return bool(figures(unit.text))
    return field is Field.MEASURE
