"""A data folder with a database, an index and a library over them, all in a temporary place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.pipeline import IngestReport, ingest
from ingest.settings import IngestSettings
from knowledge.aliases import load_aliases
from knowledge.embedding import SentenceEmbedder
from knowledge.indexing import Indexer
from knowledge.library import Library
from knowledge.settings import KnowledgeSettings
from knowledge.vector_homes import open_home
from programme.documents import Passage
from programme.ports import UnitOfWorkFactory
from storage import migrate
from storage.engine import open_engine
from storage.work import sql_readings, sql_works

# The defaults, whatever the surroundings say: figures of two runs are then of the same thing.
KNOWLEDGE = KnowledgeSettings.model_construct()
READING = IngestSettings.model_construct()


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Premises:
    """What documents are read into and asked from."""

    works: UnitOfWorkFactory
    readings: UnitOfWorkFactory
    indexer: Indexer
    library: Library

    def ingest(self, paths: Sequence[Path]) -> IngestReport:
        """Read documents in, as `truenorth ingest` does."""
        return ingest(
            paths,
            settings=READING,
            works=self.works,
            readings=self.readings,
            indexer=self.indexer,
            now=now,
        )

    def passages(self) -> list[Passage]:
        """Every passage that is served."""
        with self.readings() as work:
            served = work.library.served()
            return list(work.library.passages_of(served.id)) if served else []


@contextmanager
def premises(data: Path, embedder: SentenceEmbedder) -> Iterator[Premises]:
    """Open a data folder, with an empty database where there is none, and close it again."""
    data.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{data / 'truenorth.db'}"
    migrate.upgrade(url)
    engine = open_engine(url)
    try:
        works, readings = sql_works(engine), sql_readings(engine)
        home = open_home(KNOWLEDGE, data)
        yield Premises(
            works=works,
            readings=readings,
            indexer=Indexer(embedder, home, works, readings, now),
            library=Library(
                settings=KNOWLEDGE,
                embedder=embedder,
                home=home,
                readings=readings,
                data=data,
                aliases=load_aliases(None),
            ),
        )
    finally:
        engine.dispose()
