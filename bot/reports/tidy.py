"""Tidy tables: one fact in a cell, one kind of thing in a table, nothing merged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | float | date | bool | None


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
