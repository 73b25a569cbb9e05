"""Waiting for a part that starts at the same time: a database in a container of its own."""

import logging
import time
from collections.abc import Callable

from programme.errors import Unavailable

log = logging.getLogger(__name__)

BETWEEN_SECONDS = 1.0


def wait_until_answers(
    ask: Callable[[], object],
    seconds: float,
    *,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Ask until an answer comes.

    Args:
        ask: raises `Unavailable` while there is none.
        seconds: how long to wait at most.
        pause: lets so many seconds pass.
        clock: gives seconds that only grow.

    Raises:
        Unavailable: no answer came in that time.
    """
    end = clock() + seconds
    waited = False
    while True:
        try:
            ask()
        except Unavailable:
            if clock() >= end:
                raise
        else:
            return
        if not waited:
            log.warning("the database does not answer yet: waiting for it")
            waited = True
        pause(BETWEEN_SECONDS)
