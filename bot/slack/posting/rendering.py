"""From a post to a message: its words are read when it is sent, and it says what stands then."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.slack.blocks.parts import Message
from bot.slack.files import SlackFile
from bot.use_cases.posts import REMOVED, NotYet, standing_before
from programme.outbox import Post
from programme.ports import UnitOfWork, UnitOfWorkFactory

Render = Callable[[UnitOfWork, Post], Message | SlackFile | NotYet | None]
"""Makes one kind of post into a message or a file; None when it has nothing to say any more."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message or file that can go out.

    Attributes:
        over: channel and timestamp of the message it takes the place of, or None to post it.
        thread_ts: the message whose thread it belongs in, or None.
    """

    message: Message | SlackFile
    over: tuple[str, str] | None = None
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class NothingToSay:
    """What it was to tell of is gone, or has been said by a later one."""


class Rendering:
    """Renders posts by their kind.

    Args:
        readings: units of work that only read.
        kinds: how each kind is rendered.
    """

    def __init__(self, readings: UnitOfWorkFactory, kinds: Mapping[str, Render]) -> None:
        self._readings = readings
        self._kinds = kinds

    def render(self, post: Post) -> Ready | NotYet | NothingToSay:
        """The message of a post as things stand now.

        Raises:
            LookupError: no such kind is known: a newer version wrote it.
            Unavailable: the database does not answer.
        """
        with self._readings() as work:
            over = standing_before(work, post)
            if isinstance(over, NotYet):
                return over
            message = self._kinds[post.kind](work, post)
        if message is None:
            return NothingToSay()
        if isinstance(message, NotYet):
            return message
        return Ready(message, _place_of(post, over), _thread_of(post))


def _thread_of(post: Post) -> str | None:
    body = json.loads(post.body) if post.body else {}
    return body.get("thread_ts")


def _place_of(post: Post, over: Post | None) -> tuple[str, str] | None:
    if post.kind == REMOVED:
        body = json.loads(post.body)
        return str(body["channel"]), str(body["ts"])
    return (over.sent_in, over.sent_ts) if over and over.sent_in and over.sent_ts else None
