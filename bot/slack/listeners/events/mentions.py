"""Mentions of the assistant in a channel."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_by_mention
from bot.slack.assembly import Assembly


def register(app: App, assembly: Assembly) -> None:
    """Hear mentions."""

    def on_mention(body: dict[str, Any]) -> None:
        request = asked_by_mention(body["event"])
        if request:
            assembly.inbox.receive(body["event_id"], "app_mention", request)

    app.event("app_mention")(assembly.receipts.after(on_mention))
