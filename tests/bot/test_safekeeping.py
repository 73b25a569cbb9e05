"""After a restore the index is seen to: in its place, built anew, or said to be missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.compose.safekeeping import IndexAfter, Safekeeping
from programme.errors import Unavailable
from storage.engine import open_engine
from storage.ingest_lock import ingest_lock
from storage.work import sql_readings, sql_works
from tests.contracts.made_up import MODEL, NOON, document, embedding, generation, hash_of, passage


@dataclass
class FakeIndexer:
    """What a restore asks of the indexer."""

    model: str = MODEL
    findable: bool = False
    down: bool = False
    switched: list[tuple[list[str], int]] = field(default_factory=list)

    def is_findable(self, _served: Any) -> bool:
        return self.findable

    def switch(self, documents: list[str], passages: int) -> None:
        if self.down:
            raise Unavailable("The index does not answer.")
        self.switched.append((documents, passages))


@pytest.fixture
def backup(sqlite_url: str, tmp_path: Path) -> Path:
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        made = passage("d1", 0)
        work.library.add_document(document("d1"), [made], [hash_of(made.text)])
        work.library.add_embeddings(MODEL, [embedding(hash_of(made.text))])
        work.library.begin_generation(generation("g1"), ["d1"])
        work.library.mark_proven("g1")
        work.library.serve("g1", NOON)
        work.commit()
    keep(sqlite_url, engine, FakeIndexer()).back_up(tmp_path / "whole")
    engine.dispose()
    return tmp_path / "whole"


@pytest.fixture
def target(empty_sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_sqlite_url)
    yield engine
    engine.dispose()


def keep(url: str, engine: Engine, indexer: Any) -> Safekeeping:
    return Safekeeping(
        url=lambda: url,
        readings=lambda: sql_readings(engine),
        indexer=lambda: indexer,
        ingesting=lambda: ingest_lock(engine),
        now=lambda: NOON,
    )


@pytest.mark.parametrize(
    ("indexer", "index"),
    [
        (FakeIndexer(), IndexAfter.BUILT),
        (FakeIndexer(findable=True), IndexAfter.IN_PLACE),
        (FakeIndexer(model="another"), IndexAfter.TO_BUILD),
        (FakeIndexer(down=True), IndexAfter.TO_BUILD),
    ],
    ids=["built", "in place", "another model", "index down"],
)
def test_the_index_is_seen_to(
    backup: Path, empty_sqlite_url: str, target: Engine, indexer: FakeIndexer, index: IndexAfter
) -> None:
    copied, told = keep(empty_sqlite_url, target, indexer).restore(backup, replace=False)
    assert told is index
    assert copied.rows > 0
    # However the index is, the data is there.
    with sql_readings(target)() as work:
        served = work.library.served()
    assert served is not None
    assert indexer.switched == ([(["d1"], served.passages)] if index is IndexAfter.BUILT else [])
