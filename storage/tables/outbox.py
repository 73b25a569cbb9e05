"""Posts on their way to Slack, claims on scheduled work, and drafts that wait."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.outbox import PostState
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class PostRow(Table):
    """A post; `subject` and `replaces` name rows that may since be gone."""

    __tablename__ = "posts"
    __table_args__ = (Index(None, "state", "created_at"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(KEY)
    addressee: Mapped[str] = mapped_column(KEY)
    body: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(Moment)
    subject: Mapped[str | None] = mapped_column(KEY, index=True)
    person: Mapped[str | None] = mapped_column(KEY, index=True)
    replaces: Mapped[str | None] = mapped_column(KEY)
    state: Mapped[PostState] = mapped_column(one_of(PostState))
    not_before: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int]
    sending_since: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_in: Mapped[str | None] = mapped_column(KEY)
    sent_ts: Mapped[str | None] = mapped_column(KEY)
    reference: Mapped[str | None] = mapped_column(KEY)


class ScheduleClaimRow(Table):
    """That a job was done for a period."""

    __tablename__ = "schedule_claims"

    job: Mapped[str] = mapped_column(KEY, primary_key=True)
    period: Mapped[str] = mapped_column(KEY, primary_key=True)
    claimed_at: Mapped[datetime] = mapped_column(Moment)


class DraftRow(Table):
    """A draft that waits for its author to confirm it."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    person: Mapped[str] = mapped_column(KEY, index=True)
    body: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)
