"""How cells of a workbook look: letters, numbers as people write them, a page that fits."""

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.charts.picture import INK, RATING_FILL, RATING_INK
from bot.reports.tidy import Kind
from programme.digest.figures import GIVEN, figure

FONT = "Arial"
LETTERS = 10
HEADING_FILL = "#e8edee"
LINK_INK = "#005eb8"

_FORMATS = {Kind.DAY: "d mmmm yyyy", Kind.WHOLE: "0"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Attributes:
        quoted: whether its text begins like a formula and is to stay a text.
        rating: that colours it; empty for none.
    """

    number_format: str = "General"
    wrap: bool = False
    quoted: bool = False
    rating: str = ""
    link: bool = False
    bold: bool = False
    heading: bool = False


class Looks:
    """The looks of one workbook: each is put together once, for many thousand cells wear it."""

    def __init__(self) -> None:
        self._known: dict[Look, Any] = {}

    def cell(self, sheet: Worksheet, row: int, column: int, look: Look) -> Cell:
        """A cell that looks so."""
        cell = sheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise TypeError("a merged cell, where nothing is merged")
        known = self._known.get(look)
        if known is None:
            _dress(cell, look)
            self._known[look] = copy(cell._style)  # noqa: SLF001 - the library has no name for it
        else:
            cell._style = copy(known)  # noqa: SLF001 - as above
        return cell


def number_format(kind: Kind, value: float | date) -> str:
    """The format that shows a number with the decimals it has in every other form of the digest."""
    if isinstance(value, date) or kind not in (Kind.GIVEN, Kind.NUMBER):
        return _FORMATS.get(kind, "General")
    shown = figure(value, GIVEN) if kind is Kind.GIVEN else figure(value)
    decimals = len(shown.partition(".")[2])
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def fit_to_width(sheet: Worksheet) -> None:
    """Printed, a sheet is as wide as a page lying on its side."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _dress(cell: Cell, look: Look) -> None:
    ink = LINK_INK if look.link else INK if look.heading else None
    if look.rating:
        ink = RATING_INK[look.rating]
    fill = HEADING_FILL if look.heading else RATING_FILL.get(look.rating)
    cell.font = Font(
        name=FONT,
        size=LETTERS,
        bold=look.bold or look.heading or bool(look.rating),
        underline="single" if look.link else None,
        color=_argb(ink) if ink else None,
    )
    if fill:
        cell.fill = PatternFill("solid", fgColor=_argb(fill))
    cell.alignment = Alignment(wrap_text=look.wrap, vertical="top")
    cell.number_format = look.number_format
    cell.quotePrefix = look.quoted


def _argb(colour: str) -> str:
    return f"FF{colour.lstrip('#').upper()}"
