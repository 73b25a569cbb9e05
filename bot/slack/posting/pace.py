"""How fast Slack may be posted to: about one message a second in each channel.

Source: https://docs.slack.dev/apis/web-api/rate-limits (posting messages).
"""

import time
from collections.abc import Callable

BETWEEN_SECONDS = 1.05
MOST_CHANNELS = 1000


class Pace:
    """Keeps for each channel when it may be posted to again; for one thread.

    Args:
        clock: seconds that only go forward.
        between: seconds that a channel is left alone after a post.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, between: float = BETWEEN_SECONDS
    ) -> None:
        self._clock = clock
        self._between = between
        self._free_at: dict[str, float] = {}

    def wait(self, channel: str) -> float:
        """Seconds until a channel may be posted to."""
        return max(0.0, self._free_at.get(channel, 0.0) - self._clock())

    def posted(self, channel: str) -> None:
        """A message went out to a channel just now."""
        self.hold(channel, self._between)

    def hold(self, channel: str, seconds: float) -> None:
        """Slack asks to leave a channel alone for a while."""
        now = self._clock()
        if len(self._free_at) >= MOST_CHANNELS:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[channel] = now + seconds
