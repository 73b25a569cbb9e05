"""Takes up, now and then, what a stopped or killed process left unfinished."""

import logging
import threading
from datetime import timedelta

from bot.errors import as_told
from bot.slack.inbox import Inbox
from bot.slack.settings import SlackSettings
from programme.errors import AssistantError

log = logging.getLogger(__name__)

SWEEP_SECONDS = 15.0


class Sweep:
    """A thread that looks for unfinished events at the start and every 15 seconds.

    An event counts as left when it has not ended within `take_over_seconds`: another process may
    still be at it, and its answer must not come twice.
    """

    def __init__(self, inbox: Inbox, settings: SlackSettings) -> None:
        self._inbox = inbox
        self._take_over = timedelta(seconds=settings.take_over_seconds)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="question-sweep", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start looking."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Stop looking."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                found = self._inbox.take_up(self._take_over)
                if found:
                    log.info("%s unfinished questions were taken up", found)
            except AssistantError as error:
                as_told(error)
            self._stop.wait(SWEEP_SECONDS)
