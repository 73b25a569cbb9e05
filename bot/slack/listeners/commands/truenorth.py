"""`/truenorth ask …`, `documents`, `help`; `update`, `updates`, an update in a line; `chase`."""

import hashlib
from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_by_command, subcommand
from bot.slack.assembly import Assembly
from bot.slack.blocks.updates import ANY
from bot.slack.chasing import ChaseCommand
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.looking_back import LookingBack
from bot.slack.reporting.opening import Opening
from bot.slack.requests import Place

COMMAND = "/truenorth"
UPDATE, MINE, CHASE = "update", "updates", "chase"


def register(app: App, assembly: Assembly) -> None:
    """Hear the slash command."""
    desk = Desk(assembly.services)
    opening = Opening(desk, assembly.outgoing, assembly.people)
    looking_back = LookingBack(assembly.services, desk)
    chase = ChaseCommand(assembly.services, assembly.outgoing)

    def on_command(body: dict[str, Any]) -> None:
        name, rest = subcommand(body)
        if name == UPDATE:
            opening.open(
                body["user_id"], body["trigger_id"], lambda actor: desk.start(actor, wanted=rest)
            )
        elif name == MINE:
            opening.open(
                body["user_id"],
                body["trigger_id"],
                lambda actor: looking_back.view(actor, ANY),
                "Loading your updates…",
            )
        elif name == CHASE:
            chase.show(
                Place(body["channel_id"], body["user_id"], response_url=body["response_url"])
            )
        else:
            # A command has no event id, but its trigger is its own.
            key = hashlib.sha256(body["trigger_id"].encode()).hexdigest()[:32]
            assembly.inbox.receive(f"command-{key}", "command", asked_by_command(body))

    app.command(COMMAND)(assembly.receipts.after(on_command))
