"""Cells of a workbook that are merged over several rows: their value stands in each of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from openpyxl.utils import range_boundaries

_RANGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row; all from 1."""


def merged_ranges(sheet: IO[bytes]) -> Iterator[Range]:
    """The ranges that a sheet's XML calls merged."""
    for found in _RANGE.finditer(sheet.read()):
        first_column, first_row, last_column, last_row = range_boundaries(found[1].decode())
        if first_column and first_row and last_column and last_row:
            yield first_column, first_row, last_column, last_row


def filled_down(rows: Sequence[list[str]], ranges: Iterable[Range], most: int) -> list[list[str]]:
    """The rows with what is merged over several of them in each; rows with nothing else stay empty.

    At most `most` cells are looked at, against a file that merges without end.
    """
    filled = [list(row) for row in rows]
    for column, top, _, bottom in ranges:
        if top > len(rows) or column > len(rows[top - 1]):
            continue
        for place in range(top, min(bottom, len(rows))):
            most -= 1
            if most < 0:
                return filled
            below = filled[place]
            if any(rows[place]) and column <= len(below) and not below[column - 1]:
                below[column - 1] = rows[top - 1][column - 1]
    return filled
