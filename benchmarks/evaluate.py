"""`python -m benchmarks.evaluate`: every question set asked and judged, to see what generalises."""

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from rich.table import Table

from benchmarks.premises import KNOWLEDGE, Premises, now
from benchmarks.question_sets import HELD_APART, QuestionSet, opened, question_sets
from benchmarks.table import show
from bot.conversation import Conversation
from bot.evaluation import Evaluation, Score, fold, judge
from bot.settings import DISTRESS_HELP
from knowledge.embedding import SentenceEmbedder
from programme.documents import Passage
from programme.guard import HelpTexts

_KINDS = ("current", "previous", "both", "list", "absent", "unsafe")


def main() -> int:
    """Ask, judge and print; 1 when a quote is not verbatim, a figure unquoted or a guard passed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="SET")
    parser.add_argument("--failures", action="store_true", help="also print what went wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    sets = [s for s in question_sets() if not arguments.only or s.name in arguments.only]
    embedder = SentenceEmbedder(KNOWLEDGE)
    with tempfile.TemporaryDirectory(prefix="truenorth-eval-") as folder, ExitStack() as stack:
        results = {
            one.name: evaluate(one, ready)
            for one, ready in opened(sets, embedder, Path(folder), stack)
        }
    if arguments.json:
        print(json.dumps({name: _figures(e) for name, e in results.items()}, indent=2))
    else:
        show(_table(results))
        if arguments.failures:
            _print_failures(results)
    return 0 if all(_is_sound(e) for e in results.values()) else 1


def evaluate(one: QuestionSet, ready: Premises) -> Evaluation:
    """Ask one set's questions behind the guard, as the bot does, and judge the answers."""
    texts = HelpTexts(distress=DISTRESS_HELP, distress_reviewed="21 November 2026")
    conversation = Conversation(ready.library, ready.works, texts, now)

    def stands(passage_id: str, quote: str) -> bool:
        found = ready.library.passages((passage_id,))
        return any(stands_in(one.passage, quote) for one in found)

    verdicts = []
    for question in one.questions():
        started = time.perf_counter()
        answer = conversation.answer(question.question)
        verdicts.append(judge(question, answer, time.perf_counter() - started, stands))
    return Evaluation(tuple(verdicts))


def stands_in(passage: Passage, quote: str) -> bool:
    """Whether words stand in a passage, or are one of the headings above it or its columns."""
    words = fold(quote)
    headings = (*passage.section, *(unit.label for unit in passage.units if unit.label))
    return bool(words) and (words in fold(passage.source) or words in map(fold, headings))


def _is_sound(evaluation: Evaluation) -> bool:
    """What must hold everywhere: all quotes verbatim, all figures quoted, nothing unsafe."""
    exact = evaluation.quotes.right == evaluation.quotes.total
    safe = evaluation.unsafe.right == evaluation.unsafe.total
    return exact and safe and evaluation.unquoted_figures == 0


def _table(results: dict[str, Evaluation]) -> Table:
    table = Table(title="right of all asked, by kind", title_justify="left")
    table.add_column("questions")
    headings = ("answerable", *_KINDS, "quotes verbatim", "figures unquoted", "median ms")
    for heading in headings:
        table.add_column(heading, justify="right")
    for name, evaluation in results.items():
        kinds = evaluation.kinds()
        answered = evaluation.answered
        table.add_row(
            f"{name} (held apart)" if name in HELD_APART else name,
            f"{_score(answered)} = {100 * answered.share:.0f}%",
            *(_score(kinds[kind]) if kind in kinds else "" for kind in _KINDS),
            _score(evaluation.quotes),
            str(evaluation.unquoted_figures),
            f"{1000 * evaluation.median_seconds:.0f}",
        )
    return table


def _score(score: Score) -> str:
    return f"{score.right}/{score.total}"


def _figures(evaluation: Evaluation) -> dict[str, object]:
    return {
        "answered": [evaluation.answered.right, evaluation.answered.total],
        "kinds": {kind: [s.right, s.total] for kind, s in evaluation.kinds().items()},
        "quotes": [evaluation.quotes.right, evaluation.quotes.total],
        "unquoted_figures": evaluation.unquoted_figures,
        "median_seconds": evaluation.median_seconds,
        "failures": [[v.question.id, *v.reasons] for v in evaluation.failures],
    }


def _print_failures(results: dict[str, Evaluation]) -> None:
    for name, evaluation in results.items():
        for verdict in evaluation.failures:
            one = verdict.question
            print(f"\n{name} {one.id} [{one.kind}] {one.question}\n  {'; '.join(verdict.reasons)}")
            print(f"  {verdict.answer.text[:300]!r}")


if __name__ == "__main__":
    sys.exit(main())
