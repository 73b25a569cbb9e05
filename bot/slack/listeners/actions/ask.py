"""The button on the Home tab that opens the form for a question."""

from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.asking import ask_view
from bot.slack.blocks.guide import ASK_OPEN


def register(app: App, assembly: Assembly) -> None:
    """Hear the button."""

    def on_ask(body: dict[str, Any]) -> None:
        assembly.outgoing.open_view(body["trigger_id"], ask_view())

    app.action(ASK_OPEN)(assembly.receipts.before(on_ask))
