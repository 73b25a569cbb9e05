"""What comes in is screened, then written, then worked on.

Slack delivers an event up to four times, possibly to several processes; the row that is unique on
the event's id is what makes it be answered once. The guard looks first: words that are declined
are never written, not even for a moment.
"""

import logging
from dataclasses import replace
from datetime import timedelta

from bot.slack.blocks.notices import busy
from bot.slack.outgoing import Outgoing
from bot.slack.requests import Request, Wanted
from bot.slack.services import SlackServices
from bot.slack.worker import Task, WorkPool
from programme.answers import DeclineReason
from programme.errors import Fault
from programme.guard import Decline, HelpTexts, is_distress
from programme.guard.updates import look_at_words
from programme.ports import EventState, ReceivedEvent

log = logging.getLogger(__name__)


class Inbox:
    """Takes requests in, and takes up again what was left unfinished."""

    def __init__(self, services: SlackServices, pool: WorkPool, outgoing: Outgoing) -> None:
        self._services = services
        self._pool = pool
        self._outgoing = outgoing

    def receive(self, event_id: str, kind: str, request: Request) -> None:
        """Write a request and hand it to the pool; one that is known already changes nothing.

        Raises:
            Unavailable: the database does not answer; nothing was kept.
        """
        event = ReceivedEvent(
            id=event_id,
            kind=kind,
            body=self._screened(request).to_json(),
            state=EventState.WAITING,
            received_at=self._services.now(),
        )
        with self._services.works() as work:
            fresh = work.events.receive(event)
            work.commit()
        if not fresh:
            log.info("event %s was delivered again", event_id)
            return
        if self._pool.stopping or self._pool.submit(Task(event_id, request.place)):
            return
        with self._services.works() as work:
            work.events.finish(event_id, self._services.now())
            work.commit()
        log.warning("event %s was turned away: too many are waiting", event_id)
        self._outgoing.reply(request.place, busy())

    def take_up(self, older_than: timedelta) -> int:
        """Hand unfinished events older than this to the pool again; how many there were.

        Raises:
            Unavailable: the database does not answer.
        """
        with self._services.works() as work:
            waiting = work.events.release_stale(self._services.now() - older_than)
            work.commit()
        for event in waiting:
            try:
                place = Request.from_json(event.body).place
            except Fault:
                place = None
            if not self._pool.submit(Task(event.id, place)):
                break
        return len(waiting)

    def _screened(self, request: Request) -> Request:
        """The request as it may be kept: only words that are to be answered, or an update's."""
        if request.question is None or request.wanted in (Wanted.HELP, Wanted.DOCUMENTS):
            return replace(request, question=None)
        if request.wanted is Wanted.UPDATE:
            decline = screen_line(request.question, self._services.texts)
        else:
            decline = self._services.screen(request.question, self._services.texts)
        return replace(request, question=None, decline=decline) if decline else request


def screen_line(line: str, texts: HelpTexts) -> Decline | None:
    """What the guard of updates says of a line, in the form of a question's decline."""
    sentence = look_at_words(line, texts)
    if sentence is None:
        return None
    distress = is_distress(line)
    return Decline(DeclineReason.DISTRESS if distress else DeclineReason.PATIENT_DATA, sentence)
