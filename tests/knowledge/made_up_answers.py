"""Answers in the words of a made-up strategy, with the passages they were taken from."""

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
from programme.ports import FoundPassage

QUESTION = "How soon are letters answered?"
LETTERS = (
    "We will answer 90% of letters within 5 days, so that people need to write only once. "
    "We will not send letters by fax."
)
TELEPHONES = "We will answer every telephone call within 20 seconds by 2031."
OLD_LETTERS = "We will answer 70% of letters within 9 days."


def edition(*, current: bool = True) -> Edition:
    return Edition(
        title="A made-up strategy" if current else "The made-up strategy before it",
        kind="strategy",
        owner=None,
        period=Period(2026, 2031) if current else Period(2023, 2026),
        status=EditionStatus.CURRENT if current else EditionStatus.SUPERSEDED,
    )


def document(*, current: bool = True) -> Document:
    key = "new.txt" if current else "old.txt"
    return Document(
        id=f"document-{key}",
        key=key,
        digest="0" * 64,
        format="text",
        edition=edition(current=current),
        sections=3,
        warnings=(),
        read_at=datetime(2026, 8, 3, 12, 0, tzinfo=UTC),
    )


def passage(
    words: str,
    id_: str,
    *,
    kind: PassageKind = PassageKind.PROSE,
    current: bool = True,
    section: tuple[str, ...] = ("Our post room", "Letters"),
    page: int | None = 4,
) -> Passage:
    return Passage(
        id=id_,
        document_id=document(current=current).id,
        ordinal=0,
        kind=kind,
        section=section,
        page=page,
        lead_in=None,
        source=words,
        units=(Unit(words, 0, len(words)),),
    )


def citation(of: Passage, *, current: bool = True, quote: str | None = None) -> Citation:
    whole = document(current=current)
    return Citation(
        passage_id=of.id,
        document_key=whole.key,
        title=whole.edition.title,
        status=whole.edition.status,
        period=whole.edition.period,
        section=of.section,
        page=of.page,
        quote=quote or of.source,
    )


def found(of: Passage, score: float = 0.5, *, current: bool = True) -> FoundPassage:
    return FoundPassage(passage=of, document=document(current=current), score=score)


def answer(
    *statements: Statement,
    citations: tuple[Citation, ...],
    question: str = QUESTION,
    status: AnswerStatus = AnswerStatus.ANSWERED,
) -> Answer:
    return Answer(question=question, status=status, statements=statements, citations=citations)


LETTERS_PASSAGE = passage(LETTERS, "letters")
OLD_PASSAGE = passage(OLD_LETTERS, "old-letters", current=False)


def plain() -> Answer:
    """One statement out of one passage."""
    return answer(Statement(LETTERS, (0,)), citations=(citation(LETTERS_PASSAGE),))
