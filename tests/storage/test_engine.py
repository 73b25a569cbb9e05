"""How databases are opened, and what people are told when they do not answer."""

import logging
import sqlite3
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from programme.errors import AssistantError, Fault, RuleBroken, Unavailable
from storage import migrate, translation
from storage.engine import open_engine, parse_url, reading, try_to_write
from storage.work import SqlUnitOfWork, sql_readings, sql_works
from tests.contracts.made_up import NOON, question
from tests.fixtures_database import PostgresqlServer


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url, wait_seconds=0.1)
    yield opened
    opened.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "truenorth.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "mysql://user:secret@host/name",
        "postgresql+asyncpg://user:secret@host/name",
    ],
)
def test_a_url_that_names_no_usable_database_is_refused(url: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        open_engine(url)
    assert "secret" not in refused.value.sentence


def test_the_short_name_of_postgresql_is_known() -> None:
    assert parse_url("postgres://user@host/name").drivername == "postgresql"


def test_sqlite_is_opened_so_that_nothing_is_lost(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, wait_seconds=3)
    with engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "secure_delete",
            )
        }
    engine.dispose()
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 3000,
        "secure_delete": 1,
    }


def test_the_folder_of_the_database_is_private(empty_sqlite_url: str) -> None:
    engine = open_engine(empty_sqlite_url)
    folder = Path(str(engine.url.database)).parent
    engine.dispose()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RuleBroken, match="TRUENORTH_DATA"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'folder' / 'truenorth.db'}")


def test_a_writer_that_waits_too_long_is_told_to_try_again(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, wait_seconds=0.1)
    works = sql_works(engine)
    with works() as first:
        first.questions.add(question("q1"))
        with pytest.raises(Unavailable) as told, works() as second:
            second.questions.add(question("q2"))
        first.commit()
    assert told.value.sentence == translation.BUSY
    with works() as again:
        assert [q.id for q in again.questions.recent()] == ["q1"]
    engine.dispose()


def test_a_reading_cannot_write(engine: Engine) -> None:
    with pytest.raises(AssistantError), sql_readings(engine)() as reading:
        reading.questions.add(question("q1"))
    # The connection goes back to the pool able to write.
    with sql_works(engine)() as work:
        work.questions.add(question("q1"))
        work.commit()


def test_all_connections_in_use_is_told_as_busy(engine: Engine) -> None:
    readings = sql_readings(engine)
    taken = [readings().__enter__() for _ in range(20)]
    with pytest.raises(Unavailable) as told, readings():
        pass
    assert told.value.sentence == translation.BUSY
    for work in taken:
        work.__exit__(None, None, None)


