"""The assistant being opened: suggested questions in messages, the Home tab."""

import logging
from typing import Any

from slack_bolt import App

from bot.errors import as_told, told
from bot.slack.assembly import Assembly
from bot.slack.blocks.guide import home_view
from bot.slack.reporting.desk import Desk
from programme.errors import AssistantError

log = logging.getLogger(__name__)


def register(app: App, assembly: Assembly) -> None:
    """Hear that a tab was opened."""

    def on_opened(body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("tab") == "messages":
            _suggest(assembly, event["channel"])
        elif event.get("tab") == "home":
            _show_home(assembly, event["user"])

    app.event("app_home_opened")(assembly.receipts.before(on_opened))


def _suggest(assembly: Assembly, channel: str) -> None:
    if not assembly.settings.prompts:
        return
    try:
        assembly.outgoing.suggest(channel, assembly.settings.prompts)
    except AssistantError:
        # Nobody asked for anything yet: an apology would only puzzle.
        log.warning("no questions could be suggested")


def _show_home(assembly: Assembly, user: str) -> None:
    try:
        view = home_view(assembly.services.documents())
    except AssistantError as error:
        view = home_view(None, trouble=told(as_told(error)))
    try:
        view["blocks"] = [*Desk(assembly.services).due(user), *view["blocks"]]
    except AssistantError as error:
        as_told(error)  # the documents' list above says that something is wrong
    assembly.outgoing.publish_home(user, view)
