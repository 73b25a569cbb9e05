"""Events received from Slack, unique on their id."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.ports import EventState
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class ReceivedEventRow(Table):
    """An event; `working_since` is when it was last taken up, while it is being worked on."""

    __tablename__ = "received_events"
    __table_args__ = (Index(None, "state", "received_at"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(KEY)
    body: Mapped[str] = mapped_column(Words)
    state: Mapped[EventState] = mapped_column(one_of(EventState))
    received_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int]
    working_since: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    reference: Mapped[str | None] = mapped_column(KEY)
