"""Where the audit is kept: added to, never changed."""

from collections.abc import Sequence
from typing import Protocol

from programme.audit import AuditEntry


class AuditStore(Protocol):
    """The audit, inside a unit of work; the database itself refuses to change or remove entries."""

    def add(self, *entries: AuditEntry) -> None:
        """Keep entries."""
        ...

    def about(self, subject: str) -> Sequence[AuditEntry]:
        """Entries about one subject, oldest first."""
        ...

    def by(self, actor: str) -> Sequence[AuditEntry]:
        """Entries of one actor, oldest first."""
        ...

    def recent(self, limit: int = 100) -> Sequence[AuditEntry]:
        """The latest entries, newest first."""
        ...
