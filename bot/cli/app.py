"""The command `truenorth` and all it can do."""

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from bot.cli.lazy_commands import LazyGroup, families_of
from bot.cli.output import say
from bot.cli.parts import Parts, parts_of
from bot.errors import as_told, told
from bot.terminal.screen import accept_any_locale
from programme.errors import AssistantError

STOPPED = 130
"""What a shell expects of a command that Ctrl-C has stopped."""

LISTED = (
    ("library", "ingest", "Read documents in and answer from them."),
    ("library", "documents", "List the documents that answers come from."),
    ("library", "search", "Show the passages nearest to a question, best first."),
    ("ask", "ask", "Ask the documents: a short answer, with the words it stands on."),
    ("evaluate", "eval", "Ask questions with known answers, and judge what comes back."),
    ("spc", "spc", "Read a series as JSON; print its limits, point types and icons."),
    (
        "digest",
        "digest",
        "Where the programme stands: decisions, reds, changes, silence.",
    ),
    ("chase", "chase", "List silent goals by team; nudge their leads, once a day."),
    ("demo", "demo", "Read documents in, answer questions, then open a conversation."),
    ("doctor", "doctor", "Check every part, and say how to mend what is broken."),
    ("backups", "backup", "Write all of the data to one file, while the service runs."),
    ("backups", "restore", "Fill an empty database from a backup; stop the service first."),
    ("serve", "serve", "Run the Slack app until it is stopped."),
    ("plans", "plans", "Annual plans and their goals."),
    ("updates", "updates", "Weekly updates on goals."),
    ("people", "people", "Who may do what."),
    ("sample", "sample", "A made-up programme to try everything with."),
    ("measures", "measures", "Measures and their charts."),
    ("held", "export", "Write everything that is held on a person or a goal to files."),
    ("held", "erase", "Erase everything that is held on a person or a goal."),
    ("database", "db", "The database behind it all."),
)
"""Every command in the order it is listed: its module here, its name, and its own first line."""


class Commands(LazyGroup):
    """The commands of `truenorth`."""

    families = families_of("bot.cli", LISTED)


app = typer.Typer(
    name="truenorth",
    cls=Commands,
    help="Ask what the trust's strategy says, and get a short answer bound to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


def whole() -> LazyGroup:
    """The command line with every command imported: what documents and tests go through."""
    group = get_command(app)
    assert isinstance(group, LazyGroup)
    return group.load_all()


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
