"""Tidy tables: one fact in a cell, one kind of thing in a table, nothing merged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

Value = str | int | float | date | bool | None
Line = TypeVar("Line")


class Kind(StrEnum):
    """What a column holds; `GIVEN` is a number that somebody gave, `NUMBER` one worked out."""

    TEXT = "text"
    GIVEN = "given"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    FLAG = "flag"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True)
class TidyTable:
    """A table with a row of headings and nothing merged."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def table_of(
    name: str, lines: Iterable[Line], *columns: tuple[Column, Callable[[Line], Value]]
) -> TidyTable:
    """A table with a row for each line.

    Args:
        name: of the table.
        lines: what it tells of.
        columns: each with what stands in it of a line.
    """
    return TidyTable(
        name,
        tuple(column for column, _ in columns),
        tuple(tuple(value(line) for _, value in columns) for line in lines),
    )


GOAL = Column("Goal", width=34)
TEAM = Column("Team", width=26)
LINK = Column("Link", Kind.LINK, 24)
"""Columns that many tables have."""
