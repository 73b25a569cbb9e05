"""The audit: triggers of the database itself refuse to change or remove what is in it."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from programme.audit import Facts
from storage.tables.columns import KEY, Moment
from storage.tables.declaration import Table


class AuditRow(Table):
    """One write; `number` counts up.

    Only the subject has an index: entries are added with every write, and read by actor or by date
    only for an export.
    """

    __tablename__ = "audit_entries"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(KEY)
    action: Mapped[str] = mapped_column(KEY)
    subject: Mapped[str] = mapped_column(KEY, index=True)
    facts_before: Mapped[Facts | None] = mapped_column(JSON(none_as_null=True))
    facts_after: Mapped[Facts | None] = mapped_column(JSON(none_as_null=True))
