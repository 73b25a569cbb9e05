"""Small pieces of SQL that SQLite and PostgreSQL spell in their own ways."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Table

AnyRow = Row[*tuple[Any, ...]]
"""A row of a statement whose columns are kept in a list, so that they are typed as Any."""

AT_ONCE = 500
"""Ids in one `IN (…)`: well under either database's limit, and large enough to be quick."""


def in_chunks(ids: Collection[str], size: int = AT_ONCE) -> Iterator[list[str]]:
    """The distinct ids in lists of at most `size`, so that a statement never grows too long."""
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), size):
        yield distinct[start : start + size]


def upsert(connection: Connection, table: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of this database's own kind, which can say what to do on a conflict."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def insert_or_keep(connection: Connection, table: type[Table]) -> Any:
    """An INSERT that leaves a row already there as it is."""
    return upsert(connection, table).on_conflict_do_nothing()
