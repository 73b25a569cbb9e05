"""`/truenorth ask …`, `/truenorth documents`, `/truenorth help`."""

import hashlib
from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_by_command
from bot.slack.assembly import Assembly

COMMAND = "/truenorth"


def register(app: App, assembly: Assembly) -> None:
    """Hear the slash command."""

    def on_command(body: dict[str, Any]) -> None:
        # A command has no event id, but its trigger is its own.
        key = hashlib.sha256(body["trigger_id"].encode()).hexdigest()[:32]
        assembly.inbox.receive(f"command-{key}", "command", asked_by_command(body))

    app.command(COMMAND)(assembly.receipts.after(on_command))
