"""`backup` and `restore`: all of the data in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.screen import standard_error

INDEX = {
    "not_needed": "",
    "in_place": "The index is in its place.",
    "built": "The index was built anew from what was restored.",
    "to_build": "The index is still to be built: read the documents in again with truenorth "
    "ingest PATH.",
}


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; a new one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Write all of the data to one file, while the service runs."""
    with standard_error().status("Backing up…"):
        copied = parts_of(context).safekeeping.back_up(file)
    if as_json:
        print_json({"file": str(file), "tables": copied.tables, "rows": copied.rows})
    else:
        say(f"Backed up {copied.rows:,} rows of {copied.tables} tables to {file}.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of a backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Lose what is in the database now.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Fill an empty database from a backup; stop the service first."""
    with standard_error().status("Restoring…"):
        copied, index = parts_of(context).safekeeping.restore(file, replace=replace)
    if as_json:
        print_json(
            {
                "tables": copied.tables,
                "rows": copied.rows,
                "posts_unsure": copied.unsure,
                "index": index.value,
            }
        )
        return
    say(f"Restored {copied.rows:,} rows of {copied.tables} tables from {file}.")
    if copied.unsure:
        say(
            f"Posts still to be sent when the backup was made: {copied.unsure}. They may have been "
            "sent since, so each is looked for before it is sent again."
        )
    if INDEX[index.value]:
        say(INDEX[index.value])
