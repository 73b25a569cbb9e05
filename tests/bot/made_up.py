"""A made-up strategy, and answers out of it."""

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

NOON = datetime(2026, 8, 3, 12, 0, tzinfo=UTC)
WORDS = "90% of letters are answered within 5 days."
OLD_WORDS = "70% of letters are answered within 9 days."


def edition(*, current: bool = True) -> Edition:
    return Edition(
        title="A made-up strategy" if current else "The made-up strategy before it",
        kind="strategy",
        owner="A made-up trust",
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
        read_at=NOON,
    )


def passage(words: str = WORDS, *, id_: str = "passage-1", current: bool = True) -> Passage:
    return Passage(
        id=id_,
        document_id=document(current=current).id,
        ordinal=0,
        kind=PassageKind.PROSE,
        section=("Our aims", "How we measure success"),
        page=4,
        lead_in=None,
        source=words,
        units=(Unit(words, 0, len(words)),),
    )


def found(words: str = WORDS, *, id_: str = "passage-1", current: bool = True) -> FoundPassage:
    one = passage(words, id_=id_, current=current)
    return FoundPassage(passage=one, document=document(current=current), score=0.875)


def citation(quote: str = WORDS, *, id_: str = "passage-1", current: bool = True) -> Citation:
    return Citation(
        passage_id=id_,
        document_key=document(current=current).key,
        title=edition(current=current).title,
        status=edition(current=current).status,
        period=edition(current=current).period,
        section=("Our aims", "How we measure success"),
        page=4,
        quote=quote,
    )


def answered(text: str = WORDS, quote: str = WORDS, *, current: bool = True) -> Answer:
    return Answer(
        question="How many letters?",
        status=AnswerStatus.ANSWERED,
        statements=(Statement(text, (0,)),),
        citations=(citation(quote, current=current),),
        alternatives=("passage-2",),
    )


def not_found() -> Answer:
    return Answer(
        question="Who chairs it?",
        status=AnswerStatus.NOT_FOUND,
        statements=(Statement("The documents do not say. Ask the programme office."),),
    )
