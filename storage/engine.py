"""Opens the database that a URL names: a SQLite file, or PostgreSQL."""

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from programme.errors import RuleBroken
from storage.postgresql import open_postgresql, reading_options
from storage.sqlite import READING, open_sqlite
from storage.translation import no_causes, translate_errors_of

CONFIGURED = "TRUENORTH_DATABASE_URL"
_WHICH = (
    "{called} names no database this software can use: write sqlite:///folder/file.db or "
    "postgresql://user:password@host/name."
)


def parse_url(url: str, called: str = CONFIGURED) -> URL:
    """A database URL in parts.

    Args:
        url: as it was given.
        called: how whoever gave it knows it.

    Raises:
        RuleBroken: it names no SQLite file and no PostgreSQL database.
    """
    try:
        parts = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise RuleBroken(_WHICH.format(called=called)) from None
    backend = parts.get_backend_name()
    is_file = backend == "sqlite" and parts.database not in (None, "", ":memory:")
    if parts.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"):
        raise RuleBroken(_WHICH.format(called=called))
    if backend == "sqlite" and (not is_file or str(parts.database).startswith("file:")):
        raise RuleBroken(_WHICH.format(called=called))
    return parts


def open_engine(url: str, *, wait_seconds: float = 10.0) -> Engine:
    """An engine whose errors are already translated; nothing is connected to yet.

    Raises:
        RuleBroken: the URL names no database this software can use, or the file's folder cannot
            be made.
    """
    parts = parse_url(url)
    if parts.get_backend_name() == "sqlite":
        engine = open_sqlite(parts, wait_seconds=wait_seconds, foreign_keys=True)
    else:
        engine = open_postgresql(parts, wait_seconds=wait_seconds, bounded=True)
    translate_errors_of(engine)
    return engine


def open_migration_engine(url: str) -> Engine:
    """An engine for migrations: without time limits, and with SQLite's foreign keys off.

    A SQLite migration rebuilds tables, and dropping the old one would delete what refers to it.
    """
    parts = parse_url(url)
    if parts.get_backend_name() == "sqlite":
        engine = open_sqlite(parts, wait_seconds=60.0, foreign_keys=False)
    else:
        engine = open_postgresql(parts, wait_seconds=60.0, bounded=False)
    translate_errors_of(engine)
    return engine


def try_to_write(engine: Engine) -> None:
    """Write nothing, the way something would be written.

    To begin a transaction is no proof: SQLite begins one on a file that takes no writes.

    Raises:
        Unavailable: the database does not answer, or takes no writes.
    """
    with no_causes(), engine.begin() as connection:
        connection.exec_driver_sql("UPDATE questions SET id = id WHERE 1 = 0")


def reading(engine: Engine) -> Engine:
    """The same engine and pool, for transactions that only read and never wait for a writer."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{READING: True})
    return engine.execution_options(**reading_options())
