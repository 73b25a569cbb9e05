"""Excel workbooks: each sheet a section, its rows with headings, values as people read them."""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.blocks import Block, BlockKind, ReadDocument
from ingest.readers.delimited import sheet_blocks
from ingest.readers.merged_cells import filled_down, merged_ranges
from ingest.readers.titles import given_title
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_DEFAULT_NAME = re.compile(r"^(?:Sheet|Table|Blad|Feuil|Tabelle)\s?\d+$", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")
_CURRENCY = re.compile(r"[£$€]")
_WIDEST = 2_000
_EMPTY_ROWS = 1_000


def read(path: Path, limits: IngestSettings) -> ReadDocument:
    """An Excel workbook: formulas by the value stored with them.

    Raises:
        RuleBroken: the workbook has too many cells.
    """
    warnings: list[str] = []
    blocks: list[Block] = []
    with path.open("rb") as file:
        book = _opened(file)
        left = limits.ingest_cells
        shown = [s for s in book.worksheets if s.sheet_state == "visible"]
        warnings += [
            f"Sheet “{sheet.title}” is hidden and was left out."
            for sheet in book.worksheets
            if sheet not in shown
        ]
        for number, sheet in enumerate(shown, start=1):
            rows: list[list[str]] = []
            for row in _rows(sheet):
                left -= sum(bool(value) for value in row)
                if left < 0:
                    raise RuleBroken(f"The workbook has more than {limits.ingest_cells:,} cells.")
                rows.append(row)
            # The library has no public way to what is merged on a sheet read row by row.
            with sheet._get_source() as source:  # noqa: SLF001
                rows = filled_down(rows, merged_ranges(source), limits.ingest_cells)
            sheet_part = sheet_blocks(rows, table=number)
            if sheet_part and (len(shown) > 1 or not _DEFAULT_NAME.match(sheet.title)):
                title = sheet.title.strip()
                blocks.append(Block(BlockKind.HEADING, title, title, level=1, style="sheet"))
            blocks += sheet_part
        properties = {"author": str(book.properties.creator or "")}
        title = given_title(book.properties.title)
        book.close()
    warnings += _uncalculated(path)
    properties = {key: value for key, value in properties.items() if value}
    return ReadDocument("xlsx", title, tuple(blocks), tuple(warnings), None, properties)


def _opened(file: BinaryIO) -> Any:
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (KeyError, ValueError, TypeError, BadZipFile, SyntaxError, InvalidFileException):
        raise RuleBroken("The workbook is damaged and cannot be opened.") from None


def _rows(sheet: Any) -> Iterator[list[str]]:
    # What a workbook says of its own size is often wrong, and may be a lie.
    sheet.reset_dimensions()
    empty = 0
    for row in sheet.iter_rows(max_col=_WIDEST):
        values = [
            shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row
        ]
        empty = 0 if any(values) else empty + 1
        if empty > _EMPTY_ROWS:
            return
        yield values


def shown(value: object, number_format: str = "General") -> str:
    """A cell's value as a person reads it: dates as 3 August 2026, percentages as 85%."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, number_format.partition(";")[0])
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    parts: list[str] = []
    if isinstance(value, date):
        parts.append(f"{value.day} {value:%B %Y}")
    if isinstance(value, time):
        parts.append(_clock(value))
    elif isinstance(value, datetime) and value.time() != time():
        parts.append(_clock(value.time()))
    return ", ".join(parts) or str(value)


def _clock(moment: time) -> str:
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _number(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return str(value)
    decimals = _DECIMALS.search(number_format)
    places = len(decimals[1]) if decimals else 0
    if "%" in number_format:
        # Fifteen figures are what Excel keeps; more are noise of the conversion.
        percent = float(f"{value * 100:.15g}")
        return f"{percent:.{places}f}%"
    grouped = "," in number_format
    if grouped or decimals or number_format in ("0", "#,##0"):
        text = f"{value:{',' if grouped else ''}.{places}f}"
    else:
        text = str(value) if isinstance(value, int) else f"{value:.15g}"
    symbol = _CURRENCY.search(number_format)
    if not symbol:
        return text
    return f"-{symbol[0]}{text[1:]}" if text.startswith("-") else f"{symbol[0]}{text}"


def _uncalculated(path: Path) -> Iterator[str]:
    """A warning for each sheet with formulas that no program has worked out and stored yet."""
    with ZipFile(path) as archive:
        parts = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        formulas = any(b"<f" in archive.read(name) for name in parts)
    if not formulas:
        return
    with path.open("rb") as one, path.open("rb") as other:
        values = openpyxl.load_workbook(one, read_only=True, data_only=True)
        written = openpyxl.load_workbook(other, read_only=True, data_only=False)
        for sheet in values.worksheets:
            if sheet.sheet_state == "visible" and _has_uncalculated(sheet, written[sheet.title]):
                yield (
                    f"Sheet “{sheet.title}” has formulas without stored results: "
                    "open it in Excel and save it again."
                )
        values.close()
        written.close()


def _has_uncalculated(values: Any, written: Any) -> bool:
    for value_row, written_row in zip_longest(values.iter_rows(), written.iter_rows()):
        for value, formula in zip(value_row or (), written_row or (), strict=False):
            if value.value is None and str(formula.value or "").startswith("="):
                return True
    return False
