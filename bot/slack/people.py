"""Who may ask: people of this workspace, and guests only where the trust says so."""

import threading
import time
from collections.abc import Callable
from typing import Any

REMEMBERED_SECONDS = 600.0
MOST_REMEMBERED = 5000


class People:
    """Looks people up in Slack and remembers for ten minutes whether they may ask.

    Raises:
        Unavailable: Slack does not say who somebody is.
    """

    def __init__(
        self,
        look_up: Callable[[str], dict[str, Any] | None],
        *,
        guests: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look_up = look_up
        self._guests = guests
        self._clock = clock
        self._known: dict[str, tuple[float, bool]] = {}
        self._lock = threading.Lock()

    def may_ask(self, user: str) -> bool:
        """Whether a person may ask the assistant."""
        now = self._clock()
        with self._lock:
            known = self._known.get(user)
        if known and now - known[0] < REMEMBERED_SECONDS:
            return known[1]
        person = self._look_up(user)
        allowed = person is not None and self._belongs(person)
        with self._lock:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[user] = (now, allowed)
        return allowed

    def _belongs(self, person: dict[str, Any]) -> bool:
        outside = ("deleted", "is_bot", "is_stranger", "is_workflow_bot")
        if any(person.get(mark) for mark in outside):
            return False
        guest = person.get("is_restricted") or person.get("is_ultra_restricted")
        return self._guests or not guest
