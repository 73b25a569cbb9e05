"""The assistant being opened: suggested questions in messages, the Home tab."""

import logging
from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.home import Home
from programme.errors import AssistantError

log = logging.getLogger(__name__)


def register(app: App, assembly: Assembly) -> None:
    """Hear that a tab was opened."""
    home = Home(assembly.services, assembly.settings, assembly.outgoing)

    def on_opened(body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("tab") == "messages":
            _suggest(assembly, event["channel"])
        elif event.get("tab") == "home":
            home.show(event["user"])

    app.event("app_home_opened")(assembly.receipts.before(on_opened))


def _suggest(assembly: Assembly, channel: str) -> None:
    if not assembly.settings.prompts:
        return
    try:
        assembly.outgoing.suggest(channel, assembly.settings.prompts)
    except AssistantError:
        # Nobody asked for anything yet: an apology would only puzzle.
        log.warning("no questions could be suggested")