def test_a_database_without_tables_says_what_to_run(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    with pytest.raises(Unavailable) as told, sql_works(engine)() as work:
        work.library.served()
    assert told.value.sentence == translation.NOT_SET_UP
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/nothing"])
def test_a_server_that_is_not_there_is_told_as_not_answering(url: str) -> None:
    engine = open_engine(url)
    with pytest.raises(Unavailable) as told, sql_works(engine)():
        pass
    assert told.value.sentence == translation.NOT_ANSWERING
    assert told.value.__cause__ is None


@pytest.mark.postgresql
def test_a_lost_connection_is_told_once_and_the_next_work_goes_through(
    postgresql_url: str, postgresql_server: PostgresqlServer
) -> None:
    engine = open_engine(postgresql_url)
    works = sql_works(engine)
    name = engine.url.database
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"

    def cut_off_amid_work() -> None:
        with works() as work:
            work.questions.add(question("q1"))
            postgresql_server.run(cut)
            work.commit()

    with pytest.raises(Unavailable) as told:
        cut_off_amid_work()
    assert told.value.sentence == translation.NOT_ANSWERING
    with works() as work:
        assert work.questions.recent() == []
    postgresql_server.run(cut)  # while the connection lies in the pool: nobody notices
    with works() as work:
        assert work.questions.recent() == []
    engine.dispose()


def test_a_damaged_file_is_told_as_damaged(tmp_path: Path) -> None:
    file = tmp_path / "truenorth.db"
    file.write_bytes(b"this was never a database " * 100)
    engine = open_engine(f"sqlite:///{file}")
    with pytest.raises(Fault) as told, sql_works(engine)() as work:
        work.library.served()
    assert told.value.sentence == translation.DAMAGED
    engine.dispose()


def test_a_full_disk_is_told_as_no_room(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with SqlUnitOfWork(engine) as work:
        work.library.served()
        connection = work._open()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Unavailable) as told:
            work.questions.add(question("q1", text="words " * 20_000))
    assert told.value.sentence == translation.NO_ROOM
    engine.dispose()


def test_no_words_of_a_person_reach_the_log_or_the_error(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    private = "a-private-sentence"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE citations"))
        connection.execute(
            text(
                "CREATE TABLE citations (question_id TEXT, ordinal INTEGER, passage_id TEXT, "
                "document_key TEXT, title TEXT, status TEXT, period_start INTEGER, "
                "period_end INTEGER, section TEXT, page INTEGER, quote TEXT, "
                "CHECK (length(quote) < 1))"
            )
        )
    told: Fault | None = None
    with caplog.at_level(logging.DEBUG):
        try:
            with sql_works(engine)() as work:
                work.questions.add(question(private, text=private))
        except Fault as error:
            told = error
    assert told is not None
    assert told.reference in caplog.text
    assert private not in caplog.text
    assert "made-up words" not in caplog.text
    shown = "".join(traceback.format_exception(told))
    assert "made-up words" not in shown
    assert "violates" not in shown


def test_characters_no_database_can_keep_are_replaced(engine: Engine) -> None:
    with sql_works(engine)() as work:
        work.questions.add(question("q1", text="one\x00two\ud83dthree", at=NOON))
        work.commit()
    with sql_works(engine)() as work:
        kept = work.questions.get("q1")
    assert kept is not None
    assert kept.text == "one\ufffdtwo\ufffdthree"


def test_sqlite_here_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "RETURNING needs SQLite 3.35"


def test_the_question_path_reads_by_index_alone(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    plans: list[str] = []
    statements: list[str] = []
    with SqlUnitOfWork(reading(engine)) as work:
        connection = work._open()
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(statements.append)
        work.library.passages(["a", "b"])
        work.library.embeddings_of(["a", "b"], "model")
        driver.set_trace_callback(None)
        for statement in statements:
            if statement.startswith("SELECT"):
                rows = driver.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                plans.append(" | ".join(row[3] for row in rows))
    engine.dispose()
    assert len(plans) == 2
    for plan in plans:
        assert plan.startswith("SEARCH passages USING INDEX"), plan
        assert "SCAN" not in plan


@pytest.mark.parametrize("code", ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"])
def test_a_full_disk_is_told_as_one(code: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = code
    told = translation.translate(OperationalError("SELECT 1", {}, error))
    assert isinstance(told, Unavailable)
    assert "no room left" in told.sentence


@pytest.mark.parametrize("code", ["SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_READONLY_DBMOVED"])
def test_a_file_without_rights_is_told_as_one(code: str) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorname = code
    told = translation.translate(OperationalError("SELECT 1", {}, error))
    assert isinstance(told, Unavailable)
    assert told.sentence == translation.NO_RIGHT


def test_a_folder_that_may_not_be_entered_is_told_by_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", refuse)
    (tmp_path / "closed").mkdir()
    with pytest.raises(Unavailable) as told:
        migrate.current(f"sqlite:///{tmp_path}/closed")  # a folder is no file to open, to root too
    assert told.value.sentence == translation.NO_RIGHT


def test_a_revision_of_a_newer_version_is_not_known() -> None:
    assert migrate.knows(migrate.head())
    assert not migrate.knows("9999")


def test_a_file_that_takes_no_writes_is_found_out_before_a_question_is_lost(
    sqlite_url: str,
) -> None:
    engine = open_engine(sqlite_url)
    try_to_write(engine)
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _take_no_writes(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")  # what a file without the right does

    @event.listens_for(engine, "begin")
    def _still_none(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(Unavailable) as told:
        try_to_write(engine)
    assert told.value.sentence == translation.NO_RIGHT
    engine.dispose()
