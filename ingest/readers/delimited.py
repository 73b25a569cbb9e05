"""CSV and other text with a delimiter: which delimiter, which row is the headings."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ingest.blocks import Block, Cell, ReadDocument
from ingest.readers.decoding import decode
from ingest.readers.marks import fold
from ingest.readers.statements import statement
from ingest.readers.tables import GridRow, cell_of, is_figure, reads_as_header, rows_of
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 1_000_000
_AHEAD = 5
"""How many rows tell whether another table begins: a title, a gap, headings and the first row."""


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
    """A sheet's blocks: titles above each table as lines, then its rows with their headings.

    Tables that stand one below another on a sheet carry the same number.
    """
    blocks: list[Block] = []
    for titles, grid in _tables([[v if fold(v) else "" for v in values] for values in rows]):
        blocks += [statement(title) for title in titles]
        if grid:
            header_rows = 1 if len(grid) > 1 and reads_as_header(grid[0]) else 0
            blocks += rows_of(grid, table=table, header_rows=header_rows)
    return blocks


def _tables(rows: Sequence[list[str]]) -> Iterator[tuple[list[str], list[GridRow]]]:
    """The tables of a sheet, each with the titles above it."""
    titles: list[str] = []
    begun: list[list[str]] = []
    for place, values in enumerate(rows):
        if not any(values):
            continue
        after_gap = place > 0 and not any(rows[place - 1])
        if begun and after_gap and _begins_another(begun, rows[place : place + _AHEAD]):
            yield titles, _grid(begun)
            titles, begun = [], []
        if not begun and sum(map(bool, values)) == 1:
            titles.append(next(filter(None, values)))
        else:
            begun.append(values)
    if titles or begun:
        yield titles, _grid(begun)


def _begins_another(begun: Sequence[list[str]], ahead: Sequence[list[str]]) -> bool:
    """True when what follows a gap has headings of its own, and not those of the table above.

    An empty row within one table is far more common, and a row of words may be one of it as
    well: only words over a column of figures are sure to be headings. They stand below a title,
    or are fewer or more than the headings above.
    """
    titled = sum(map(bool, ahead[0])) == 1
    block = [values for values in ahead[titled:] if any(values)]
    if len(block) < 2 or not reads_as_header(_grid(block)[0]):
        return False
    first, below = block[0], block[1]
    over_figures = any(a and is_figure(b) for a, b in zip(first, below, strict=False))
    return over_figures and (titled or sum(map(bool, first)) != sum(map(bool, begun[0])))


def _grid(rows: Sequence[list[str]]) -> list[GridRow]:
    """The rows without the columns that are empty in all of them, as spacers are."""
    used = sorted({n for values in rows for n, value in enumerate(values) if value})
    return [
        GridRow(tuple(_cell(values[n] if n < len(values) else "") for n in used)) for values in rows
    ]


def _cell(value: str) -> Cell:
    return cell_of(value, breaks=True)
