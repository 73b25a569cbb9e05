"""How a SQLite file is opened so that several processes can share it and nothing is lost.

With SQLAlchemy's defaults, four processes of 200 increments each left 212 of 800 and no error.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from programme.errors import RuleBroken

READING = "truenorth_reading"
"""The execution option of an engine whose transactions only read."""

UNWRITABLE = "The data folder cannot be written to; set TRUENORTH_DATA to a folder that can be."


def database_file(url: URL) -> Path:
    """The file behind a SQLite URL."""
    return Path(url.database or "").expanduser().resolve()


def open_sqlite(url: URL, *, wait_seconds: float, foreign_keys: bool) -> Engine:
    """An engine on a SQLite file; its folder is made when it is not there.

    Raises:
        RuleBroken: the folder cannot be made.
    """
    file = database_file(url)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise RuleBroken(UNWRITABLE) from None
    engine = create_engine(
        url.set(database=str(file)),
        hide_parameters=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=wait_seconds,
        connect_args={"timeout": wait_seconds},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver would begin transactions late and never for reads; `_begin` does it instead.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        # 16 MB: a question's twenty passages and vectors lie anywhere in the file.
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # What is erased is overwritten, not only unlinked.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = bool(connection.get_execution_options().get(READING))
        pooled = connection.connection
        # Setting it, even to what it is, makes SQLite prepare every statement anew.
        if pooled.info.get(READING) is not reading:
            driver: Any = pooled.driver_connection
            driver.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
            pooled.info[READING] = reading
        # A writer takes its lock at once: one that reads first and writes later would have to
        # fail when somebody wrote in between. Readers never wait for it.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def empty_log(connection: Connection) -> None:
    """Fold the write-ahead log into the file and cut it, so that it holds no erased words.

    Called after a commit, outside any transaction; while a reader holds an old snapshot the log
    stays, and goes at the next erasure.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
