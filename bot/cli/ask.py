"""`ask`: one question, a file of questions, or a conversation."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding

from bot.cli.batch import BadLine, read_batch
from bot.cli.output import answer_json, print_json, say
from bot.cli.parts import Parts, parts_of
from bot.terminal.answers import answer_view
from bot.terminal.screen import standard_output
from bot.terminal.session import ASKER, Session, read_from_terminal
from programme.ports import Surface


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("ask")(ask)


def ask(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", help="What to ask; without it, a conversation."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE.jsonl",
            help="Answer the questions of a file, one JSON line each; - reads standard input.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask the documents: a short answer, with the words it stands on."""
    parts = parts_of(context)
    if batch is not None:
        if question is not None:
            raise typer.BadParameter("Give a question or --batch, not both.")
        answer_file(parts, batch)
    elif question is not None:
        answer_one(parts, question, as_json=as_json)
    elif as_json:
        raise typer.BadParameter("--json needs a question, or --batch.")
    else:
        converse(parts)


def answer_one(parts: Parts, question: str, *, as_json: bool) -> None:
    """Answer one question and be done."""
    reply = parts.conversation().ask(question, asker=ASKER, surface=Surface.TERMINAL)
    if as_json:
        print_json(answer_json(reply.question_id, question, reply.answer, reply.seconds))
    else:
        standard_output().print(Padding(answer_view(reply.answer), (1, 0)))


def answer_file(parts: Parts, path: Path) -> None:
    """Answer a file of questions in order, one line out for each line that can be read."""
    conversation = None
    bad = 0
    for line in read_batch(path):
        if isinstance(line, BadLine):
            say(line.sentence, style="tn.warning")
            bad += 1
            continue
        conversation = conversation or parts.conversation()
        reply = conversation.ask(line.question, asker=ASKER, surface=Surface.TERMINAL)
        identifier = reply.question_id if line.id is None else line.id
        print_json(
            answer_json(identifier, line.question, reply.answer, reply.seconds), one_line=True
        )
    if bad:
        raise typer.Exit(1)


def converse(parts: Parts) -> None:
    """Open the conversation."""
    console = standard_output()
    parts.warm()
    Session(parts.conversation(), console, read_from_terminal(console)).run()
