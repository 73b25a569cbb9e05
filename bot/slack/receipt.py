"""The receipt that Slack waits three seconds for.

A request that has no receipt is delivered again; one that has is never seen again. So what is to
be written down is written first and the receipt given then: a process killed in between loses
nothing. But Slack must not wait for a database in trouble: after a second the receipt is given all
the same, and whatever goes wrong then is told to the person.
"""

from collections.abc import Callable
from concurrent.futures import Executor, wait
from functools import partial
from typing import Any

from slack_bolt import Args

from bot.slack.boundary import Troubles, guarded

RECEIPT_SECONDS = 1.0

Handler = Callable[[dict[str, Any]], None]
"""Handles a request, given its body."""


class Receipts:
    """Runs handlers on a pool of their own, with their errors told, and gives the receipts."""

    def __init__(self, executor: Executor, troubles: Troubles) -> None:
        self._executor = executor
        self._troubles = troubles

    def after(self, handler: Handler) -> Callable[[Args], None]:
        """A listener that gives the receipt when the handler is done, or after a second."""
        return self._listener(handler, RECEIPT_SECONDS)

    def before(self, handler: Handler) -> Callable[[Args], None]:
        """A listener that gives the receipt at once: for buttons, which hold no words to lose."""
        return self._listener(handler, 0)

    def _listener(self, handler: Handler, seconds: float) -> Callable[[Args], None]:
        def run(args: Args) -> None:
            tell = partial(self._tell, args.body)
            done = self._executor.submit(guarded, partial(handler, args.body), tell)
            wait([done], seconds)
            args.ack()

        return run

    def _tell(self, body: dict[str, Any], error: Exception) -> None:
        self._troubles.tell(error, body)
