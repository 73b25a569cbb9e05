"""What tables look like, read from the database itself, so that any revision can be copied."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
)
from sqlalchemy.types import TypeEngine

REVISIONS = "alembic_version"
"""Alembic's own table: what it says is in the manifest."""


class Kind(StrEnum):
    """What a column holds, whatever a database calls it."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"
    DATE = "date"
    BYTES = "bytes"
    JSON = "json"


# In this order, because some types are kinds of others.
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (JSON, Kind.JSON),
    (LargeBinary, Kind.BYTES),
    (DateTime, Kind.MOMENT),
    (Date, Kind.DATE),
    (Boolean, Kind.FLAG),
    (Float, Kind.NUMBER),
    (Numeric, Kind.NUMBER),
    (Integer, Kind.WHOLE),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table by its name, and its columns by name and kind, in the order they are copied."""

    name: str
    columns: tuple[tuple[str, Kind], ...]


def tables_of(connection: Connection) -> list[Table]:
    """The tables of a database, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                # Nothing is nothing, not the word “null” in JSON.
                column.type = JSON(none_as_null=True)
    return [table for table in found.sorted_tables if table.name != REVISIONS]


def shape_of(table: Table) -> Shape:
    """What a table looks like."""
    return Shape(table.name, tuple((column.name, _kind(column.type)) for column in table.columns))


def _kind(type_: TypeEngine[Any]) -> Kind:
    return next((kind for of, kind in _KINDS if isinstance(type_, of)), Kind.TEXT)
