"""Made-up documents, passages, questions and events for the contracts; nobody real is named."""

import hashlib
from datetime import UTC, datetime, timedelta

from programme.answers import AnswerStatus, Citation, DeclineReason
from programme.documents import (
    Document,
    Edition,
    EditionStatus,
    Passage,
    PassageKind,
    Period,
    Unit,
)
from programme.ports import (
    AskedQuestion,
    Embedding,
    EventState,
    Feedback,
    FeedbackVerdict,
    Generation,
    GenerationState,
    ReceivedEvent,
    Surface,
)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
IN_FORCE = Period(2026, 2031)
MODEL = "made-up-model|1|4|1"


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def document(
    id_: str,
    *,
    key: str | None = None,
    title: str = "A made-up plan",
    status: EditionStatus = EditionStatus.CURRENT,
    period: Period | None = IN_FORCE,
    warnings: tuple[str, ...] = (),
) -> Document:
    return Document(
        id=id_,
        key=key or f"{id_}.txt",
        digest=hashlib.sha256(id_.encode()).hexdigest(),
        format="text",
        edition=Edition(title=title, kind="strategy", owner=None, period=period, status=status),
        sections=3,
        warnings=warnings,
        read_at=NOON,
    )


def passage(document_id: str, ordinal: int, *, words: str | None = None) -> Passage:
    source = words if words is not None else f"We will: • do thing {ordinal} • “café” £{ordinal}"
    return Passage(
        id=f"{document_id}-{ordinal}",
        document_id=document_id,
        ordinal=ordinal,
        kind=PassageKind.LIST,
        section=("True Norths", f"Part {ordinal}"),
        page=ordinal + 1 if ordinal % 2 else None,
        lead_in="We will:",
        source=source,
        units=(Unit(source[9:12], 9, 12), Unit(source[2:4], 2, 4, label="A column")),
    )


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def embedding(text_hash: str, *, first: int = 1) -> Embedding:
    vector = bytes([first, 0, 255, 10]) * 4
    return Embedding(text_hash=text_hash, vector=vector, unit_vectors=vector[:8])


def generation(id_: str, *, at: datetime = NOON, model: str = MODEL) -> Generation:
    return Generation(
        id=id_, model=model, state=GenerationState.BUILDING, passages=2, created_at=at
    )


def citation(number: int = 0) -> Citation:
    return Citation(
        passage_id=f"passage-{number}",
        document_key="plan.txt",
        title="A made-up plan",
        status=EditionStatus.SUPERSEDED,
        period=Period(2023, 2026) if number % 2 else None,
        section=("One", "Two"),
        page=None,
        quote=f"made-up words number {number}",
    )


def question(
    id_: str,
    *,
    asker: str = "U1",
    at: datetime = NOON,
    text: str | None = "How many beds are there?",
    citations: int = 2,
) -> AskedQuestion:
    declined = text is None
    return AskedQuestion(
        id=id_,
        asker=asker,
        surface=Surface.MENTION,
        asked_at=at,
        text=text,
        status=AnswerStatus.DECLINED if declined else AnswerStatus.ANSWERED,
        reason=DeclineReason.CLINICAL if declined else None,
        answer=None if declined else "Twelve made-up beds.",
        citations=tuple(citation(number) for number in range(citations)),
        alternatives=("passage-8", "passage-9"),
        generation_id=None if declined else "g1",
        seconds=0.25,
    )


def verdict(
    question_id: str,
    *,
    person: str = "U2",
    what: FeedbackVerdict = FeedbackVerdict.HELPFUL,
    at: datetime = NOON,
) -> Feedback:
    return Feedback(question_id=question_id, person=person, verdict=what, given_at=at)


def event(id_: str, *, at: datetime = NOON) -> ReceivedEvent:
    return ReceivedEvent(
        id=id_,
        kind="message",
        body='{"text": "made up"}',
        state=EventState.WAITING,
        received_at=at,
    )
