"""One ingest at a time, and none shut out by one that was killed."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from programme.errors import RuleBroken
from storage.engine import open_engine
from storage.ingest_lock import ingest_lock
from storage.work import sql_works
from tests.contracts.made_up import question
from tests.fixtures_database import PostgresqlServer
from tests.storage.processes import hold_ingest_lock, start_telling


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def test_a_second_ingest_is_refused_in_words(engine: Engine) -> None:
    with ingest_lock(engine):
        with pytest.raises(RuleBroken) as refused, ingest_lock(engine):
            pass
        assert refused.value.sentence == (
            "Another ingest is running; try again when it has finished."
        )
    with ingest_lock(engine):
        pass


def test_an_ingest_that_fails_gives_the_lock_back(engine: Engine) -> None:
    with pytest.raises(LookupError), ingest_lock(engine):
        raise LookupError
    with ingest_lock(engine):
        pass


def test_the_lock_stops_ingests_and_nothing_else(engine: Engine) -> None:
    with ingest_lock(engine), sql_works(engine)() as work:
        work.questions.add(question("q1"))
        work.commit()


@pytest.mark.postgresql
def test_a_lost_connection_does_not_spoil_a_finished_ingest(
    postgresql_url: str, postgresql_server: PostgresqlServer
) -> None:
    engine = open_engine(postgresql_url)
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{engine.url.database}'"
    )
    with ingest_lock(engine):
        postgresql_server.run(cut)
    with ingest_lock(engine):
        pass
    engine.dispose()


def test_a_killed_ingest_frees_the_lock(engine: Engine, database_url: str) -> None:
    process, told = start_telling(hold_ingest_lock, database_url)
    assert told.recv_bytes() == b"held"
    with pytest.raises(RuleBroken), ingest_lock(engine):
        pass
    process.kill()
    process.join()
    told.close()
    deadline = time.monotonic() + 10
    while True:  # the server notices a moment later
        try:
            with ingest_lock(engine):
                break
        except RuleBroken:
            assert time.monotonic() < deadline
            time.sleep(0.02)
