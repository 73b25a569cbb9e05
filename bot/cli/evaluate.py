"""`eval`: questions with known answers, judged."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import print_json, refuse
from bot.cli.parts import parts_of
from bot.evaluation import Evaluation, fold, judge, read_questions
from bot.terminal.evaluated import evaluation_json, evaluation_view
from bot.terminal.screen import standard_error, standard_output

if TYPE_CHECKING:
    from bot.conversation import Conversation


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("eval")(evaluate)


def evaluate(
    context: typer.Context,
    *,
    questions: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Questions with known answers.")
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            metavar="FILE.txt",
            help="Also look each quote up in this text; give it again for more files.",
        ),
    ] = None,
    min_answered: Annotated[
        float, typer.Option("--min-answered", min=0, max=1, help="Share to answer right.")
    ] = 0.92,
    min_refused: Annotated[
        float, typer.Option("--min-refused", min=0, max=1, help="Share of absent ones to refuse.")
    ] = 0.90,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask questions with known answers, and judge what comes back."""
    asked = read_questions(questions)
    texts = [_text(path) for path in against or []]
    conversation = parts_of(context).conversation()

    def stands(passage_id: str, quote: str) -> bool:
        return _stands(conversation, texts, passage_id, quote)

    verdicts = []
    with standard_error().status("Asking…") as status:
        for number, question in enumerate(asked, start=1):
            status.update(f"Question {number} of {len(asked)}")
            started = time.perf_counter()
            answer = conversation.answer(question.question)
            seconds = time.perf_counter() - started
            verdicts.append(judge(question, answer, seconds, stands))
    evaluation = Evaluation(tuple(verdicts))
    passed = evaluation.passes(min_answered=min_answered, min_refused=min_refused)
    if as_json:
        print_json(evaluation_json(evaluation, passed=passed))
    else:
        standard_output().print(evaluation_view(evaluation, passed=passed))
    if not passed:
        raise typer.Exit(1)


def _stands(conversation: "Conversation", texts: list[str], passage_id: str, quote: str) -> bool:
    """Whether a quote stands in its passage or heads it, and in the texts given."""
    words = fold(quote)
    held = [
        words in fold(one.passage.source)
        or words in map(fold, one.passage.section)
        or words in {fold(unit.label) for unit in one.passage.units if unit.label}
        for one in conversation.answering.passages((passage_id,))
    ]
    return bool(words) and any(held) and (not texts or any(words in text for text in texts))


def _text(path: Path) -> str:
    try:
        return fold(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise refuse(f"The file {path.name} cannot be read as UTF-8 text.") from error
