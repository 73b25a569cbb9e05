"""A library in memory over made-up plain texts, made in a moment, for laws over many of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ingest.outline import outline
from ingest.passages import passages
from ingest.readers.plain_text import blocks_of
from knowledge.aliases import Aliases
from knowledge.embedding import Embedder, Vector
from knowledge.indexing import Indexer, indexed_text, text_hash
from knowledge.library import Library
from knowledge.settings import KnowledgeSettings
from programme.documents import Document, Edition, EditionStatus, Period
from tests.fakes import FakeDatabase
from tests.fakes.embedder import FakeEmbedder

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@dataclass
class MemoryIndex:
    """`VectorIndex` that compares with every vector there is."""

    rows: list[tuple[str, Vector]]

    def nearest(self, vector: Vector, n: int) -> list[tuple[str, float]]:
        scored = [(id_, float(held @ vector)) for id_, held in self.rows]
        return sorted(scored, key=lambda row: -row[1])[:n]

    def nearest_to_each(self, vectors: Vector, n: int) -> list[list[tuple[str, float]]]:
        return [self.nearest(vector, n) for vector in vectors]

    def count(self) -> int:
        return len(self.rows)

    def close(self) -> None:
        pass


@dataclass
class MemoryHome:
    """`VectorHome` over a dictionary."""

    held: dict[str, MemoryIndex] = field(default_factory=dict)

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        self.held[generation_id] = MemoryIndex([(id_, np.array(vector)) for id_, vector in rows])
        return self.held[generation_id].count()

    def open(self, generation_id: str) -> MemoryIndex:
        return self.held[generation_id]

    def drop(self, generation_id: str) -> None:
        self.held.pop(generation_id, None)

    def stored(self) -> list[str]:
        return list(self.held)


def edition(start: int, end: int, status: EditionStatus) -> Edition:
    return Edition("Ferry strategy", "strategy", "Ferry trust", Period(start, end), status)


CURRENT = edition(2026, 2031, EditionStatus.CURRENT)
SUPERSEDED = edition(2021, 2026, EditionStatus.SUPERSEDED)


def library_of(
    data: Path, texts: Sequence[tuple[Edition, str]], embedder: Embedder | None = None
) -> Library:
    """A library of one document for each text."""
    database, home = FakeDatabase(), MemoryHome()
    embedder = embedder or FakeEmbedder()
    indexer = Indexer(embedder, home, database.works, database.readings, lambda: NOON)
    ids, total = [], 0
    for number, (its_edition, text) in enumerate(texts):
        id_ = f"document-{number}"
        cut = tuple(passages(id_, outline(blocks_of(text))))
        document = Document(id_, f"{number}.txt", "0" * 64, "text", its_edition, 1, (), NOON)
        spanned = [indexed_text(passage) for passage in cut]
        hashes = [text_hash(one) for one in spanned]
        with database.works() as work:
            work.library.add_document(document, cut, hashes)
            work.commit()
        indexer.embed(list(zip(hashes, spanned, strict=True)), lambda _: None)
        ids.append(id_)
        total += len(cut)
    indexer.switch(ids, total)
    return Library(
        settings=KnowledgeSettings(_env_file=None),
        embedder=embedder,
        home=home,
        readings=database.readings,
        data=data,
        aliases=Aliases(),
    )
