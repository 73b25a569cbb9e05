"""The thread that sends posts: at once when it is woken, and every few seconds by itself."""

import logging
import threading
import time

from bot.errors import as_told
from bot.slack.posting.doubts import Doubts
from bot.slack.posting.sending import Sender
from programme.errors import AssistantError

log = logging.getLogger(__name__)

IDLE_SECONDS = 3.0
TROUBLE_SECONDS = 5.0
SECONDS_BETWEEN_DOUBTS = 15.0


class Bell:
    """Wakes the thread, or ends it; any thread may ring."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether the thread is to end."""
        return self._ended.is_set()

    def ring(self) -> None:
        """There is something to send."""
        self._rung.set()

    def end(self) -> None:
        """The app is stopping."""
        self._ended.set()
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Wait until it rings, but not longer than this."""
        self._rung.wait(seconds)
        self._rung.clear()

    def pause(self, seconds: float) -> bool:
        """Wait so long, whatever rings; True when the thread is to end."""
        return self._ended.wait(seconds)


class Posting:
    """A thread that sends what the outbox holds. Any number of processes may have one."""

    def __init__(self, sender: Sender, doubts: Doubts, bell: Bell) -> None:
        self._sender = sender
        self._doubts = doubts
        self._bell = bell
        self._thread = threading.Thread(target=self._run, name="posting", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def wake(self) -> None:
        """Something was put into the outbox: look at once."""
        self._bell.ring()

    def start(self) -> None:
        """Start sending."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Finish the post in hand; what still waits is sent after the next start."""
        self._bell.end()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def turn(self) -> None:
        """Send all that is due, clear up what is in doubt, and send what that left to send.

        Raises:
            Unavailable: the database does not answer.
        """
        self._send_all()
        self._doubts.clear_up()
        self._send_all()

    def _run(self) -> None:
        next_doubts = 0.0
        while not self._bell.ended:
            try:
                self._send_all()
                if time.monotonic() >= next_doubts:
                    next_doubts = time.monotonic() + SECONDS_BETWEEN_DOUBTS
                    self.turn()
                self._bell.wait(IDLE_SECONDS)
            except AssistantError as error:
                as_told(error)
                self._bell.pause(TROUBLE_SECONDS)

    def _send_all(self) -> None:
        sent = True
        while sent and not self._bell.ended:
            sent = self._sender.send_next()
