"""How cells of a workbook look: letters, numbers as people write them, a page that fits."""

from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.tidy import Kind
from programme.digest.figures import GIVEN, figure

FONT = "Arial"
PLAIN = Font(name=FONT, size=10)

_FORMATS = {Kind.DAY: "d mmmm yyyy", Kind.WHOLE: "0"}


def number_format(kind: Kind, value: float | date) -> str:
    """The format that shows a number with the decimals it has in every other form of the digest."""
    if isinstance(value, date) or kind not in (Kind.GIVEN, Kind.NUMBER):
        return _FORMATS.get(kind, "General")
    shown = figure(value, GIVEN) if kind is Kind.GIVEN else figure(value)
    decimals = len(shown.partition(".")[2])
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell in the shared letters."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a merged cell, where nothing is merged")
    cell.font = PLAIN
    return cell


def fit_to_width(sheet: Worksheet) -> None:
    """Printed, a sheet is as wide as a page lying on its side."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def argb(colour: str) -> str:
    """A colour as workbooks name it."""
    return f"FF{colour.lstrip('#').upper()}"
