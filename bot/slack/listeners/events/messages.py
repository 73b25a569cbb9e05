"""Messages: direct ones, and those in a channel chosen for the assistant."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_directly, asked_in_chosen_channel
from bot.slack.assembly import Assembly


def register(app: App, assembly: Assembly) -> None:
    """Hear messages."""

    def on_message(body: dict[str, Any]) -> None:
        event = body["event"]
        request = asked_directly(event) or asked_in_chosen_channel(
            event, assembly.settings.channels, _bot_user(body)
        )
        if request:
            assembly.inbox.receive(body["event_id"], "message", request)

    app.event("message")(assembly.receipts.after(on_message))


def _bot_user(body: dict[str, Any]) -> str | None:
    """The assistant's own user, as Slack names it in the request."""
    installed = body.get("authorizations") or []
    return next((each["user_id"] for each in installed if each.get("is_bot")), None)
