"""`python -m benchmarks.fusion`: how often the answer is within the first 1, 5 and 10 passages."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

from benchmarks.fusion_methods import METHODS
from benchmarks.holding import holds
from benchmarks.premises import KNOWLEDGE
from benchmarks.question_sets import opened, question_sets
from benchmarks.table import show
from bot.evaluation import ABSENT, UNSAFE, EvalQuestion
from knowledge.embedding import SentenceEmbedder
from knowledge.retrieval import Retrieved

DEPTHS = (1, 5, 10)


@dataclass
class Tally:
    """Of how many questions the answer was found, by method and depth."""

    questions: int = 0
    hits: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, question: EvalQuestion, retrieved: Retrieved) -> None:
        """Rank one question's candidates by every method."""
        self.questions += 1
        held = [holds(question, e) is True for e in retrieved.evidence]
        for name, method in METHODS.items():
            place = first_hit(method(retrieved.question, retrieved.evidence), held)
            for depth in DEPTHS:
                self.hits[name, depth] += place is not None and place < depth

    def share(self, method: str, depth: int) -> float:
        """In per cent."""
        return 100 * self.hits[method, depth] / self.questions


def first_hit(scores: Sequence[float], held: Sequence[bool]) -> int | None:
    """At which place, from 0, the first candidate stands that holds the answer."""
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    return next((place for place, i in enumerate(order) if held[i]), None)


def measure(names: Sequence[str]) -> dict[str, Tally]:
    """Every question set (or those named), and all together."""
    sets = [one for one in question_sets() if not names or one.name in names]
    tallies: dict[str, Tally] = {}
    together = Tally()
    embedder = SentenceEmbedder(KNOWLEDGE)
    with tempfile.TemporaryDirectory(prefix="truenorth-fusion-") as folder, ExitStack() as stack:
        for one, ready in opened(sets, embedder, Path(folder), stack):
            tally = tallies[one.name] = Tally()
            for question in one.questions():
                if question.kind in (ABSENT, UNSAFE):
                    continue
                retrieved = ready.library.retrieve(question.question, max(DEPTHS))
                tally.add(question, retrieved)
                together.add(question, retrieved)
    return {**tallies, "all together": together}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fusion", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="SET")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    tallies = measure(arguments.only)
    if arguments.json:
        print(json.dumps({
            name: {"questions": tally.questions,
                   "hits": {m: [tally.share(m, d) for d in DEPTHS] for m in METHODS}}
            for name, tally in tallies.items()
        }, indent=2))  # fmt: skip
    else:
        show(_table(tallies))
    return 0


def _table(tallies: dict[str, Tally]) -> Table:
    table = Table(
        title="the answer is within the first 1 / 5 / 10 passages, % of answerable questions",
        title_justify="left",
    )
    table.add_column("order by")
    for name, tally in tallies.items():
        table.add_column(f"{name} ({tally.questions})", justify="right")
    for method in METHODS:
        cells = (
            " / ".join(f"{tally.share(method, depth):.0f}" for depth in DEPTHS)
            for tally in tallies.values()
        )
        table.add_row(method, *cells)
    return table


if __name__ == "__main__":
    sys.exit(main())
