"""`export` and `erase`: what is held on a person or a goal."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import say
from bot.cli.parts import parts_of
from bot.use_cases.holdings import Holdings
from programme.errors import RuleBroken
from programme.people import TERMINAL

export = typer.Typer(
    help="Write everything that is held on a person or a goal to files.", no_args_is_help=True
)
erase = typer.Typer(
    help="Erase everything that is held on a person or a goal.", no_args_is_help=True
)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(export, name="export")
    whole.add_typer(erase, name="erase")


Who = Annotated[
    str, typer.Argument(metavar="WHO", help="Their name, Slack member id, or id on record.")
]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The goal's key.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or empty folder.")]
Yes = Annotated[bool, typer.Option("--yes", help="Erase without asking first.")]


@export.callback()
def export_family() -> None:
    """Write everything that is held on a person or a goal to files."""


@erase.callback()
def erase_family() -> None:
    """Erase everything that is held on a person or a goal."""


@export.command("person")
def export_person(context: typer.Context, who: Who, out: Out) -> None:
    """Write everything that is held on a person to files, JSON and CSV."""
    _write(parts_of(context).programme.holdings().person(TERMINAL, who), out)


@export.command("goal")
def export_goal(context: typer.Context, key: Key, out: Out) -> None:
    """Write everything that is held on a goal to files, JSON and CSV."""
    _write(parts_of(context).programme.holdings().goal(TERMINAL, key), out)


@erase.command("person")
def erase_person(context: typer.Context, who: Who, yes: Yes = False) -> None:
    """Erase a person: their name and their words; ratings and values they reported stay."""
    parts = parts_of(context)
    held = parts.programme.holdings().person(TERMINAL, who)
    _ask(held, "Their ratings and values stay: they are the programme's.", yes=yes)
    # by the id that was shown, lest somebody else has that name meanwhile
    meant = held.id if "person" in held.tables else who
    _told(parts.programme.erasure().person(TERMINAL, meant).messages)


@erase.command("goal")
def erase_goal(context: typer.Context, key: Key, yes: Yes = False) -> None:
    """Erase a goal with its updates, posts and values."""
    parts = parts_of(context)
    held = parts.programme.holdings().goal(TERMINAL, key)
    _ask(held, "Its ratings and values go with it.", yes=yes)
    erased = parts.programme.erasure().goal(TERMINAL, key)
    if parts.documents():
        parts.index_plans()
    _told(erased.messages)


def _write(held: Holdings, out: Path) -> None:
    from bot.reports.record_files import write_records  # noqa: PLC0415 - not for --help

    written = write_records(out, held.tables, title=held.name, at=held.at)
    say(f"{len(written)} files are in {out}. They hold personal data: keep them safe.")


def _ask(held: Holdings, stays: str, *, yes: bool) -> None:
    """Say what will go, and go on only when somebody wants that.

    Raises:
        RuleBroken: nobody said yes.
    """
    say(f"On {held.name} are held: {_counts(held)}. {stays} The audit stays; it has no names.")
    if yes:
        return
    if not sys.stdin.isatty():
        raise RuleBroken("Nothing was erased: add --yes to erase without being asked.")
    if not typer.confirm("Erase it for good?", err=True):
        raise RuleBroken("Nothing was erased.")


def _counts(held: Holdings) -> str:
    going = {name: count for name, count in held.counts.items() if name != "audit"}
    found = [f"{count} in {name.replace('_', ' ')}" for name, count in going.items()]
    return ", ".join(found) or "no records"


def _told(messages: int) -> None:
    say("Erased.")
    if messages:
        how_many = "1 message" if messages == 1 else f"{messages} messages"
        say(f"{how_many} in Slack will be rewritten without the words once truenorth serve runs.")
