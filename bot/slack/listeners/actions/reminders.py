"""The buttons that put reminders off."""

import re
from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.reminders import SNOOZE, snoozed_message
from bot.use_cases.reminding import Reminding
from programme.reminders import Snooze


def register(app: App, assembly: Assembly) -> None:
    """Hear them; the reminder's message says afterwards until when it is quiet."""
    services = assembly.services
    reminding = Reminding(services.works, services.programme, now=services.now)

    def on_snooze(body: dict[str, Any]) -> None:
        wanted = Snooze(body["actions"][0]["value"])
        actor = services.directory.actor(body["user"]["id"])
        until = reminding.snooze(actor, wanted)
        container = body["container"]
        assembly.outgoing.rewrite(
            container["channel_id"], container["message_ts"], snoozed_message(wanted, until)
        )

    app.action(re.compile(f"^{SNOOZE}:"))(assembly.receipts.before(on_snooze))
