"""CSV and other text with a delimiter: which delimiter, which row is the headings."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ingest.blocks import Block, Cell, ReadDocument
from ingest.readers.decoding import decode
from ingest.readers.marks import fold
from ingest.readers.statements import statement
from ingest.readers.tables import GridRow, cell_of, reads_as_header, rows_of
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 1_000_000


def read(path: Path, limits: IngestSettings) -> ReadDocument:
    """A CSV file, its delimiter and encoding found from its contents.

    Raises:
        RuleBroken: the file is not text, is not a table, or has too many cells.
    """
    text, warnings = decode(path.read_bytes())
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=False):
            cells += len(row)
            if cells > limits.ingest_cells:
                raise RuleBroken(f"The table has more than {limits.ingest_cells:,} cells.")
            rows.append([value.strip() for value in row])
    except csv.Error:
        raise RuleBroken("The table cannot be read: a quotation mark is never closed.") from None
    return ReadDocument("csv", None, tuple(sheet_blocks(rows, table=1)), warnings)


def delimiter_of(text: str) -> str:
    """The delimiter that gives most rows the same number of columns, more than one."""
    sample = text[:65_536]

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            rows = [r for r in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(r)]
        except csv.Error:
            return 0.0, 0
        widths = Counter(len(row) for row in rows)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        return (count / len(rows), width) if width > 1 else (0.0, width)

    return max(_DELIMITERS, key=evenness)


def sheet_blocks(rows: Iterable[list[str]], *, table: int) -> list[Block]:
    """A sheet's blocks: titles above the table as lines, then its rows with their headings."""
    blocks: list[Block] = []
    grid: list[GridRow] = []
    for values in rows:
        filled = [value for value in values if fold(value)]
        if not filled:
            continue
        if not grid and len(filled) == 1:
            blocks.append(statement(filled[0]))
            continue
        grid.append(GridRow(tuple(_cell(value) for value in values)))
    if not grid:
        return blocks
    width = max(_used(row) for row in grid)
    grid = [GridRow(row.cells[:width]) for row in grid]
    header_rows = 1 if len(grid) > 1 and reads_as_header(grid[0]) else 0
    return blocks + rows_of(grid, table=table, header_rows=header_rows)


def _cell(value: str) -> Cell:
    return cell_of(value, breaks=True)


def _used(row: GridRow) -> int:
    return max((n for n, cell in enumerate(row.cells, start=1) if cell.text), default=0)
