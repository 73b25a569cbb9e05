"""Digests as they were sent, and what people did about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.digest import ScopeKind
from programme.ports import RebaseKind
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class DigestRow(Table):
    """A digest with all it said, as JSON; its words go when those of an update are erased."""

    __tablename__ = "digests"
    __table_args__ = (Index(None, "week", "scope_kind", "scope_key"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    week: Mapped[str] = mapped_column(KEY)
    scope_kind: Mapped[ScopeKind] = mapped_column(one_of(ScopeKind))
    scope_key: Mapped[str] = mapped_column(KEY)
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_by: Mapped[str] = mapped_column(KEY)
    sent_to: Mapped[str] = mapped_column(KEY)
    body: Mapped[Any] = mapped_column(JSON)


class DigestUpdateRow(Table):
    """That a digest was made from an update, so that erasure finds it."""

    __tablename__ = "digest_updates"

    digest: Mapped[str] = mapped_column(
        KEY, ForeignKey("digests.id", ondelete="CASCADE"), primary_key=True
    )
    update_id: Mapped[str] = mapped_column(KEY, primary_key=True, index=True)


class DecisionRow(Table):
    """What was decided, which closes a decision."""

    __tablename__ = "decisions"

    update_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    goal: Mapped[str] = mapped_column(KEY, ForeignKey("goals.key", ondelete="CASCADE"), index=True)
    decided: Mapped[str] = mapped_column(Words)
    person: Mapped[str] = mapped_column(KEY)
    noted_at: Mapped[datetime] = mapped_column(Moment)


class AcknowledgementRow(Table):
    """That somebody has read an update."""

    __tablename__ = "acknowledgements"

    update_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    person: Mapped[str] = mapped_column(KEY, primary_key=True, index=True)
    noted_at: Mapped[datetime] = mapped_column(Moment)


class RebaseRow(Table):
    """Where a measure's mean and limits come from."""

    __tablename__ = "rebases"

    measure: Mapped[str] = mapped_column(
        KEY, ForeignKey("measures.key", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(Words)
    person: Mapped[str] = mapped_column(KEY)
    noted_at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[RebaseKind] = mapped_column(one_of(RebaseKind))
