"""A whole ingest, against nothing but the model's own `encode` on the same texts.

Reading, cutting, SQL, embedding, building the index, proving and switching it are all inside
our time; loading the model and making an empty database are not.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench
from benchmarks.made_up import write_documents
from benchmarks.premises import Premises, premises
from benchmarks.row import Bound, Row
from benchmarks.timing import interleaved, seconds
from knowledge.indexing import indexed_text

_ROUNDS = 5
_AGAIN = 9
_AGAINST = f"bare SentenceTransformer.encode; medians of {_ROUNDS}, taken in turns"


def measure(bench: Bench) -> list[Row]:
    """Ingest the documents, and a larger made-up corpus; then each again, unchanged."""
    made_up = bench.folder / "made-up"
    write_documents(made_up, documents=10, sections=30, seed=2026)
    bench.library.passages()  # one ingest has been made: nothing is imported for the first time
    return [
        *_measured(bench, "the documents", bench.documents),
        *_measured(bench, "a made-up corpus", made_up),
    ]


def _measured(bench: Bench, name: str, documents: Path) -> Iterator[Row]:
    numbered = [bench.folder / "rates" / f"{documents.name}-{n}" for n in range(_ROUNDS + 1)]
    with premises(numbered.pop(), bench.embedder) as known:
        known.ingest([documents])
        texts = [indexed_text(passage).text for passage in known.passages()]
    opened: list[Premises] = [bench.open(str(f.relative_to(bench.folder))) for f in numbered]
    ours, theirs = interleaved(
        lambda n: opened[n].ingest([documents]),
        lambda _: bench.bare_model.encode(texts, show_progress_bar=False),
        _ROUNDS,
    )
    again = [seconds(lambda _: opened[0].ingest([documents]), n) for n in range(_AGAIN)]
    yield Row(
        what=f"ingest of {name} ({len(texts)} passages)",
        ours=len(texts) / median(ours),
        unit="passages/s",
        baseline=len(texts) / median(theirs),
        against=_AGAINST,
        bound=Bound(0.9, "at least"),
    )
    yield Row(
        what=f"ingest of {name} again, unchanged",
        ours=1000 * median(again),
        unit="ms",
        baseline=1000 * median(ours),
        against="the first ingest",
        bound=Bound(0.02, "at most"),
    )
