"""Received events in memory."""

from dataclasses import replace
from datetime import datetime

from programme.ports import EventState, ReceivedEvent
from tests.fakes.state import FakeState, aware


class FakeReceivedEventStore:
    """`ReceivedEventStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def receive(self, event: ReceivedEvent) -> bool:
        kept = replace(event, received_at=aware(event.received_at))
        if event.id in self._state.events:
            return False
        self._state.events[event.id] = kept
        if event.state is EventState.WORKING:
            self._state.working_since[event.id] = kept.received_at
        return True

    def claim(self, event_id: str, at: datetime) -> ReceivedEvent | None:
        event = self._state.events.get(event_id)
        if event is None or event.state is not EventState.WAITING:
            return None
        claimed = replace(event, state=EventState.WORKING, attempts=event.attempts + 1)
        self._state.events[event_id] = claimed
        self._state.working_since[event_id] = aware(at)
        return claimed

    def finish(self, event_id: str, at: datetime) -> None:
        event = self._state.events.get(event_id)
        if event is not None:
            self._end(replace(event, state=EventState.DONE, body="", finished_at=aware(at)))

    def fail(self, event_id: str, at: datetime, reference: str) -> None:
        event = self._state.events.get(event_id)
        if event is not None:
            self._end(
                replace(
                    event,
                    state=EventState.FAILED,
                    body="",
                    finished_at=aware(at),
                    reference=reference,
                )
            )

    def release_stale(self, before: datetime) -> list[ReceivedEvent]:
        aware(before)
        for id_, since in list(self._state.working_since.items()):
            if since < before:
                event = self._state.events[id_]
                self._state.events[id_] = replace(event, state=EventState.WAITING)
                del self._state.working_since[id_]
        waiting = [
            event
            for event in self._state.events.values()
            if event.state is EventState.WAITING and event.received_at < before
        ]
        return sorted(waiting, key=lambda event: (event.received_at, event.id))

    def erase_person(self, person: str) -> int:
        named = [e.id for e in self._state.events.values() if f'"{person}"' in e.body]
        for id_ in named:
            del self._state.events[id_]
            self._state.working_since.pop(id_, None)
        return len(named)

    def forget_before(self, moment: datetime) -> int:
        aware(moment)
        ended = (EventState.DONE, EventState.FAILED)
        gone = [
            event.id
            for event in self._state.events.values()
            if event.state in ended and event.received_at < moment
        ]
        for id_ in gone:
            del self._state.events[id_]
        return len(gone)

    def _end(self, event: ReceivedEvent) -> None:
        self._state.events[event.id] = event
        self._state.working_since.pop(event.id, None)
