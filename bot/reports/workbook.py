"""A digest as an Excel workbook: tidy sheets, typed cells, native SPC charts, no formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.charts.picture import INK, RATING_FILL, RATING_INK
from bot.reports.plain import printable
from bot.reports.report import web_link
from bot.reports.tidy import Column, Kind, TidyTable, Value
from bot.reports.words import rating_name
from bot.reports.workbook_cells import FONT, PLAIN, argb, cell_at, fit_to_width, number_format
from bot.reports.workbook_charts import write_charts
from programme.plans import Measure
from programme.spc import XmrChart
from programme.updates import Rating

LINE = 13.5
"""Points of height of one line of letters."""

MOST_LINES = 12
LINK_INK = "#005eb8"
LONGEST_ADDRESS = 2000

_BY_NAME = {rating_name(rating): rating for rating in Rating}


def write_workbook(
    tables: Sequence[TidyTable],
    charts: Mapping[str, tuple[Measure, XmrChart]],
    path: Path,
    *,
    title: str,
) -> None:
    """Write tables as sheets, and the charts of measures on a sheet of their own.

    Raises:
        OSError: the file cannot be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = "Programme office"
    for table in tables:
        _write_sheet(book.create_sheet(table.name), table)
    if charts:
        write_charts(book.create_sheet("SPC"), charts)
    book.save(path)


def _write_sheet(sheet: Worksheet, table: TidyTable) -> None:
    for number, column in enumerate(table.columns, start=1):
        cell = cell_at(sheet, 1, number)
        cell.value = column.heading
        cell.font = Font(name=FONT, size=10, bold=True, color=argb(INK))
        cell.fill = PatternFill("solid", fgColor=argb("#e8edee"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    headings = [column.heading for column in table.columns]
    sheet.row_dimensions[1].height = _height(headings, table.columns, wrapped=True)
    for line, row in enumerate(table.rows, start=2):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            _fill(cell_at(sheet, line, number), column, value)
        sheet.row_dimensions[line].height = _height(row, table.columns)
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(table.rows) + 1)}"
    fit_to_width(sheet)
    sheet.print_title_rows = "1:1"


def _height(row: Sequence[Value], columns: Sequence[Column], *, wrapped: bool = False) -> float:
    """Points that the longest wrapped text needs: not every program works it out by itself."""
    lines = [
        1 + len(value) // max(1, int(column.width) - 1)
        for column, value in zip(columns, row, strict=True)
        if isinstance(value, str) and (wrapped or _wraps(column))
    ]
    return LINE * min(max(lines, default=1), MOST_LINES) + 2


def _wraps(column: Column) -> bool:
    return column.width >= 24 and column.kind is Kind.TEXT


def _fill(cell: Cell, column: Column, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        cell.value = "yes" if value else "no"
    elif isinstance(value, str):
        _fill_text(cell, column, value)
        return
    else:
        cell.value = value
        kind = Kind.DAY if isinstance(value, date) else column.kind
        cell.number_format = number_format(kind, value)
    cell.alignment = Alignment(vertical="top")


def _fill_text(cell: Cell, column: Column, value: str) -> None:
    # a text is a text, whatever sign it begins with: never a formula
    cell.value = printable(value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=_wraps(column), vertical="top")
    rating = _BY_NAME.get(value) if column.heading in ("Rating", "Now") else None
    if rating:
        cell.fill = PatternFill("solid", fgColor=argb(RATING_FILL[rating.value]))
        cell.font = Font(name=FONT, size=10, bold=True, color=argb(RATING_INK[rating.value]))
    address = web_link(value) if column.kind is Kind.LINK else None
    if address and len(address) <= LONGEST_ADDRESS:
        cell.hyperlink = address
        cell.font = Font(name=PLAIN.name, size=10, underline="single", color=argb(LINK_INK))
