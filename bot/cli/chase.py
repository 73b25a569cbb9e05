"""`chase`: who is silent, and a nudge to their leads."""

from typing import Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.chasing import chase_json, chase_view
from bot.terminal.screen import standard_output
from programme.people import TERMINAL
from programme.weeks import ReportingWeek


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("chase")(chase)


def chase(
    context: typer.Context,
    *,
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="2026-W46", help="Which week; the current one by default."),
    ] = None,
    nudge: Annotated[
        list[str] | None,
        typer.Option(
            "--nudge", metavar="KEY", help="Nudge the leads of this goal; again for more."
        ),
    ] = None,
    nudge_all: Annotated[
        bool, typer.Option("--nudge-all", help="Nudge the leads of every silent goal.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List silent goals by team; nudge their leads, once a day."""
    chasing = parts_of(context).programme.chasing()
    if nudge or nudge_all:
        if week:
            raise typer.BadParameter("Only the current week can be nudged about: leave --week out.")
        done = chasing.nudge(TERMINAL, None if nudge_all else nudge)
        names = ", ".join(person.name for person in done.people)
        if names:
            say(f"On its way once truenorth serve runs: a message to {names}.")
        else:
            say("No nudge was sent: they were nudged today already, or nobody can be reached.")
    listed = chasing.silent(TERMINAL, ReportingWeek.parse(week) if week else None)
    if as_json:
        print_json(chase_json(listed))
    elif listed.goals:
        standard_output().print(chase_view(listed))
        say(f"{len(listed.goals)} of {listed.active} goals silent, {listed.week.label}.")
    else:
        say(f"Nobody is silent: {listed.active} goals reported, {listed.week.label}.")
