"""Small pieces of SQL that SQLite and PostgreSQL spell in their own ways."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
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
    return upsert_in(connection.dialect.name, table)


def upsert_in(dialect: str, table: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """The same by the name of the database's kind, for statements that are built once."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def insert_or_keep(connection: Connection, table: type[Table]) -> Any:
    """An INSERT that leaves a row already there as it is."""
    return _insert_or_keep(connection.dialect.name, table)


@cache
def _insert_or_keep(dialect: str, table: type[Table]) -> Any:
    # Built once: building it anew takes longer than running it.
    return upsert_in(dialect, table).on_conflict_do_nothing()


def one_or_many(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Parameters of a statement: a single row by itself, which runs quicker than a list of it."""
    return rows[0] if len(rows) == 1 else rows
