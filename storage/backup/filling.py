"""Fills an empty database from a source in one transaction: it ends whole or as it was."""

from itertools import islice
from typing import Any

from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from programme.errors import Fault, RuleBroken
from storage import migrate
from storage.backup.lines import AT_ONCE, Tallied, Tally, lines_of, row_of, tally_of
from storage.backup.shapes import Shape, shape_of, tables_of
from storage.backup.sources import Source

NOT_EMPTY = "The database to be filled is not empty: name an empty one."
_DIFFERENT = "What was copied differs from what it was copied from, so nothing was kept."


class NotEmpty(RuleBroken):
    """The database to be filled holds something."""


def fill(connection: Connection, source: Source, *, replace: bool) -> dict[str, Tally]:
    """Make the tables at the source's revision, copy all rows, and bring the tables up to date.

    What was copied is read back and compared, by count and by hash, before anything is kept.
    The caller's transaction holds it all.

    Raises:
        NotEmpty: the database holds something.
        RuleBroken: the source is of another version's making.
        Fault: what was copied differs.
    """
    if not replace and not _is_empty(connection):
        raise NotEmpty(NOT_EMPTY)
    migrate.remake(connection, source.revision)
    tables = {table.name: table for table in tables_of(connection)}
    shapes = {shape.name: shape for shape in source.shapes}
    if {name: _columns(shape_of(table)) for name, table in tables.items()} != {
        name: _columns(shape) for name, shape in shapes.items()
    }:
        raise RuleBroken("The copy does not fit this version of True North, so nothing was kept.")
    tallies = {
        name: _copy(connection, table, source, shapes[name]) for name, table in tables.items()
    }
    _count_on(connection, tables.values())
    for name, table in tables.items():
        if tally_of(lines_of(connection, table, shapes[name])) != tallies[name]:
            raise Fault(_DIFFERENT)
    if not _refers_rightly(connection):
        raise Fault(_DIFFERENT)
    migrate.bring_up(connection)
    return tallies


def _copy(connection: Connection, table: Table, source: Source, shape: Shape) -> Tally:
    lines = Tallied(source.lines(shape))
    coming = iter(lines)
    while some := [row_of(line, shape) for line in islice(coming, AT_ONCE)]:
        connection.execute(insert(table), some)
    return lines.tally


def _is_empty(connection: Connection) -> bool:
    return all(
        connection.execute(select(text("1")).select_from(table).limit(1)).first() is None
        for table in tables_of(connection)
    )


def _count_on(connection: Connection, tables: Any) -> None:
    """Have PostgreSQL's counters go on after the rows that were copied with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer):
                counter = func.pg_get_serial_sequence(table.name, column.name)
                last = select(func.max(column)).scalar_subquery()
                connection.execute(
                    select(func.setval(counter, func.coalesce(last, 1), last.is_not(None)))
                )


def _refers_rightly(connection: Connection) -> bool:
    """SQLite does not look at foreign keys here as the rows come in; PostgreSQL does."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.execute(text("PRAGMA foreign_key_check")).first() is None


def _columns(shape: Shape) -> set[tuple[str, str]]:
    return {(name, kind.value) for name, kind in shape.columns}
