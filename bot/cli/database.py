"""`db`: the database behind it all."""

import typer

from bot.cli.output import say
from bot.cli.parts import parts_of

app = typer.Typer(help="The database behind it all.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """The database behind it all."""


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring the database to this version's tables; run it once after each new version."""
    say(parts_of(context).upgrade_database())
