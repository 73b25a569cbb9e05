"""People the programme knows by name."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import KEY, Moment, Words
from storage.tables.declaration import Table


class PersonRow(Table):
    """A person; `roles` are kept in order of their text, so that a row says one thing one way."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    slack: Mapped[str | None] = mapped_column(KEY, unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON)
    active: Mapped[bool]
    snoozed_until: Mapped[datetime | None] = mapped_column(Moment)
