"""Work on one received event: claim it, answer it, finish it; or say what went wrong."""

import logging
import threading

from bot.errors import as_told
from bot.slack.boundary import Troubles
from bot.slack.replies import Replies
from bot.slack.requests import Request
from bot.slack.services import SlackServices
from bot.slack.worker import Task
from programme.errors import AssistantError, Fault, Unavailable, new_reference
from programme.ports import ReceivedEvent

log = logging.getLogger(__name__)


class EventWork:
    """What a thread of the pool does with an event."""

    def __init__(
        self, services: SlackServices, replies: Replies, troubles: Troubles, *, attempts: int
    ) -> None:
        self._services = services
        self._replies = replies
        self._troubles = troubles
        self._attempts = attempts
        self._answered: set[str] = set()
        self._lock = threading.Lock()

    def work(self, task: Task) -> None:
        """Answer an event, unless somebody else has it.

        Raises:
            AssistantError: what the person is to be told.
        """
        with self._services.works() as work:
            event = work.events.claim(task.event_id, self._services.now())
            work.commit()
        if event is None:
            return
        if not self._was_answered(event.id):
            self._answer(event)
            with self._lock:
                self._answered.add(event.id)
        with self._services.works() as work:
            work.events.finish(event.id, self._services.now())
            work.commit()
        with self._lock:
            self._answered.discard(event.id)

    def _answer(self, event: ReceivedEvent) -> None:
        request = Request.from_json(event.body)
        # A process may be killed after Slack took its reply and before that was noted.
        if event.attempts > 1 and self._replies.was_given(event, request):
            log.info("event %s was answered before it was taken up again", event.id)
            return
        if event.attempts > self._attempts:
            raise Fault("Sorry, I could not answer your question.")
        self._replies.answer(event.id, request)

    def failed(self, task: Task, error: Exception) -> None:
        """Tell the person in a sentence with a reference, and keep the reference."""
        if self._was_answered(task.event_id):
            # Only the note that it is done could not be kept: the next sweep makes up for it.
            log.warning("event %s was answered but not marked done", task.event_id)
            return
        trouble = as_told(error)
        reference = trouble.reference if isinstance(trouble, Unavailable | Fault) else None
        try:
            with self._services.works() as work:
                work.events.fail(task.event_id, self._services.now(), reference or new_reference())
                work.commit()
        except AssistantError as second:
            as_told(second)
        if task.place:
            self._troubles.say(task.place, trouble)

    def _was_answered(self, event_id: str) -> bool:
        with self._lock:
            return event_id in self._answered
