"""The buttons of the Home tab: a suggested question, the chase list."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_in_form
from bot.slack.assembly import Assembly
from bot.slack.blocks.chasing import chase_message
from bot.slack.blocks.guide import ASK_THIS
from bot.slack.blocks.office_home import CHASE_OPEN
from bot.slack.chasing import chasing_of
from bot.slack.requests import Place


def register(app: App, assembly: Assembly) -> None:
    """Hear them; what they lead to comes in a direct message."""
    services = assembly.services
    chasing = chasing_of(services)

    def on_question(body: dict[str, Any]) -> None:
        user, pressed = body["user"]["id"], body["actions"][0]
        # every press has a moment of its own, and a press that is delivered again has the same
        key = f"home-{user}-{pressed.get('action_ts') or body['trigger_id']}"
        assembly.inbox.receive(key, "home", asked_in_form(user, pressed["value"]))

    def on_chase(body: dict[str, Any]) -> None:
        user = body["user"]["id"]
        chase = chasing.silent(services.directory.actor(user))
        assembly.outgoing.reply(Place(user, user, direct=True), chase_message(chase))

    for number in range(len(assembly.settings.prompts)):
        app.action(f"{ASK_THIS}:{number}")(assembly.receipts.before(on_question))
    app.action(CHASE_OPEN)(assembly.receipts.before(on_chase))
