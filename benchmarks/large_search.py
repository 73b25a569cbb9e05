"""100,000 passages searched, against 1,000: the real record, index and library, made-up words.

Vectors are mixtures of real sentences' vectors with some noise, so that they lie where the
model's vectors lie, in clusters, at no cost of embedding each passage.
"""

import hashlib
import random
from collections.abc import Iterator
from itertools import islice
from statistics import median

import numpy as np

from benchmarks.bench import Bench
from benchmarks.made_up import place, question, sentence
from benchmarks.premises import Premises, now
from benchmarks.row import Bound, Row
from benchmarks.timing import interleaved, seconds
from knowledge.embedding import SpannedText, Vector
from programme.documents import (
    Document,
    Edition,
    EditionStatus,
    Passage,
    PassageKind,
    Period,
    Unit,
)
from programme.ports import Embedding

SMALL, LARGE = 1_000, 100_000
_A_DOCUMENT = 1_000
_UNITS = 3
_SENTENCES = 1_500
_NOISE = 0.4
_WARM_UP, _ASKED = 15, 80
_FOUND = 10


def measure(bench: Bench) -> list[Row]:
    """Fill both, then ask both the same questions, each for the first time."""
    pool = _pool(bench)
    small, large = bench.open("small"), bench.open("large")
    fill(small, SMALL, pool)
    fill(large, LARGE, pool)
    chance = random.Random(7)
    asked = [question(chance) for _ in range(_WARM_UP + _ASKED)]
    times = interleaved(
        lambda n: large.library.search(asked[n], _FOUND),
        lambda n: small.library.search(asked[n], _FOUND),
        len(asked),
    )
    ours, theirs = (1000 * median(side[_WARM_UP:]) for side in times)
    model = 1000 * median(
        seconds(lambda n: bench.embedder.embed_question(asked[n], ()), n) for n in range(_ASKED)
    )
    return [
        Row(
            what=f"search in {LARGE:,} passages",
            ours=ours,
            unit="ms",
            baseline=theirs,
            against=f"search in {SMALL:,}",
            bound=Bound(3.0, "at most"),
        ),
        Row(
            what="the same, less the time to embed a question",
            ours=max(ours - model, 0.0),
            unit="ms",
            baseline=max(theirs - model, 0.0),
            against=f"search in {SMALL:,}",
        ),
    ]


def _pool(bench: Bench) -> tuple[list[str], Vector]:
    """Sentences with a gap for a place, and their real vectors."""
    chance = random.Random(11)
    sentences = [sentence(chance, at="{place}") for _ in range(_SENTENCES)]
    vectors = np.empty((_SENTENCES, bench.embedder.dimension), dtype=np.float32)
    for index, made in bench.embedder.embed([SpannedText(s) for s in sentences]):
        vectors[index] = made.vector
    return sentences, vectors


def fill(premises: Premises, count: int, pool: tuple[list[str], Vector]) -> None:
    """Write made-up passages with their vectors, and serve them as an ingest does."""
    made = _passages(count, pool)
    ids = []
    while part := list(islice(made, _A_DOCUMENT)):
        document = _document(part[0][0].document_id)
        ids.append(document.id)
        with premises.works() as work:
            hashes = [embedding.text_hash for _, embedding in part]
            work.library.add_document(document, [passage for passage, _ in part], hashes)
            work.library.add_embeddings(premises.indexer.model, [e for _, e in part])
            work.commit()
    premises.indexer.switch(ids, count)
    premises.library.warm()


def _passages(count: int, pool: tuple[list[str], Vector]) -> Iterator[tuple[Passage, Embedding]]:
    sentences, vectors = pool
    chance, noise = random.Random(count), np.random.default_rng(count)
    for ordinal in range(count):
        rows = chance.choices(range(len(sentences)), k=_UNITS)
        name = place(chance)
        document = f"made-up-{ordinal // _A_DOCUMENT}"
        passage = _passage(document, ordinal, name, [sentences[r].format(place=name) for r in rows])
        mixed = vectors[rows].mean(axis=0)
        mixed /= np.linalg.norm(mixed)
        mixed += noise.standard_normal(len(mixed), dtype=np.float32) * _NOISE / len(mixed) ** 0.5
        mixed /= np.linalg.norm(mixed)
        yield (
            passage,
            Embedding(
                text_hash=hashlib.sha256(passage.id.encode()).hexdigest(),
                vector=mixed.astype("<f4").tobytes(),
                unit_vectors=vectors[rows].astype("<f2").tobytes(),
            ),
        )


def _passage(document: str, ordinal: int, name: str, sentences: list[str]) -> Passage:
    source = " ".join(sentences)
    units, start = [], 0
    for text in sentences:
        units.append(Unit(text=text, start=start, end=start + len(text)))
        start += len(text) + 1
    return Passage(
        id=f"{document}-{ordinal}",
        document_id=document,
        ordinal=ordinal % _A_DOCUMENT,
        kind=PassageKind.PROSE,
        section=("What we will do", f"At {name}"),
        page=None,
        lead_in=None,
        source=source,
        units=tuple(units),
    )


def _document(id_: str) -> Document:
    edition = Edition(
        title=f"Made-up plan {id_}",
        kind="plan",
        owner=id_,
        period=Period(2026, 2031),
        status=EditionStatus.CURRENT,
    )
    return Document(
        id=id_,
        key=f"{id_}.md",
        digest=hashlib.sha256(id_.encode()).hexdigest(),
        format="markdown",
        edition=edition,
        sections=1,
        warnings=(),
        read_at=now(),
    )
