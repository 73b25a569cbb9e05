"""The audit in SQL: entries are added; the database's own triggers refuse the rest."""

from typing import Any

from sqlalchemy import Connection, Select, insert, select

from programme.audit import AuditEntry
from storage.statements import AnyRow, one_or_many
from storage.tables import AuditRow

# In the order of AuditEntry's own fields.
_ENTRIES = select(
    AuditRow.at,
    AuditRow.actor,
    AuditRow.action,
    AuditRow.subject,
    AuditRow.facts_before,
    AuditRow.facts_after,
)
_OLDEST_FIRST = (AuditRow.at, AuditRow.number)
_ADD = insert(AuditRow)


def entry_values(entry: AuditEntry) -> dict[str, Any]:
    """An entry as the columns of its row."""
    return {
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "facts_before": None if entry.before is None else dict(entry.before),
        "facts_after": None if entry.after is None else dict(entry.after),
    }


class SqlAuditStore:
    """`programme.ports.AuditStore` on SQLite or PostgreSQL, inside a unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *entries: AuditEntry) -> None:
        """Keep entries."""
        if entries:
            rows = [entry_values(entry) for entry in entries]
            self._connection.execute(_ADD, one_or_many(rows))

    def about(self, subject: str) -> list[AuditEntry]:
        """Entries about one subject, oldest first."""
        return self._read(_ENTRIES.where(AuditRow.subject == subject).order_by(*_OLDEST_FIRST))

    def by(self, actor: str) -> list[AuditEntry]:
        """Entries of one actor, oldest first."""
        return self._read(_ENTRIES.where(AuditRow.actor == actor).order_by(*_OLDEST_FIRST))

    def recent(self, limit: int = 100) -> list[AuditEntry]:
        """The latest entries, newest first."""
        newest_first = (column.desc() for column in _OLDEST_FIRST)
        return self._read(_ENTRIES.order_by(*newest_first).limit(limit))

    def _read(self, statement: Select[*tuple[object, ...]]) -> list[AuditEntry]:
        rows: list[AnyRow] = list(self._connection.execute(statement))
        return [AuditEntry(*row) for row in rows]
