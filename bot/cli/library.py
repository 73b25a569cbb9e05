"""Documents in, and a look at what is held: `ingest`, `documents`, `search`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding

from bot.cli.output import document_json, passage_json, print_json, refuse, say
from bot.cli.parts import parts_of
from bot.terminal.answers import passages_view
from bot.terminal.ingested import IngestBar, report_json, report_view
from bot.terminal.screen import standard_error, standard_output
from bot.terminal.tables import documents_view


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("ingest")(ingest)
    app.command("documents")(documents)
    app.command("search")(search)


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files and folders to read in.")
    ],
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents that are no longer in these paths.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Read documents in and answer from them."""
    with IngestBar(standard_error()) as bar:
        report = parts_of(context).ingest(paths, prune=prune, progress=bar.advance)
    if as_json:
        print_json(report_json(report))
    else:
        standard_output().print(report_view(report))
    for note in report.notes:
        say(note, style="tn.warning")
    for path, reason in report.failed:
        say(f"{path}: {reason}", style="tn.warning")
    if report.failed:
        raise typer.Exit(1)


def documents(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the documents that answers come from."""
    held = parts_of(context).documents()
    if as_json:
        print_json([document_json(one) for one in held])
    elif held:
        standard_output().print(documents_view(held))
    else:
        say("No documents yet. Read some in with: truenorth ingest PATH")


def search(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What to look for.")],
    k: Annotated[int, typer.Option("--k", min=1, max=50, help="How many passages.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the passages nearest to a question, best first."""
    found = parts_of(context).conversation().search(question, k)
    if as_json:
        print_json({"passages": [passage_json(one) for one in found]})
    elif found:
        standard_output().print(Padding(passages_view(found), (1, 0)))
    else:
        raise refuse("No passage speaks of this.")
