"""The receipt that Slack waits three seconds for."""

from collections.abc import Callable

from slack_bolt import Ack, BoltResponse


def acknowledge(ack: Ack, next_: Callable[[], BoltResponse | None]) -> BoltResponse | None:
    """Listener middleware: take receipt at once, on the thread that heard the request.

    A listener runs on a pool that may be busy, and may wait for the database; Slack must not.
    """
    ack()
    return next_()
