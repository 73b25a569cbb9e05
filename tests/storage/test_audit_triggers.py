"""The audit is added to and never changed: the database itself refuses, whoever asks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from programme.errors import AssistantError
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.contracts.made_up_programme import entry

CHANGING_INSERT = (
    "INSERT INTO audit_entries (number, at, actor, action, subject) "
    "SELECT number, at, 'nobody', action, subject FROM audit_entries WHERE true "
    "ON CONFLICT (number) DO UPDATE SET actor = excluded.actor"
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    with sql_works(opened)() as work:
        work.audit.add(entry(after={"rating": "red"}), entry())
        work.commit()
    yield opened
    opened.dispose()


def kept(engine: Engine) -> list[object]:
    with sql_readings(engine)() as work:
        return list(work.audit.recent())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor = 'nobody'",
        "UPDATE audit_entries SET number = number + 10",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_entries WHERE number = 1",
        CHANGING_INSERT,
    ],
)
def test_no_statement_changes_or_removes_an_entry(engine: Engine, statement: str) -> None:
    before = kept(engine)
    with pytest.raises(AssistantError), engine.begin() as connection:
        connection.execute(text(statement))
    assert kept(engine) == before
    assert len(before) == 2


@pytest.mark.postgresql
def test_the_audit_cannot_be_cut_on_postgresql(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with pytest.raises(AssistantError), engine.begin() as connection:
        connection.execute(text("TRUNCATE audit_entries"))
    with pytest.raises(AssistantError), engine.begin() as connection:
        connection.execute(text("TRUNCATE audit_entries CASCADE"))
    engine.dispose()


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_no_entry_takes_anothers_place_on_sqlite(sqlite_url: str, verb: str) -> None:
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        work.audit.add(entry())
        work.commit()
    with pytest.raises(AssistantError), engine.begin() as connection:
        connection.execute(
            text(
                f"{verb} INTO audit_entries (number, at, actor, action, subject) "
                "VALUES (1, '2026-11-02 12:00:00', 'nobody', 'update.recorded', 'update:u1')"
            )
        )
    assert kept(engine) == [entry()]
    engine.dispose()


def test_entries_go_on_being_added(engine: Engine) -> None:
    with sql_works(engine)() as work:
        work.audit.add(entry("goal:g1"))
        work.commit()
    assert len(kept(engine)) == 3
