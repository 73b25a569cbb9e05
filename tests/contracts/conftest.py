"""The same contract on each: in memory, SQLite, PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from programme.ports import UnitOfWorkFactory
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.fakes import FakeDatabase


@dataclass(frozen=True, slots=True)
class Database:
    """An empty database, by its two ways in."""

    works: UnitOfWorkFactory
    readings: UnitOfWorkFactory


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of the test's own."""
    if request.param == "fake":
        fake = FakeDatabase(wait_seconds=0.2)
        yield Database(fake.works, fake.readings)
        return
    engine = open_engine(request.getfixturevalue(f"{request.param}_url"), wait_seconds=0.2)
    yield Database(sql_works(engine), sql_readings(engine))
    engine.dispose()


@pytest.fixture
def works(database: Database) -> UnitOfWorkFactory:
    """Units of work that may write."""
    return database.works


@pytest.fixture
def readings(database: Database) -> UnitOfWorkFactory:
    """Units of work that only read."""
    return database.readings
