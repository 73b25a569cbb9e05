"""`/truenorth ask …`, `documents`, `help`, an update in a line, `chase`, `digest`."""

import hashlib
from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_by_command, place_of_command, subcommand
from bot.slack.assembly import Assembly
from bot.slack.chasing import ChaseCommand
from bot.slack.digests.showing import ShowingDigests

COMMAND = "/truenorth"
CHASE, DIGEST = "chase", "digest"


def register(app: App, assembly: Assembly) -> None:
    """Hear the slash command."""
    chase = ChaseCommand(assembly.services, assembly.outgoing)
    showing = ShowingDigests(assembly)

    def on_command(body: dict[str, Any]) -> None:
        name, rest = subcommand(body)
        if name == CHASE:
            chase.show(place_of_command(body))
        elif name == DIGEST:
            showing.command(place_of_command(body), rest)
        else:
            # A command has no event id, but its trigger is its own.
            key = hashlib.sha256(body["trigger_id"].encode()).hexdigest()[:32]
            assembly.inbox.receive(f"command-{key}", "command", asked_by_command(body))

    app.command(COMMAND)(assembly.receipts.after(on_command))
