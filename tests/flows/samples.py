"""Made-up documents, passages and answers. No real strategy is quoted."""

from datetime import UTC, datetime

from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import (
    Document,
    Edition,
    EditionStatus,
    Passage,
    PassageKind,
    Period,
    Unit,
)
from programme.ports import DocumentSummary, FoundPassage

CURRENT = Edition("Made-up strategy", "strategy", None, Period(2026, 2031), EditionStatus.CURRENT)
OLD = Edition("Made-up plan", "strategy", None, Period(2023, 2026), EditionStatus.SUPERSEDED)


def document(edition: Edition = CURRENT, key: str = "strategy.txt") -> Document:
    return Document(
        id=f"d-{key}",
        key=key,
        digest="0" * 64,
        format="text",
        edition=edition,
        sections=3,
        warnings=(),
        read_at=datetime(2026, 8, 3, 17, 30, tzinfo=UTC),
    )


def summary(edition: Edition = CURRENT, key: str = "strategy.txt") -> DocumentSummary:
    return DocumentSummary(document(edition, key), passages=12)


def found(
    passage_id: str, words: str, edition: Edition = CURRENT, section: tuple[str, ...] = ("Aims",)
) -> FoundPassage:
    whole = document(edition)
    passage = Passage(
        id=passage_id,
        document_id=whole.id,
        ordinal=0,
        kind=PassageKind.PROSE,
        section=section,
        page=4,
        lead_in=None,
        source=words,
        units=(Unit(words, 0, len(words)),),
    )
    return FoundPassage(passage, whole, 0.9)


def citation(
    quote: str,
    passage_id: str = "p1",
    edition: Edition = CURRENT,
    section: tuple[str, ...] = ("Aims", "Visits"),
) -> Citation:
    return Citation(
        passage_id=passage_id,
        document_key="strategy.txt",
        title=edition.title,
        status=edition.status,
        period=edition.period,
        section=section,
        page=4,
        quote=quote,
    )


def answered(question: str, words: str, *, edition: Edition = CURRENT, **fields: object) -> Answer:
    return Answer(
        question=question,
        status=AnswerStatus.ANSWERED,
        statements=(Statement(words, citations=(0,)),),
        citations=(citation(words, edition=edition),),
        **fields,  # type: ignore[arg-type]
    )
