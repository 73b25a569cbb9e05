"""`/truenorth update` and `/truenorth updates`: modals, which must open while the trigger lives."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import subcommand
from bot.slack.assembly import Assembly
from bot.slack.listeners.commands.truenorth import COMMAND
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.looking_back import LookingBack
from bot.slack.reporting.opening import Opening
from programme.line_recognition import looks_like_update

UPDATE, MINE = "update", "updates"


def register(app: App, assembly: Assembly) -> None:
    """Hear the two; every other word of the command is heard elsewhere."""
    desk = Desk(assembly.services)
    opening = Opening(desk, assembly.outgoing, assembly.people)
    looking_back = LookingBack(assembly.services, desk)

    def is_update(body: dict[str, Any]) -> bool:
        name, rest = subcommand(body)
        # A whole line after the word is read as one, so that none of it is lost.
        return name == UPDATE and not looks_like_update(rest)

    def is_mine(body: dict[str, Any]) -> bool:
        return subcommand(body)[0] == MINE

    def on_update(body: dict[str, Any]) -> None:
        _, wanted = subcommand(body)
        opening.open(
            body["user_id"], body["trigger_id"], lambda actor: desk.start(actor, wanted=wanted)
        )

    def on_mine(body: dict[str, Any]) -> None:
        opening.open(
            body["user_id"], body["trigger_id"], looking_back.view, "Loading your updates…"
        )

    app.command(COMMAND, matchers=[is_update])(assembly.receipts.before(on_update))
    app.command(COMMAND, matchers=[is_mine])(assembly.receipts.before(on_mine))
