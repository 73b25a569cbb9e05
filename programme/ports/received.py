"""Where events from Slack are written before any work is done on them.

Slack delivers an event up to four times and Bolt runs a listener each time: the event id,
unique here, is the defence. An event whose work did not finish is taken up again at start.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class EventState(StrEnum):
    """An event waits, is worked on, and ends as done or failed."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReceivedEvent:
    """An event as it was received.

    Attributes:
        id: Slack's `event_id`, or the request's own unique key for commands and actions.
        kind: `message`, `app_mention`, `command` …
        body: JSON text of the few fields the work needs; emptied when the work is done.
        attempts: how often the work was begun.
        reference: what the person was told when it failed.
    """

    id: str
    kind: str
    body: str
    state: EventState
    received_at: datetime
    attempts: int = 0
    finished_at: datetime | None = None
    reference: str | None = None


class ReceivedEventStore(Protocol):
    """Received events, inside a unit of work."""

    def receive(self, event: ReceivedEvent) -> bool:
        """Write an event; False when its id was already there (a redelivery)."""
        ...

    def claim(self, event_id: str, at: datetime) -> ReceivedEvent | None:
        """Take a waiting event to work on it: state `working`, one more attempt.

        None when it is not waiting, so of two workers one gets it.
        """
        ...

    def finish(self, event_id: str, at: datetime) -> None:
        """Work is done: the body is emptied, the id stays to refuse redeliveries."""
        ...

    def fail(self, event_id: str, at: datetime, reference: str) -> None:
        """Work failed and the person was told so with this reference; the body is emptied."""
        ...

    def release_stale(self, before: datetime) -> list[ReceivedEvent]:
        """Put events that have been `working` since before a moment back to `waiting`.

        Returns every waiting event received before that moment, oldest first, these included.
        """
        ...

    def erase_person(self, person: str) -> int:
        """Remove unfinished events that speak of a Slack member; how many went."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove finished events received before a moment; how many went."""
        ...
