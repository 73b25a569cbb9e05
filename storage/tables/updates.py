"""Weekly updates, a row for each version, and the weeks whose digest was sent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from programme.updates import Confidence, Rating, UpdateKind, Via
from programme.weeks import Timing
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class UpdateRow(Table):
    """One version of what was said of a goal's week.

    What was said is never changed, save that erasure empties it. `stands` is true on the latest
    version of a goal's week; it alone moves on. The unique key of goal, week and version also
    finds a goal's history and last report, read backwards; the index on week and goal finds a
    week's updates.
    """

    __tablename__ = "updates"
    __table_args__ = (
        UniqueConstraint("goal", "week", "version"),
        UniqueConstraint("submission"),
        Index(None, "week", "goal"),
    )

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    goal: Mapped[str] = mapped_column(KEY, ForeignKey("goals.key"))
    week: Mapped[str] = mapped_column(KEY)
    version: Mapped[int]
    stands: Mapped[bool]
    kind: Mapped[UpdateKind] = mapped_column(one_of(UpdateKind))
    author: Mapped[str] = mapped_column(KEY, index=True)
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    timing: Mapped[Timing] = mapped_column(one_of(Timing))
    via: Mapped[Via] = mapped_column(one_of(Via))
    submission: Mapped[str] = mapped_column(KEY)
    reason: Mapped[str | None] = mapped_column(Words)
    after_digest: Mapped[bool]
    backfilled: Mapped[bool]
    erased: Mapped[bool]
    rating: Mapped[Rating | None] = mapped_column(one_of(Rating))
    confidence: Mapped[Confidence | None] = mapped_column(one_of(Confidence))
    value: Mapped[float | None]
    as_at: Mapped[date | None]
    done: Mapped[str | None] = mapped_column(Words)
    next: Mapped[str | None] = mapped_column(Words)
    recovery: Mapped[str | None] = mapped_column(Words)
    blocker_what: Mapped[str | None] = mapped_column(Words)
    blocker_who: Mapped[str | None] = mapped_column(Words)
    blocker_by: Mapped[date | None]
    decision_what: Mapped[str | None] = mapped_column(Words)
    decision_from: Mapped[str | None] = mapped_column(Words)
    decision_by: Mapped[date | None]
    risk: Mapped[str | None] = mapped_column(Words)
    source: Mapped[str | None] = mapped_column(Words)


class ClosedWeekRow(Table):
    """That a week's digest was sent."""

    __tablename__ = "closed_weeks"

    week: Mapped[str] = mapped_column(KEY, primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(Moment)
