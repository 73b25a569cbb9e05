"""`doctor`: is every part well, and if not, what mends it."""

from typing import Annotated

import typer

from bot.cli.output import print_json
from bot.cli.parts import parts_of
from bot.doctor import Mark
from bot.terminal.checks import checks_json, checks_view
from bot.terminal.screen import standard_output


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("doctor")(doctor)


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check every part, and say how to mend what is broken."""
    checks = parts_of(context).examine()
    if as_json:
        print_json(checks_json(checks))
    else:
        standard_output().print(checks_view(checks))
    if any(check.mark is Mark.BROKEN for check in checks):
        raise typer.Exit(1)
