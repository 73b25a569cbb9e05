"""Posts of which nobody knows whether Slack took them.

A direct message is looked for in its conversation, by the id it carries, and sent again only when
it is not there. A channel cannot be read, so its members are asked.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import as_told
from bot.slack.posting.calls import PostCalls
from bot.slack.posting.sending import note_sent
from bot.slack.posting.telling import DOUBT, tell
from bot.use_cases.posts import rewrites
from programme.errors import AssistantError
from programme.outbox import Post, PostState
from programme.ports import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

DOUBT_AFTER = timedelta(minutes=2)
"""Longer than a call can take, and than Slack needs to show what it took."""

CLOCKS_APART = timedelta(minutes=10)
MOST = 500


class Doubts:
    """Clears up posts that were being sent when the answer, or the process, was lost."""

    def __init__(
        self, works: UnitOfWorkFactory, calls: PostCalls, *, now: Callable[[], datetime]
    ) -> None:
        self._works = works
        self._calls = calls
        self._now = now

    def clear_up(self) -> None:
        """Look at every post in doubt, new ones and those that could not be cleared up before.

        Raises:
            Unavailable: the database does not answer.
        """
        with self._works() as work:
            fresh = work.outbox.doubt(self._now() - DOUBT_AFTER)
            for post in fresh:
                self._take_up(work, post)
            doubted = [each for each in work.outbox.waiting(MOST) if in_doubt(each)]
            work.commit()
        for post in doubted:
            if is_direct(post):
                self._look_for(post)

    def _take_up(self, work: UnitOfWork, post: Post) -> None:
        log.warning("post %s is in doubt", post.id)
        if rewrites(work, post):
            work.outbox.settle(post.id, send_again=True)
        elif not is_direct(post):
            tell(work, post, DOUBT, self._now())

    def _look_for(self, post: Post) -> None:
        since = post.created_at - CLOCKS_APART
        try:
            found = self._calls.find(post.id, post.to, since)
            with self._works() as work:
                if found:
                    note_sent(post, found, self._now(), work)
                else:
                    work.outbox.settle(post.id, send_again=True)
                work.commit()
        except AssistantError as error:
            as_told(error)


def in_doubt(post: Post) -> bool:
    """Whether nobody knows if Slack took it."""
    return post.state is PostState.IN_DOUBT


def is_direct(post: Post) -> bool:
    """Whether it goes to a person, whose conversation with the app can be read."""
    return post.to.startswith(("U", "W", "D"))
