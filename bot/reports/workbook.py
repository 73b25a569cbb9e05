"""A digest as an Excel workbook: tidy sheets, typed cells, native SPC charts, no formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.plain import printable
from bot.reports.report import web_link
from bot.reports.tidy import Column, Kind, TidyTable, Value
from bot.reports.words import rating_name
from bot.reports.workbook_cells import Look, Looks, fit_to_width, number_format
from bot.reports.workbook_charts import write_charts
from programme.plans import Measure
from programme.spc import XmrChart
from programme.updates import Rating

LINE = 13.5
"""Points of height of one line of letters."""

IN_A_WIDTH = 1.1
"""Letters of a text in a unit of a column's width, which is that of a nought."""

MOST_LINES = 12
HEADING = Look(wrap=True, heading=True)
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
    looks = Looks()
    for table in tables:
        _write_sheet(book.create_sheet(table.name), table, looks)
    if charts:
        write_charts(book.create_sheet("SPC"), charts, looks)
    book.save(path)


def _write_sheet(sheet: Worksheet, table: TidyTable, looks: Looks) -> None:
    for number, column in enumerate(table.columns, start=1):
        looks.cell(sheet, 1, number, HEADING).value = column.heading
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    headings = [column.heading for column in table.columns]
    sheet.row_dimensions[1].height = _height(headings, table.columns, wrapped=True)
    for line, row in enumerate(table.rows, start=2):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            if isinstance(value, str):
                _write_text(sheet, line, number, column, value, looks)
            elif value is not None:
                _write_value(sheet, line, number, column, value, looks)
        sheet.row_dimensions[line].height = _height(row, table.columns)
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(table.rows) + 1)}"
    fit_to_width(sheet)
    sheet.print_title_rows = "1:1"


def _height(row: Sequence[Value], columns: Sequence[Column], *, wrapped: bool = False) -> float:
    """Points that the longest wrapped text needs: not every program works it out by itself."""
    lines = [
        1 + max(0, len(value) - 1) // max(1, int(column.width * IN_A_WIDTH))
        for column, value in zip(columns, row, strict=True)
        if isinstance(value, str) and (wrapped or _wraps(column))
    ]
    return LINE * min(max(lines, default=1), MOST_LINES) + 2


def _wraps(column: Column) -> bool:
    return column.width >= 24 and column.kind is Kind.TEXT


def _write_value(
    sheet: Worksheet, line: int, number: int, column: Column, value: float | date, looks: Looks
) -> None:
    if isinstance(value, bool):
        looks.cell(sheet, line, number, Look()).value = "yes" if value else "no"
        return
    kind = Kind.DAY if isinstance(value, date) else column.kind
    look = Look(number_format=number_format(kind, value))
    looks.cell(sheet, line, number, look).value = value


def _write_text(
    sheet: Worksheet, line: int, number: int, column: Column, value: str, looks: Looks
) -> None:
    address = web_link(value) if column.kind is Kind.LINK else None
    address = address if address and len(address) <= LONGEST_ADDRESS else None
    rating = _BY_NAME.get(value) if column.heading in ("Rating", "Now") else None
    look = Look(
        wrap=_wraps(column),
        quoted=value.startswith(("=", "+", "-", "@")),
        rating=rating.value if rating else "",
        link=bool(address),
    )
    cell = looks.cell(sheet, line, number, look)
    if address:
        cell.hyperlink = address
    # a text is a text, whatever sign it begins with: never a formula
    cell.value = printable(value)
    cell.data_type = "s"
