"""The audit in memory."""

from collections.abc import Sequence
from dataclasses import replace

from programme.audit import AuditEntry
from tests.fakes.state import FakeState, aware


class FakeAuditStore:
    """`AuditStore` over a tuple that only grows."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def add(self, *entries: AuditEntry) -> None:
        self._state.audit += tuple(replace(entry, at=aware(entry.at)) for entry in entries)

    def about(self, subject: str) -> Sequence[AuditEntry]:
        return [entry for entry in self._in_order() if entry.subject == subject]

    def by(self, actor: str) -> Sequence[AuditEntry]:
        return [entry for entry in self._in_order() if entry.actor == actor]

    def recent(self, limit: int = 100) -> Sequence[AuditEntry]:
        return self._in_order()[::-1][:limit]

    def _in_order(self) -> list[AuditEntry]:
        return sorted(self._state.audit, key=lambda entry: entry.at)
