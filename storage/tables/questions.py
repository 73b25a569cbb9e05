"""Questions with their answers, the citations shown, and what people thought of them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from programme.answers import AnswerStatus, DeclineReason
from programme.documents import EditionStatus
from programme.ports import FeedbackVerdict, Surface
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class QuestionRow(Table):
    """A question and its answer; the generation it was answered from may since be gone."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    asker: Mapped[str] = mapped_column(KEY, index=True)
    surface: Mapped[Surface] = mapped_column(one_of(Surface))
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    text: Mapped[str | None] = mapped_column(Words)
    status: Mapped[AnswerStatus] = mapped_column(one_of(AnswerStatus))
    reason: Mapped[DeclineReason | None] = mapped_column(one_of(DeclineReason))
    answer: Mapped[str | None] = mapped_column(Words)
    alternatives: Mapped[list[str]] = mapped_column(JSON)
    generation_id: Mapped[str | None] = mapped_column(KEY)
    seconds: Mapped[float]


class CitationRow(Table):
    """A citation as it was shown: a copy, so that it outlives the document version."""

    __tablename__ = "citations"

    question_id: Mapped[str] = mapped_column(
        KEY, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    passage_id: Mapped[str] = mapped_column(KEY)
    document_key: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    status: Mapped[EditionStatus] = mapped_column(one_of(EditionStatus))
    period_start: Mapped[int | None]
    period_end: Mapped[int | None]
    section: Mapped[list[str]] = mapped_column(JSON)
    page: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Words)


class FeedbackRow(Table):
    """One person's verdict on one answer."""

    __tablename__ = "feedback"

    question_id: Mapped[str] = mapped_column(
        KEY, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(KEY, primary_key=True, index=True)
    verdict: Mapped[FeedbackVerdict] = mapped_column(one_of(FeedbackVerdict))
    given_at: Mapped[datetime] = mapped_column(Moment)
