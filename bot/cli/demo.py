"""`demo`: documents in, a few questions answered, and then it is the reader's turn."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from bot.cli.ask import converse
from bot.cli.output import say
from bot.cli.parts import Parts, parts_of
from bot.terminal.answers import answer_view
from bot.terminal.ingested import IngestBar, report_view
from bot.terminal.screen import standard_error, standard_output
from bot.terminal.session import ASKER
from programme.errors import RuleBroken
from programme.ports import Surface

HOME = Path("var/demo")
"""The demonstration keeps to a data folder of its own."""
USUAL_PLACES = (Path("../shared/documents"), Path("samples/documents"))
QUESTIONS = (
    "What are the True Norths?",
    "How will we measure success for Timely access?",
    "What was the target for staff turnover?",
    "Who leads the programme?",
)
PLAN_QUESTIONS = ("What is Riverside doing about restraint?",)
"""About the sample programme's plans."""


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents", metavar="PATH", help="The documents to show; a file or a folder."
        ),
    ] = None,
) -> None:
    """Read documents in, answer questions, then open a conversation."""
    given = parts_of(context)
    place = documents or given.settings.documents or usual_place()
    if not place.exists():
        raise RuleBroken(f"There are no documents at {place}. Name a file or a folder.")
    parts = given.with_data(HOME)
    console = standard_output()
    _heading(console, "True North", f"Reading the documents in {place}")
    with IngestBar(standard_error()) as bar:
        report = parts.ingest([place], prune=True, progress=bar.advance)
    console.print(report_view(report))
    for path, reason in report.failed:
        say(f"{path}: {reason}", style="tn.warning")
    _show(parts, console, QUESTIONS)
    _show_programme(parts, console)
    if sys.stdin.isatty():
        _heading(console, "Your turn")
        converse(parts)
    else:
        _heading(console, "How to go on")
        console.print(Text(f"  TRUENORTH_DATA={HOME} .venv/bin/truenorth ask"))
    for command in ("digest", "updates list"):
        console.print(Text(f"  TRUENORTH_DATA={HOME} .venv/bin/truenorth {command}"))
    console.print(Text("  .venv/bin/truenorth playground    post an update, send a digest"))


def usual_place() -> Path:
    """Where documents are found when none are named."""
    return next((place for place in USUAL_PLACES if place.exists()), USUAL_PLACES[-1])


def _show_programme(parts: Parts, console: Console) -> None:
    """A made-up programme beside the documents, and a question about one of its plans."""
    loaded = parts.programme.load_sample_where_empty()
    if loaded is not None:
        told = (
            f"{loaded.goals} made-up goals of {loaded.teams} made-up teams, with "
            f"{loaded.updates} weekly updates"
        )
        _heading(console, "A sample programme", told)
    parts.index_plans()
    _show(parts, console, PLAN_QUESTIONS)


def _show(parts: Parts, console: Console, questions: Sequence[str]) -> None:
    conversation = parts.conversation()
    for question in questions:
        _heading(console, question)
        with console.status(Text("Reading…", style="tn.quiet")):
            reply = conversation.ask(question, asker=ASKER, surface=Surface.TERMINAL)
        console.print(answer_view(reply.answer, whole_quotes=False))


def _heading(console: Console, words: str, below: str = "") -> None:
    console.print()
    console.print(Rule(Text(words, style="tn.heading"), align="left", style="tn.quiet"))
    if below:
        console.print(Padding(Text(below, style="tn.quiet"), (0, 0, 0, 2)))
    console.print()
