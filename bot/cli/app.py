"""The command `truenorth` and all it can do."""

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from bot.cli import (
    ask,
    backups,
    chase,
    database,
    demo,
    digest,
    doctor,
    evaluate,
    held,
    library,
    measures,
    people,
    plans,
    sample,
    serve,
    spc,
    updates,
)
from bot.cli.output import say
from bot.cli.parts import Parts, parts_of
from bot.errors import as_told, told
from bot.terminal.screen import accept_any_locale
from programme.errors import AssistantError

STOPPED = 130
"""What a shell expects of a command that Ctrl-C has stopped."""

app = typer.Typer(
    name="truenorth",
    help="Ask what the trust's strategy says, and get a short answer bound to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for family in (library, ask, evaluate, spc, digest, chase, demo, doctor, backups, serve):
    family.register(app)
app.add_typer(plans.app, name="plans")
app.add_typer(updates.app, name="updates")
app.add_typer(people.app, name="people")
app.add_typer(sample.app, name="sample")
app.add_typer(measures.app, name="measures")
app.add_typer(held.export, name="export")
app.add_typer(held.erase, name="erase")
app.add_typer(database.app, name="db")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - not for --help

        typer.echo(f"truenorth {version('truenorth')}")
        raise typer.Exit


@app.callback()
def main_options(
    context: typer.Context,
    debug: Annotated[
        bool, typer.Option("--debug", help="Send the log to standard error, in full.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options that stand before every command."""
    parts_of(context).start_log(debug=debug)


def run(arguments: Sequence[str], parts: Parts) -> int:
    """Run one command line; the exit code comes back: 0 done, 1 refused, 2 wrong usage."""
    accept_any_locale()
    try:
        get_command(app).main(args=list(arguments), prog_name="truenorth", obj=parts)
    except AssistantError as error:
        say(told(as_told(error)))
        return 1
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        if code == STOPPED:
            say("Stopped.")
        return code
    return 0
