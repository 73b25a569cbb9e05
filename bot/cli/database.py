"""`db`: the database behind it all."""

from typing import Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.screen import standard_error

app = typer.Typer(help="The database behind it all.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="db")


@app.callback()
def database() -> None:
    """The database behind it all."""


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring the database to this version's tables; run it once after each new version."""
    say(parts_of(context).upgrade_database())


@app.command("move")
def move(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="URL",
            help="The database to fill, an empty one; its password may stand in ~/.pgpass.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Copy all of the data into another database, SQLite or PostgreSQL; stop the service first."""
    with standard_error().status("Moving…"):
        copied = parts_of(context).safekeeping.move(to)
    if as_json:
        print_json({"tables": copied.tables, "rows": copied.rows})
    else:
        say(
            f"Copied {copied.rows:,} rows of {copied.tables} tables. Set TRUENORTH_DATABASE_URL to "
            "the new database, then start the service again."
        )
