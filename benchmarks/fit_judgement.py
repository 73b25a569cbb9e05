"""`python -m benchmarks.fit_judgement`: fit the weights of the two judgements on the question sets.

Sets that are held apart are never fitted on; their figures are what the weights are worth.
`--write` writes knowledge/judgement_weights.py.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.table import Table

from benchmarks.bench import ROOT
from benchmarks.judged_examples import Asked, read_examples, unlike
from benchmarks.logistic import Weights, fit_answering, fit_ranking, reached
from benchmarks.question_sets import HELD_APART, question_sets
from benchmarks.table import show
from knowledge.judging import ANSWERING, ENOUGH, RANKING

WEIGHTS = ROOT / "knowledge" / "judgement_weights.py"
_SAYS = "The weights of the two judgements, as `python -m benchmarks.fit_judgement` writes them."
_FRESH = ", unlike any fitted on"
_NEVER_FITTED = ("samples",)


def main() -> int:
    """Fit, print what is reached, and write when asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit_judgement", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument(
        "--apart",
        action="append",
        metavar="SET",
        help=f"a set not to fit on; give it again for more (default: {', '.join(HELD_APART)})",
    )
    arguments = parser.parse_args()
    apart = {*(arguments.apart or HELD_APART), *_NEVER_FITTED}
    if arguments.write and arguments.apart:
        parser.error("what is written is fitted on all sets but those that are always held apart")
    with tempfile.TemporaryDirectory(prefix="truenorth-fit-") as folder:
        examples = read_examples(question_sets(), Path(folder))
    train = [one for name, asked in examples.items() if name not in apart for one in asked]
    for name in sorted(apart.intersection(examples)):
        fresh = unlike(examples[name], train)
        if fresh and len(fresh) < len(examples[name]):
            examples[f"{name}{_FRESH}"] = fresh
            apart.add(f"{name}{_FRESH}")
    ranking = fit_ranking(train)
    answering = fit_answering(train, ranking)
    show(_table("fitted now", examples, apart, ranking, answering))
    if set(ranking) == set(RANKING):
        show(_table("weights in use", examples, apart, RANKING, ANSWERING))
    if arguments.write:
        WEIGHTS.write_text(source(ranking, answering, ENOUGH), encoding="utf-8")
        subprocess.run((sys.executable, "-m", "ruff", "format", "-q", WEIGHTS), check=True)
        print(f"written: {WEIGHTS.relative_to(ROOT)}")
    return 0


def source(ranking: Weights, answering: Weights, enough: float) -> str:
    """The module that holds the weights; the limit of sureness is kept as it is."""
    return "\n".join(
        (
            f'"""{_SAYS}"""\n',
            f"RANKING: dict[str, float] = {_literal(ranking)}\n",
            f"ANSWERING: dict[str, float] = {_literal(answering)}\n",
            f"ENOUGH = {enough}\n",
        )
    )


def _literal(weights: Weights) -> str:
    lines = (f'    "{name}": {round(weight, 4)},' for name, weight in weights.items())
    return "\n".join(("{", *lines, "}"))


def _table(
    title: str,
    examples: Mapping[str, list[Asked]],
    apart: set[str],
    ranking: Weights,
    answering: Weights,
) -> Table:
    table = Table(title=f"{title}, limit of sureness {ENOUGH}", title_justify="left")
    table.add_column("questions")
    for heading in ("asked", "first passage right", "separation", "right and shown", "refused"):
        table.add_column(heading, justify="right")
    for name, asked in examples.items():
        figures = reached(asked, ranking, answering, ENOUGH)
        table.add_row(
            f"{name} (held apart)" if name in apart else name,
            str(len(asked)),
            f"{figures.first_right:.1%}",
            f"{figures.separation:.3f}",
            f"{figures.right:.1%}",
            f"{figures.refused:.1%}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
