"""A digest as an Excel workbook: tidy sheets, typed cells, native SPC charts, no formula."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import LineChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.charts.picture import COMMON_CAUSE, INK, QUIET, RATING_FILL, RATING_INK, TARGET
from bot.reports.plain import printable
from bot.reports.tables import Column, Kind, TidyTable, Value
from bot.reports.words import rating_name
from programme.plans import Measure
from programme.spc import XmrChart
from programme.updates import Rating

FONT = "Arial"
MOST_CHARTS = 60
"""Native charts on the SPC sheet: more make a workbook that is slow to open."""

_FORMATS = {
    Kind.DAY: "d mmmm yyyy",
    Kind.NUMBER: "#,##0.##",
    Kind.WHOLE: "0",
    Kind.TEXT: "@",
    Kind.FLAG: "General",
}
_PLAIN = Font(name=FONT, size=10)
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
        _write_charts(book.create_sheet("SPC"), charts)
    book.save(path)


def _write_sheet(sheet: Worksheet, table: TidyTable) -> None:
    for number, column in enumerate(table.columns, start=1):
        cell = _cell(sheet, 1, number)
        cell.value = column.heading
        cell.font = Font(name=FONT, size=10, bold=True, color=_argb(INK))
        cell.fill = PatternFill("solid", fgColor=_argb("#e8edee"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for line, row in enumerate(table.rows, start=2):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            _fill(_cell(sheet, line, number), column, value)
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(2, len(table.rows) + 1)}"
    _fit_to_width(sheet)
    sheet.print_title_rows = "1:1"


def _fit_to_width(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _fill(cell: Cell, column: Column, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        cell.value = "yes" if value else "no"
    elif isinstance(value, str):
        # a text is a text, whatever sign it begins with: never a formula
        cell.value = printable(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = Alignment(wrap_text=column.width >= 24, vertical="top")
        rating = _BY_NAME.get(value) if column.heading in ("Rating", "Now") else None
        if rating:
            cell.fill = PatternFill("solid", fgColor=_argb(RATING_FILL[rating.value]))
            cell.font = Font(name=FONT, size=10, bold=True, color=_argb(RATING_INK[rating.value]))
        return
    else:
        cell.value = value
        kind = Kind.DAY if isinstance(value, date) else column.kind
        cell.number_format = _FORMATS[kind]
    cell.alignment = Alignment(vertical="top")


def _write_charts(sheet: Worksheet, charts: Mapping[str, tuple[Measure, XmrChart]]) -> None:
    """Each measure's values beside its chart, one below the other."""
    at = 1
    for measure, chart in list(charts.values())[:MOST_CHARTS]:
        count = len(chart.series.values)
        heading = _cell(sheet, at, 1)
        heading.value = printable(f"{measure.name} ({measure.unit})")
        heading.data_type = "s"
        heading.font = Font(name=FONT, size=10, bold=True)
        for number, name in enumerate(("As at", "Value", "Mean", "Lower", "Upper", "Target"), 1):
            _cell(sheet, at + 1, number).value = name
        numbers = {s.number: s for s in chart.segments}
        for line, point in enumerate(chart.points, start=at + 2):
            segment = numbers[point.segment]
            row = (
                point.date,
                point.value,
                segment.mean,
                segment.lpl,
                segment.upl,
                chart.series.target,
            )
            for number, value in enumerate(row, start=1):
                cell = _cell(sheet, line, number)
                cell.value = value
                cell.number_format = _FORMATS[Kind.DAY if number == 1 else Kind.NUMBER]
        _add_chart(sheet, measure, at, count, with_target=chart.series.target is not None)
        at += max(count + 4, 20)
    sheet.column_dimensions["A"].width = 20
    _fit_to_width(sheet)


def _add_chart(
    sheet: Worksheet, measure: Measure, at: int, count: int, *, with_target: bool
) -> None:
    drawn = LineChart()
    drawn.title = printable(measure.name)
    drawn.height, drawn.width = 8.5, 17
    drawn.y_axis.title = printable(measure.unit)
    drawn.x_axis.number_format = "d mmm"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.add_data(
        Reference(
            sheet,
            min_col=2,
            max_col=6 if with_target else 5,
            min_row=at + 1,
            max_row=at + 1 + count,
        ),
        titles_from_data=True,
    )
    drawn.set_categories(Reference(sheet, min_col=1, min_row=at + 2, max_row=at + 1 + count))
    looks = (
        (COMMON_CAUSE, None),
        (INK, None),
        (QUIET, "dash"),
        (QUIET, "dash"),
        (TARGET, "dashDot"),
    )
    for series, (colour, dash) in zip(drawn.series, looks, strict=False):
        series.graphicalProperties.line.solidFill = colour.lstrip("#")
        series.graphicalProperties.line.dashStyle = dash
        series.graphicalProperties.line.width = 19050
        series.smooth = False
    drawn.series[0].marker.symbol = "circle"
    drawn.series[0].marker.size = 6
    sheet.add_chart(drawn, f"H{at}")


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a merged cell, where nothing is merged")
    cell.font = _PLAIN
    return cell


def _argb(colour: str) -> str:
    return f"FF{colour.lstrip('#').upper()}"
