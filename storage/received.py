"""Events received from Slack in SQL: written once, worked on by one worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from programme.ports import EventState, ReceivedEvent
from storage.eraser import ErasingStore
from storage.statements import AnyRow, insert_or_keep
from storage.tables import ReceivedEventRow

_COLUMNS = (
    ReceivedEventRow.id,
    ReceivedEventRow.kind,
    ReceivedEventRow.body,
    ReceivedEventRow.state,
    ReceivedEventRow.received_at,
    ReceivedEventRow.attempts,
    ReceivedEventRow.finished_at,
    ReceivedEventRow.reference,
)


class SqlReceivedEventStore(ErasingStore):
    """`programme.ports.ReceivedEventStore` on SQLite or PostgreSQL, inside a unit of work."""

    def receive(self, event: ReceivedEvent) -> bool:
        """Write an event; False when its id was already there (a redelivery)."""
        # Asked back by RETURNING: a row count is not to be had from every driver here.
        written = self._connection.execute(
            insert_or_keep(self._connection, ReceivedEventRow).returning(ReceivedEventRow.id),
            {
                "id": event.id,
                "kind": event.kind,
                "body": event.body,
                "state": event.state,
                "received_at": event.received_at,
                "attempts": event.attempts,
                "working_since": (event.received_at if event.state is EventState.WORKING else None),
                "finished_at": event.finished_at,
                "reference": event.reference,
            },
        )
        return written.first() is not None

    def claim(self, event_id: str, at: datetime) -> ReceivedEvent | None:
        """Take a waiting event to work on it; None when it is not waiting.

        One conditional UPDATE, so of two workers one gets it.
        """
        row = self._connection.execute(
            update(ReceivedEventRow)
            .where(ReceivedEventRow.id == event_id, ReceivedEventRow.state == EventState.WAITING)
            .values(
                state=EventState.WORKING,
                attempts=ReceivedEventRow.attempts + 1,
                working_since=at,
            )
            .returning(*_COLUMNS)
        ).first()
        return None if row is None else _event_of(row)

    def finish(self, event_id: str, at: datetime) -> None:
        """Work is done: the body is emptied, the id stays to refuse redeliveries."""
        self._end(event_id, state=EventState.DONE, finished_at=at)

    def fail(self, event_id: str, at: datetime, reference: str) -> None:
        """Work failed and the person was told so with this reference; the body is emptied."""
        self._end(event_id, state=EventState.FAILED, finished_at=at, reference=reference)

    def release_stale(self, before: datetime) -> list[ReceivedEvent]:
        """Put events that have been worked on since before a moment back to `waiting`.

        Returns every waiting event received before that moment, oldest first, these included.
        """
        self._connection.execute(
            update(ReceivedEventRow)
            .where(
                ReceivedEventRow.state == EventState.WORKING,
                ReceivedEventRow.working_since < before,
            )
            .values(state=EventState.WAITING, working_since=None)
        )
        rows = self._connection.execute(
            select(*_COLUMNS)
            .where(
                ReceivedEventRow.state == EventState.WAITING,
                ReceivedEventRow.received_at < before,
            )
            .order_by(ReceivedEventRow.received_at, ReceivedEventRow.id)
        )
        return [_event_of(row) for row in rows]

    def erase_person(self, person: str) -> int:
        """Remove unfinished events that speak of a Slack member; how many went."""
        named = ReceivedEventRow.body.contains(f'"{person}"', autoescape=True)
        gone = self._connection.execute(delete(ReceivedEventRow).where(named))
        self.erased = True
        return gone.rowcount

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove finished events received before a moment; how many went."""
        gone = self._connection.execute(
            delete(ReceivedEventRow).where(
                ReceivedEventRow.state.in_([EventState.DONE, EventState.FAILED]),
                ReceivedEventRow.received_at < moment,
            )
        )
        self.erased = True
        return gone.rowcount

    def _end(self, event_id: str, **values: Any) -> None:
        self._connection.execute(
            update(ReceivedEventRow)
            .where(ReceivedEventRow.id == event_id)
            .values(body="", working_since=None, **values)
        )


def _event_of(row: AnyRow) -> ReceivedEvent:
    return ReceivedEvent(
        id=row.id,
        kind=row.kind,
        body=row.body,
        state=row.state,
        received_at=row.received_at,
        attempts=row.attempts,
        finished_at=row.finished_at,
        reference=row.reference,
    )
