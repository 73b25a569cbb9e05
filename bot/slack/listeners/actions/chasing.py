"""The buttons of the chase list: nudge the leads of one silent goal, or of all."""

from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.chasing import NUDGE_ALL, NUDGE_ONE, chase_message
from bot.slack.chasing import chasing_of


def register(app: App, assembly: Assembly) -> None:
    """Hear them; the list then says what went to whom."""
    services = assembly.services
    chasing = chasing_of(services)

    def on_nudge(body: dict[str, Any]) -> None:
        pressed = body["actions"][0]
        goals = None if pressed["action_id"] == NUDGE_ALL else [pressed["value"]]
        actor = services.directory.actor(body["user"]["id"])
        done = chasing.nudge(actor, goals)
        assembly.posting.wake()
        message = chase_message(chasing.silent(actor), done)
        assembly.outgoing.replace(body["response_url"], message)

    for action in (NUDGE_ONE, NUDGE_ALL):
        app.action(action)(assembly.receipts.before(on_nudge))
