"""Where updates can be read in Slack: the address of the post in their team's channel."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.use_cases.records import channel_post_of
from programme.digest import Trace
from programme.ports import UnitOfWork
from programme.updates import WeeklyUpdate

MOST_VERSIONS = 3
"""Every version rewrites the message of the first, so an early one says where it stands."""


class MessageLinks:
    """Addresses of messages, made without asking Slack for each.

    Args:
        workspace: gives the workspace's own address, `https://trust.slack.com/`.
    """

    def __init__(self, workspace: Callable[[], str]) -> None:
        self._workspace = workspace

    def prepare(self) -> None:
        """Ask for the workspace's address now, so that no unit of work waits for Slack.

        Raises:
            Unavailable: Slack does not say.
        """
        self._workspace()

    def __call__(
        self, work: UnitOfWork, updates: Sequence[WeeklyUpdate | Trace]
    ) -> Mapping[str, str]:
        """The address by update id: the message it came from, else the channel's post of it.

        Raises:
            Unavailable: Slack does not say where the workspace is.
        """
        found = {
            each.id: each.report.source
            for each in updates
            if isinstance(each, WeeklyUpdate) and each.report and each.report.source
        }
        posts = {
            channel_post_of(each.goal, each.week, version): id_
            for each in updates
            if (id_ := each.update if isinstance(each, Trace) else each.id) not in found
            for version in range(1, MOST_VERSIONS + 1)
        }
        places = work.outbox.places(list(posts))
        if places:
            home = self._workspace()
            for post, (channel, ts) in places.items():
                found[posts[post]] = f"{home}archives/{channel}/p{ts.replace('.', '')}"
        return found


class WorkspaceAddress:
    """The workspace's own address, asked of Slack once.

    Raises:
        Unavailable: when called: Slack does not say.
    """

    def __init__(self, itself: Callable[[], Mapping[str, Any]]) -> None:
        self._itself = itself
        self._lock = threading.Lock()
        self._known = ""

    def __call__(self) -> str:
        """`https://trust.slack.com/`."""
        with self._lock:
            if not self._known:
                self._known = f"{str(self._itself()['url']).rstrip('/')}/"
            return self._known
