"""What goes to the driver by the short way is as safe as what goes by the long one."""

import logging
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Engine

from programme.errors import AssistantError, Fault, Unavailable
from storage import translation
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.contracts.made_up_programme import WEEK, put_goals, update
from tests.fixtures_database import PostgresqlServer

SECRET = "words of a person"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url, wait_seconds=0.1)
    with sql_works(opened)() as work:
        put_goals(work, "g1")
        work.commit()
    yield opened
    opened.dispose()


def test_a_refused_row_is_told_without_what_it_holds(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Fault) as told, sql_works(engine)() as work:
        work.updates.add(update("nowhere", words=SECRET))
    assert told.value.sentence == translation.WENT_WRONG
    assert SECRET not in "".join(traceback.format_exception(told.value))
    assert SECRET not in caplog.text
    assert "INSERT INTO updates" in caplog.text


def test_a_value_that_cannot_be_kept_is_told_as_a_fault(engine: Engine) -> None:
    naive = datetime(2026, 11, 2, 12, 0)  # noqa: DTZ001 - the point of the test
    with pytest.raises(Fault), sql_works(engine)() as work:
        work.updates.add(replace(update(words=SECRET), submitted_at=naive))
    with sql_works(engine)() as work:
        assert work.updates.standing("g1", WEEK) is None


def test_one_that_only_reads_cannot_write(engine: Engine) -> None:
    with pytest.raises(AssistantError), sql_readings(engine)() as work:
        work.updates.add(update())
    with sql_works(engine)() as work:
        assert work.updates.standing("g1", WEEK) is None


@pytest.mark.postgresql
@pytest.mark.parametrize("begun", [True, False])
def test_a_lost_connection_is_told_once_and_the_next_work_goes_through(
    postgresql_url: str, postgresql_server: PostgresqlServer, begun: bool
) -> None:
    engine = open_engine(postgresql_url)
    works = sql_works(engine)
    with works() as work:
        put_goals(work, "g1")
        work.commit()

    def cut_off_amid_work() -> None:
        with works() as work:
            if begun:
                work.updates.ground("g1", WEEK)
            postgresql_server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE datname = '{engine.url.database}'"
            )
            work.updates.add(update())

    with pytest.raises(Unavailable) as told:
        cut_off_amid_work()
    assert told.value.sentence == translation.NOT_ANSWERING
    assert told.value.__cause__ is None
    with works() as work:
        assert work.updates.add(update())
        work.commit()
    with works() as work:
        assert work.updates.standing("g1", WEEK) == update()
    engine.dispose()
