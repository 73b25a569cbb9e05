"""Roles by Slack user group: whoever is in the office's group is of the office."""

import threading
import time
from collections.abc import Callable, Collection, Sequence

from programme.errors import Unavailable
from programme.people import Role

KNOWN_SECONDS = 600.0
AGAIN_SECONDS = 60.0


class UserGroups:
    """Knows who is in the groups that give roles, and asks Slack again after ten minutes.

    While Slack does not answer, what it said last holds; before it has said anything, nobody has
    a role by a group. One caller asks and the others go on with what is known.

    Args:
        members: the member ids of a user group; raises `Unavailable`.
        roles: ids of user groups, each with the role it gives.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        members: Callable[[str], Collection[str]],
        roles: Sequence[tuple[str, Role]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._members = members
        self._roles = roles
        self._clock = clock
        self._known: dict[str, frozenset[str]] = {}
        self._ask_at: float | None = None
        self._asking = threading.Lock()

    def roles_of(self, slack: str) -> frozenset[Role]:
        """The roles a member has through groups."""
        # the first caller waits for Slack's first word; later ones need not
        if self._asking.acquire(blocking=self._ask_at is None):
            try:
                self._refresh()
            finally:
                self._asking.release()
        return frozenset(role for group, role in self._roles if slack in self._known.get(group, ()))

    def _refresh(self) -> None:
        now = self._clock()
        if self._ask_at is not None and now < self._ask_at:
            return
        try:
            self._known = {group: frozenset(self._members(group)) for group, _ in self._roles}
            self._ask_at = now + KNOWN_SECONDS
        except Unavailable:
            self._ask_at = now + AGAIN_SECONDS
