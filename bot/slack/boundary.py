"""The one place where anything that can go wrong is caught."""

from collections.abc import Callable
from typing import Any

from bot.errors import as_told, told
from bot.slack.admission import place_of
from bot.slack.blocks.notices import notice
from bot.slack.outgoing import Outgoing
from bot.slack.requests import Place
from programme.errors import AssistantError


def guarded(act: Callable[[], None], failed: Callable[[Exception], None]) -> None:
    """Do something; whatever goes wrong is handed to `failed`, and ends nothing else."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - the boundary: a person is told, the log has a line
        failed(error)


class Troubles:
    """Tells people what went wrong while their request was heard."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing

    def tell(self, error: Exception, body: dict[str, Any]) -> None:
        """Say a sentence where the person asked; what they pressed is answered to them alone."""
        place = place_of(body)
        trouble = as_told(error)
        if place:
            self.say(place, trouble, alone="actions" in body)

    def say(self, place: Place, trouble: AssistantError, *, alone: bool = False) -> None:
        """Say a sentence in a place; when Slack takes nothing at all, the log has it."""
        say = self._outgoing.whisper if alone else self._outgoing.reply
        try:
            say(place, notice(told(trouble)))
        except AssistantError as second:
            as_told(second)
