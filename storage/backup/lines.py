"""Rows as lines of JSON that mean the same on either database, and back."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, Text, select

from storage.backup.shapes import Kind, Shape

AT_ONCE = 500
"""Rows in memory."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines went by, and the sha256 of all of them."""

    rows: int
    sha256: str


class Tallied:
    """Lines, counted and hashed as they go by."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._hash = hashlib.sha256()
        self._rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self._hash.update(line)
            self._rows += 1
            yield line

    @property
    def tally(self) -> Tally:
        """What has gone by so far."""
        return Tally(self._rows, self._hash.hexdigest())


def tally_of(lines: Iterable[bytes]) -> Tally:
    """Let all lines go by."""
    tallied = Tallied(lines)
    for _ in tallied:
        pass
    return tallied.tally


def lines_of(connection: Connection, table: Table, shape: Shape) -> Iterator[bytes]:
    """A table's rows as lines, in order of its key; the same rows give the same lines."""
    key = [
        column.collate("C")
        if isinstance(column.type, Text) and connection.dialect.name == "postgresql"
        else column
        for column in table.primary_key.columns
    ]
    rows = connection.execute(
        select(*(table.columns[name] for name, _ in shape.columns))
        .order_by(*key)
        .execution_options(yield_per=AT_ONCE)
    )
    writers = [_WRITERS[kind] for _, kind in shape.columns]
    with rows:
        for row in rows:
            values = [
                None if value is None else write(value)
                for value, write in zip(row, writers, strict=True)
            ]
            yield json.dumps(values, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes, shape: Shape) -> dict[str, Any]:
    """A row from its line.

    Raises:
        ValueError, TypeError: the line is not of this shape.
    """
    values = json.loads(line)
    return {
        name: None if value is None else _READERS[kind](value)
        for value, (name, kind) in zip(values, shape.columns, strict=True)
    }


def _moment(value: datetime) -> str:
    # SQLite gives moments without their zone; both keep them in UTC.
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat()


def _as_it_is(value: Any) -> Any:
    return value


_WRITERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.FLAG: bool,
    Kind.MOMENT: _moment,
    Kind.DATE: date.isoformat,
    Kind.BYTES: lambda value: base64.b64encode(value).decode("ascii"),
    Kind.JSON: _as_it_is,
}
_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.FLAG: bool,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.DATE: date.fromisoformat,
    Kind.BYTES: lambda value: base64.b64decode(value, validate=True),
    Kind.JSON: _as_it_is,
}
