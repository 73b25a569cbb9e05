"""Buttons of older versions, still to be seen under older messages; registered last."""

import re
from typing import Any

from slack_bolt import App

from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.notices import notice


def register(app: App, assembly: Assembly) -> None:
    """Hear any other button, and say so rather than nothing."""

    def on_other(body: dict[str, Any]) -> None:
        place = place_of(body)
        if place:
            gone = notice("This button no longer works. Please ask your question again.")
            assembly.outgoing.whisper(place, gone)

    app.action(re.compile(".*"))(assembly.receipts.before(on_other))
