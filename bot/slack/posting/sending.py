"""One post at a time: claimed, rendered, sent, and what came of it noted.

What came of a call is kept in hand until the database has it: a post that Slack took must not
fall into doubt only because the database was away for a moment.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.errors import as_told
from bot.slack.blocks.parts import Message
from bot.slack.boundary import guarded
from bot.slack.files import SlackFile
from bot.slack.posting.calls import PostCalls
from bot.slack.posting.digests import followers
from bot.slack.posting.outcomes import Later, NotKnown, Outcome, RefusedForGood, Taken
from bot.slack.posting.pace import Pace
from bot.slack.posting.rendering import NothingToSay, Ready, Rendering
from bot.slack.posting.telling import UNDELIVERED, tell
from bot.use_cases.erasure import removal
from bot.use_cases.posts import LOST, REMOVED, NotYet
from bot.use_cases.records import PASSED_RECEIPT
from programme.errors import AssistantError, Unavailable, new_reference
from programme.outbox import Post, PostState
from programme.ports import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

LONGEST_PAUSE = 2.0
LATEST_CALL = timedelta(minutes=1)
"""Half of the time after which other workers take a post for lost."""
DELAYS = tuple(timedelta(seconds=each) for each in (5, 15, 60, 300, 900, 3600))
MOST_FAULTS = 8
UNDECIDED = frozenset({PostState.SENDING, PostState.IN_DOUBT})
NOTHING_TO_SAY = "nothing-to-say"
_UNTOLD = "nobody could be told that a post was sent: %s"

Note = Callable[[UnitOfWork], object]


class Sender:
    """Sends what is due; one instance belongs to one thread.

    Args:
        works: units of work that write.
        rendering: makes posts into messages.
        calls: speaks to Slack.
        now: the time, with its zone.
        pause: waits so many seconds; True when the app is stopping.
        told: called with each post that Slack took.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        rendering: Rendering,
        calls: PostCalls,
        *,
        now: Callable[[], datetime],
        pause: Callable[[float], bool],
        pace: Pace | None = None,
        told: Callable[[Post], object] = lambda _post: None,
    ) -> None:
        self._works = works
        self._rendering = rendering
        self._calls = calls
        self._now = now
        self._pause = pause
        self._pace = pace or Pace()
        self._told = told
        self._owed: list[Note] = []

    def send_next(self) -> bool:
        """Send the post that has been due longest; False when there is none.

        Raises:
            Unavailable: the database does not answer.
        """
        self.note_what_is_owed()
        with self._works() as work:
            post = work.outbox.claim(self._now())
            work.commit()
        if post is None:
            return False
        guarded(partial(self._send, post), partial(self._failed, post))
        return True

    def note_what_is_owed(self) -> None:
        """Note what could not be noted before.

        Raises:
            Unavailable: the database still does not answer.
        """
        while self._owed:
            with self._works() as work:
                self._owed[0](work)
                work.commit()
            self._owed.pop(0)

    def _send(self, post: Post) -> None:
        wait = self._pace.wait(post.to)
        if wait > LONGEST_PAUSE:
            self._put_back(post, timedelta(seconds=wait))
            return
        rendered = self._rendering.render(post)
        if isinstance(rendered, NotYet):
            self._put_back(post, timedelta(seconds=rendered.seconds))
        elif isinstance(rendered, NothingToSay):
            self._note_if_ours(post, lambda work: work.outbox.give_up(post.id, NOTHING_TO_SAY))
        elif wait and self._pause(wait):
            self._put_back(post, timedelta())
        elif self._now() - (post.sending_since or post.created_at) > LATEST_CALL:
            # This process stood still: another may have taken the post for lost by now.
            self._put_back(post, timedelta())
        else:
            outcome = self._call(post, rendered)
            self._pace.posted(post.to)
            self._note_outcome(post, rendered, outcome)

    def _call(self, post: Post, ready: Ready) -> Outcome:
        if ready.over and isinstance(ready.message, Message):
            return self._calls.rewrite(*ready.over, ready.message)
        if isinstance(ready.message, SlackFile):
            return self._calls.upload(post.to, ready.message, ready.thread_ts)
        return self._calls.post(post.id, post.to, ready.message, ready.thread_ts)

    def _note_outcome(self, post: Post, ready: Ready, outcome: Outcome) -> None:
        if isinstance(outcome, Taken):
            self._note(partial(note_sent, post, outcome, self._now()))
            # it stands in Slack: whatever goes wrong from here must not send it again
            guarded(partial(self._tell, post), lambda error: log.warning(_UNTOLD, type(error)))
            return
        log.warning("post %s: %s: %s", post.id, type(outcome).__name__, outcome.code)
        if isinstance(outcome, RefusedForGood):
            self._give_up(post, outcome.code)
        elif isinstance(outcome, Later) and outcome.seconds is not None:
            self._pace.hold(post.to, outcome.seconds)
            self._put_back(post, timedelta(seconds=outcome.seconds))
        elif isinstance(outcome, Later) or ready.over:
            # To write the same words over a message twice does no harm.
            self._put_back(post, delay(post.attempts))
        elif isinstance(outcome, NotKnown):
            log.warning("post %s is left: it may have arrived", post.id)

    def _tell(self, post: Post) -> None:
        self._told(post)

    def _give_up(self, post: Post, code: str) -> None:
        def note(work: UnitOfWork) -> None:
            work.outbox.give_up(post.id, code)
            # what is not there any more need not be removed or put right
            if post.kind not in {REMOVED, PASSED_RECEIPT} or code not in LOST:
                tell(work, post, UNDELIVERED, self._now(), code)

        self._note_if_ours(post, note)

    def _failed(self, post: Post, error: Exception) -> None:
        """A post that could not be rendered: nothing has gone to Slack."""
        trouble = as_told(error)
        if isinstance(trouble, Unavailable) or post.attempts < MOST_FAULTS:
            self._put_back(post, delay(post.attempts))
        else:
            self._give_up(post, new_reference())

    def _put_back(self, post: Post, after: timedelta) -> None:
        not_before = self._now() + after
        self._note_if_ours(post, lambda work: work.outbox.put_back(post.id, not_before))

    def _note_if_ours(self, post: Post, note: Note) -> None:
        """Note what became of a post, unless another worker has taken it up meanwhile."""

        def note_then(work: UnitOfWork) -> None:
            kept = work.outbox.get(post.id)
            if kept and kept.state in UNDECIDED and kept.attempts == post.attempts:
                note(work)

        self._note(note_then)

    def _note(self, note: Note) -> None:
        self._owed.append(note)
        try:
            self.note_what_is_owed()
        except AssistantError as error:
            as_told(error)


def note_sent(post: Post, taken: Taken, at: datetime, work: UnitOfWork) -> None:
    """Note where a post stands, and keep what follows it."""
    if work.outbox.get(post.id) is not None:
        work.outbox.sent(post.id, at, taken.channel, taken.ts)
        work.outbox.put(*followers(work, post, taken, at))
        return
    # Erased while it was on its way: what went out is taken back.
    work.outbox.put(removal(replace(post, sent_in=taken.channel, sent_ts=taken.ts), at))


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 seconds at first, an hour at last."""
    return DELAYS[min(max(attempts, 1), len(DELAYS)) - 1]
