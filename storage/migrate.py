"""Brings a database's tables to this version of the software, and says where they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from programme.errors import RuleBroken, Unavailable
from storage.engine import open_migration_engine, parse_url
from storage.locks import exclusive
from storage.sqlite import database_file
from storage.translation import BUSY, no_causes

_WAIT_SECONDS = 120.0


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the tables up to a revision; of several processes that start at once, one does.

    Raises:
        RuleBroken: the database was made by a newer version of this software.
        Unavailable: the database is not answering, or another migration does not end.
    """
    with _migrating(url) as config:
        command.upgrade(config, revision)


def downgrade(url: str, revision: str) -> None:
    """Take the tables back to a revision; `base` leaves none.

    Raises:
        RuleBroken: there is no such revision.
        Unavailable: the database is not answering, or another migration does not end.
    """
    with _migrating(url) as config:
        command.downgrade(config, revision)


def current(url: str) -> str | None:
    """The revision a database stands at, or None when it has no tables yet; makes no file.

    Raises:
        Unavailable: the database is not answering.
    """
    parts = parse_url(url)
    if parts.get_backend_name() == "sqlite" and _is_absent(database_file(parts)):
        return None
    with _connected(url) as (_engine, connection):
        return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this version of the software has this revision, or one after it."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def head() -> str:
    """The revision this version of the software needs."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise LookupError("the package holds no migrations")
    return revision


def is_current(url: str) -> bool:
    """Whether a database stands at the revision this version needs."""
    return current(url) == head()


def known_revision(connection: Connection) -> str:
    """The revision of the tables on a connection.

    Raises:
        RuleBroken: there are no tables, or they are of a version this one does not know.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    with _known():
        ScriptDirectory.from_config(_config()).get_revision(revision or "none")
    return revision or ""


@contextmanager
def holding(url: str) -> Iterator[Connection]:
    """A connection on which the tables may be remade, while no migration runs elsewhere.

    Raises:
        Unavailable: the database is not answering, or another migration does not end.
    """
    with (
        _connected(url) as (engine, connection),
        exclusive(engine, "migration", wait_seconds=_WAIT_SECONDS) as held,
    ):
        if not held:
            raise Unavailable(BUSY)
        yield connection


def remake(connection: Connection, revision: str) -> None:
    """Drop all tables and make them as of a revision, inside the caller's transaction.

    Raises:
        RuleBroken: this version of the software does not know the revision, or the one before.
    """
    with _known():
        command.downgrade(_config(connection), "base")
        command.upgrade(_config(connection), revision)


def bring_up(connection: Connection) -> None:
    """Bring the tables up to this version's, inside the caller's transaction."""
    command.upgrade(_config(connection), "head")


@contextmanager
def _migrating(url: str) -> Iterator[Config]:
    # Alembic reads the revision inside the lock: after any other migration has ended.
    with holding(url) as connection, _known():
        yield _config(connection)


@contextmanager
def _known() -> Iterator[None]:
    try:
        yield
    except CommandError:
        raise RuleBroken(
            "The database stands at a revision this version of True North does not "
            "know: install the version that made it, or a newer one."
        ) from None


def _is_absent(file: Path) -> bool:
    try:
        return not file.exists()
    except OSError:
        return False  # a folder that may not be entered: opening the file says so


@contextmanager
def _connected(url: str) -> Iterator[tuple[Engine, Connection]]:
    engine = open_migration_engine(url)
    try:
        with no_causes(), engine.connect() as connection:
            yield engine, connection
    finally:
        engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    """Alembic's settings, built here: no file, so its logging set-up never touches ours."""
    config = Config()
    if connection is not None:
        config.attributes["connection"] = connection
    scripts = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
