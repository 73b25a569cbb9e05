"""Messages: direct ones, and those in a channel chosen for the assistant."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.slack.admission import asked_directly, asked_in_chosen_channel
from bot.slack.assembly import Assembly


def register(app: App, assembly: Assembly) -> None:
    """Hear messages; Bolt has taken receipt before this runs."""

    def on_message(body: dict[str, Any], event: dict[str, Any], context: BoltContext) -> None:
        request = asked_directly(event) or asked_in_chosen_channel(
            event, assembly.settings.channels, context.bot_user_id
        )
        if request:
            assembly.inbox.receive(body["event_id"], "message", request)

    app.event("message")(on_message)
