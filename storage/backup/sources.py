"""Where rows are copied from: a database that is seen in one state throughout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import Connection, Table, text

from programme.errors import RuleBroken
from storage import migrate
from storage.backup.lines import lines_of
from storage.backup.shapes import Shape, shape_of, tables_of
from storage.engine import open_migration_engine, reading
from storage.translation import no_causes

_WAIT = "SET LOCAL lock_timeout = '30s'"


class Source(Protocol):
    """Tables at a revision, with their rows as lines."""

    @property
    def revision(self) -> str:
        """The revision of the tables."""
        ...

    @property
    def shapes(self) -> Sequence[Shape]:
        """The tables, each after those it refers to."""
        ...

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """One table's rows."""
        ...


class Snapshot:
    """`Source` over a database, inside one transaction."""

    def __init__(self, connection: Connection, revision: str) -> None:
        self._connection = connection
        self._tables: dict[str, Table] = {table.name: table for table in tables_of(connection)}
        self.revision = revision
        self.shapes = [shape_of(table) for table in self._tables.values()]

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """One table's rows."""
        return lines_of(self._connection, self._tables[shape.name], shape)


@contextmanager
def snapshot(url: str, *, held_still: bool = False) -> Iterator[Snapshot]:
    """A database as it is now, whatever is written to it meanwhile.

    `held_still` lets nobody write to it meanwhile: their writes wait, or are refused as busy.

    Raises:
        RuleBroken: there are no tables yet, or they are of a newer version of this software.
        Unavailable: the database is not answering.
    """
    if migrate.current(url) is None:
        raise RuleBroken("The database has no tables yet, so there is nothing to copy.")
    engine = open_migration_engine(url)
    seen = engine if held_still else reading(engine)
    try:
        with no_causes(), seen.connect() as connection:
            revision = migrate.known_revision(connection)
            if held_still and connection.dialect.name == "postgresql":
                names = ", ".join(f'"{table.name}"' for table in tables_of(connection))
                connection.execute(text(_WAIT))
                connection.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))
            yield Snapshot(connection, revision)
    finally:
        engine.dispose()
