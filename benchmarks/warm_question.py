"""A question to a warm process: retrieved and composed, against the tutorial's retrieval alone."""

from statistics import median

from benchmarks.bench import Bench
from benchmarks.row import Bound, Row
from benchmarks.timing import interleaved
from benchmarks.tutorial import Tutorial

_ROUNDS = 4
_AGAINST = "retrieval of the tutorial pipeline"


def measure(bench: Bench) -> list[Row]:
    """Ask both every question in turn, several times over."""
    library = bench.library.library
    tutorial = Tutorial(bench.documents, bench.bare_model)
    asked = [q.question for q in bench.questions]
    for question in bench.warm_up:
        library.answer(question)
        tutorial.retrieve(question)
    ours, theirs = interleaved(
        lambda n: library.answer(asked[n % len(asked)]),
        lambda n: tutorial.retrieve(asked[n % len(asked)]),
        _ROUNDS * len(asked),
    )
    once = len(asked)
    return [
        Row(
            what="a warm question: retrieved and composed",
            ours=1000 * median(ours),
            unit="ms",
            baseline=1000 * median(theirs),
            against=_AGAINST,
            bound=Bound(1.5, "at most"),
        ),
        Row(
            what="the same, each question for the first time",
            ours=1000 * median(ours[:once]),
            unit="ms",
            baseline=1000 * median(theirs[:once]),
            against=_AGAINST,
        ),
    ]
