"""A made-up programme office: a folder of documents, a database, an index, and who asks of them."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from ingest.pipeline import IngestReport, Progress, ingest
from ingest.records import RecordDocument, ingest_records
from ingest.settings import IngestSettings
from knowledge.aliases import Aliases
from knowledge.embedding import Embedder
from knowledge.indexing import Indexer
from knowledge.library import Library
from knowledge.settings import KnowledgeSettings
from knowledge.vector_homes import DirectoryHome, ServerHome
from programme.documents import Document, Passage
from programme.ports import Generation, UnitOfWorkFactory
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.fakes.embedder import FakeEmbedder

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)

STRATEGY = """# Northshire Harbour Trust strategy 2026 to 2031

## Who we are

Northshire Harbour Trust cares for around 120,000 people in two made-up counties.

## What we will do

Over the next five years we will:

- answer every telephone call within 40 seconds
- open a walk-in clinic beside the lighthouse
- plant an orchard at each of our sites

## How we will measure success

- 85% of people are seen at the harbour clinic within 6 weeks

> I only wanted somebody to pick up the telephone.
"""
OLD_STRATEGY = """# Northshire Harbour Trust strategy 2021 to 2026

## Who we were

Northshire Harbour Trust cared for around 90,000 people in one made-up county.

## What we set out to do

We set out to mend the ferry and to paint every corridor yellow.
"""
REPORT = """# Northshire Harbour Trust annual report 2025

## The year

The trust repaired nineteen bicycles and published a cookery book for sailors.
"""


def clock() -> Callable[[], datetime]:
    """A clock that is a minute later each time it is looked at."""
    minutes = itertools.count()
    return lambda: NOON + timedelta(minutes=next(minutes))


@dataclass
class Office:
    """Everything an ingest and a question need, over one database and one data folder."""

    folder: Path
    data: Path
    engine: Engine
    embedder: Embedder = field(default_factory=FakeEmbedder)
    home: DirectoryHome | ServerHome | None = None
    settings: IngestSettings = field(default_factory=IngestSettings)
    now: Callable[[], datetime] = field(default_factory=clock)
    steps: list[Progress] = field(default_factory=list)

    @property
    def works(self) -> UnitOfWorkFactory:
        return sql_works(self.engine)

    @property
    def readings(self) -> UnitOfWorkFactory:
        return sql_readings(self.engine)

    @property
    def vectors(self) -> DirectoryHome | ServerHome:
        return self.home or DirectoryHome(self.data / "index")

    @property
    def indexer(self) -> Indexer:
        return Indexer(self.embedder, self.vectors, self.works, self.readings, self.now)

    def write(self, name: str, words: str) -> Path:
        """Put a document into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
        return path

    def ingest(self, *paths: Path, prune: bool = False) -> IngestReport:
        """Read the folder in, or these paths of it."""
        return ingest(
            paths or (self.folder,),
            settings=self.settings,
            works=self.works,
            readings=self.readings,
            indexer=self.indexer,
            now=self.now,
            prune=prune,
            progress=self.steps.append,
        )

    def index_plans(self, *plans: RecordDocument) -> IngestReport:
        """Serve these plans as all the plans there are."""
        return ingest_records(
            plans,
            collection="plans",
            works=self.works,
            readings=self.readings,
            indexer=self.indexer,
            now=self.now,
            progress=self.steps.append,
        )

    def library(self) -> Library:
        """The library, freshly opened."""
        return Library(
            settings=KnowledgeSettings(),
            embedder=self.embedder,
            home=self.vectors,
            readings=self.readings,
            data=self.data,
            aliases=Aliases(),
        )

    def served(self) -> Generation | None:
        with self.readings() as work:
            return work.library.served()

    def documents(self) -> dict[str, Document]:
        """The served documents, by file name."""
        served = self.served()
        if served is None:
            return {}
        with self.readings() as work:
            return {d.document.key: d.document for d in work.library.documents(served.id)}

    def passages(self) -> list[Passage]:
        """The served passages."""
        served = self.served()
        if served is None:
            return []
        with self.readings() as work:
            return list(work.library.passages_of(served.id))


def open_office(tmp_path: Path, url: str) -> Office:
    """An office with an empty folder over a migrated database."""
    folder = tmp_path / "documents"
    folder.mkdir(exist_ok=True)
    return Office(folder=folder, data=tmp_path / "data", engine=open_engine(url))
