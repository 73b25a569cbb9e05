"""Sheets that somebody filled in: what each cell holds, as text that says it in full."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from itertools import repeat
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.readers.decoding import decode
from ingest.readers.delimited import delimiter_of
from ingest.settings import IngestSettings
from ingest.sheets import UNCALCULATED, Sheet
from programme.errors import RuleBroken

WIDEST = 200
_EMPTY_ROWS = 1_000
_LONGEST_FIELD = 100_000
_DAMAGED = "The workbook is damaged and cannot be opened."


def workbook_sheets(path: Path, limits: IngestSettings) -> tuple[Sheet, ...]:
    """The visible sheets of an Excel workbook; formulas by the value stored with them.

    A formula without one is `UNCALCULATED`, so that nobody takes the cell for empty.

    Raises:
        RuleBroken: it cannot be read safely, or has too many cells.
    """
    left = limits.ingest_cells
    sheets = []
    with path.open("rb") as file, path.open("rb") as again:
        book = _opened(file)
        written = _opened(again, data_only=False) if _has_formulas(path) else None
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = []
            for number, cells in _rows(sheet, written and written[sheet.title]):
                left -= sum(map(bool, cells))
                if left < 0:
                    raise RuleBroken(f"The workbook has more than {limits.ingest_cells:,} cells.")
                rows.append((number, cells))
            sheets.append(Sheet(str(sheet.title).strip(), tuple(rows)))
        book.close()
        if written:
            written.close()
    return tuple(sheets)


def delimited_sheets(path: Path, limits: IngestSettings) -> tuple[Sheet, ...]:
    """The one table of a CSV file, its delimiter and encoding found from its contents.

    Raises:
        RuleBroken: it is not text, or has too many cells.
    """
    text, _ = decode(path.read_bytes())
    csv.field_size_limit(_LONGEST_FIELD)
    left = limits.ingest_cells
    rows = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=False)
    try:
        for cells in reader:
            left -= len(cells)
            if left < 0:
                raise RuleBroken(f"The table has more than {limits.ingest_cells:,} cells.")
            kept = tuple(cell.strip() for cell in cells[:WIDEST])
            if any(kept):
                rows.append((reader.line_num, kept))
    except csv.Error:
        raise RuleBroken("The table cannot be read: a quotation mark is never closed.") from None
    return (Sheet(path.stem, tuple(rows)),)


def _opened(file: BinaryIO, *, data_only: bool = True) -> Any:
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=data_only)
    except (KeyError, ValueError, TypeError, BadZipFile, SyntaxError, InvalidFileException):
        raise RuleBroken(_DAMAGED) from None


def _has_formulas(path: Path) -> bool:
    with ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in parts)


def _rows(sheet: Any, written: Any | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that hold anything.

    Args:
        sheet: with the values that are stored.
        written: the same with its formulas; None where it has none.
    """
    # What a workbook says of its own size is often wrong, and may be a lie.
    sheet.reset_dimensions()
    if written is not None:
        written.reset_dimensions()
    formulas = written.iter_rows(max_col=WIDEST) if written is not None else repeat(())
    empty = 0
    try:
        for number, row in enumerate(sheet.iter_rows(max_col=WIDEST), start=1):
            cells = [_shown(cell) for cell in row]
            for place, cell in enumerate(next(formulas, ())):
                if cell.data_type == "f" and _is_uncalculated(row[place]):
                    cells[place] = UNCALCULATED
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                empty = 0
                yield number, tuple(cells)
            else:
                empty += 1
                if empty > _EMPTY_ROWS:
                    return
    except (KeyError, ValueError, TypeError, SyntaxError):
        raise RuleBroken(_DAMAGED) from None


def _shown(cell: Any) -> str:
    return "" if cell.value is None else as_text(cell.value, cell.number_format)


def _is_uncalculated(cell: Any) -> bool:
    """A formula that came to an empty text has a type of its own, so it is told apart."""
    return cell.value is None and cell.data_type == "n"


def as_text(value: object, number_format: str = "General") -> str:
    """A cell's value as text that says it in full."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # Fifteen figures are what Excel keeps; more are noise of the conversion.
        is_percent = "%" in number_format.partition(";")[0]
        return f"{float(f'{value * 100:.15g}'):.15g}%" if is_percent else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    return str(value).strip()
