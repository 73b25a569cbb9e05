"""A workbook that people fill in: a sheet for each form, with drop-downs, notes and an example."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from ingest.worksheets.columns import Column, SheetForm
from programme.errors import RuleBroken

README = "Read me"
ROWS = 500
"""How far down the drop-downs reach, or as far again beyond what is filled in already."""

_LISTS = "Lists"
_LONGEST_MESSAGE = 255
_DATE_FORM = "d mmmm yyyy"
_FACE = "Calibri"
"""The face that the other cells have; a font that names none is shown in another one."""

_HEADING = Font(name=_FACE, bold=True, color="FFFFFF")
_NEEDED = PatternFill("solid", start_color="003087")
_OPTIONAL = PatternFill("solid", start_color="425563")
_EXAMPLE = Font(name=_FACE, italic=True, color="595959")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_README_WIDTHS = (28, 90)
_LINE = 15
"""The height of a line of text, in points."""

FilledRow = Mapping[str, object]
"""Values by heading."""


def write_form(
    path: Path,
    *,
    title: str,
    about: Sequence[str],
    forms: Sequence[SheetForm],
    filled: Mapping[str, Sequence[FilledRow]] | None = None,
) -> None:
    """Write the workbook.

    Args:
        path: where to; a file that is there is replaced.
        title: the heading of the first sheet.
        about: its sentences, in order.
        forms: the sheets to fill in, in their order.
        filled: rows that are filled in already, by the name of their sheet.

    Raises:
        RuleBroken: the file cannot be written there.
    """
    book = Workbook()
    book.properties.title = title
    book.properties.creator = "True North"
    _write_readme(book.active, title, about, forms)
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for place, form in enumerate(forms, start=1):
        _write_sheet(
            book.create_sheet(form.name, place), form, lists, (filled or {}).get(form.name, ())
        )
    try:
        book.save(path)
    except OSError:
        raise RuleBroken(
            f"{path.name} cannot be written there: name a file in a folder that exists and is "
            "yours to write to, and close it in Excel first."
        ) from None


def _write_readme(sheet: Any, title: str, about: Sequence[str], forms: Sequence[SheetForm]) -> None:
    sheet.title = README
    for letter, width in zip("AB", _README_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([title])
    sheet["A1"].font = Font(name=_FACE, bold=True, size=14)
    for sentence in about:
        sheet.append(["", sentence])
    for form in forms:
        sheet.append([])
        sheet.append([form.name, form.about])
        sheet.cell(sheet.max_row, 1).font = Font(name=_FACE, bold=True)
        for column in form.columns:
            needed = "Needed. " if column.needed else ""
            sheet.append([column.heading, needed + column.note])
    for name, words in sheet.iter_rows(min_row=2, max_col=2):
        name.alignment = words.alignment = _WRAPPED
        # Not every program makes a row as high as its text by itself.
        lines = -(-len(str(words.value or "")) // _README_WIDTHS[1])
        sheet.row_dimensions[words.row].height = _LINE * max(1, lines)
    _fit_to_paper(sheet)


def _write_sheet(sheet: Any, form: SheetForm, lists: Any, filled: Sequence[FilledRow]) -> None:
    for number, column in enumerate(form.columns, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column.heading)
        cell.font = _HEADING
        cell.fill = _NEEDED if column.needed else _OPTIONAL
        needed = "Needed. " if column.needed else ""
        cell.comment = Comment(needed + column.note, "True North", width=320, height=120)
        sheet.column_dimensions[letter].width = _width(
            column, [row.get(column.heading) for row in (form.example, *filled)]
        )
        _guide(sheet, f"{letter}2:{letter}{ROWS + len(filled)}", column, lists)
    _write_row(sheet, 2, form, form.example, font=_EXAMPLE)
    for row, values in enumerate(filled, start=3):
        _write_row(sheet, row, form, values)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _fit_to_paper(sheet)


def _fit_to_paper(sheet: Any) -> None:
    """All columns on one page across, as many down as it takes."""
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_row(
    sheet: Any, row: int, form: SheetForm, values: FilledRow, font: Font | None = None
) -> None:
    for number, column in enumerate(form.columns, start=1):
        value = values.get(column.heading)
        if value is None:
            continue
        cell = sheet.cell(row, number)
        cell.value = value
        if isinstance(value, str):
            # Somebody's words are words, also when they begin as a formula does.
            cell.data_type = "s"
        if isinstance(value, date):
            cell.number_format = _DATE_FORM
        if font is not None:
            cell.font = font


def _guide(sheet: Any, cells: str, column: Column, lists: Any) -> None:
    """What Excel says at a cell, and offers in its drop-down."""
    if column.choices:
        place = lists.max_column + 1 if lists.cell(1, 1).value else 1
        for row, choice in enumerate(column.choices, start=1):
            lists.cell(row, place, choice)
        letter = get_column_letter(place)
        guide = DataValidation(
            type="list",
            formula1=f"{_LISTS}!${letter}$1:${letter}${len(column.choices)}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.heading,
            error="Choose one from the list.",
        )
    else:
        guide = DataValidation(allow_blank=True)
    guide.showInputMessage = True
    guide.promptTitle = column.heading[:32]
    guide.prompt = column.note[:_LONGEST_MESSAGE]
    guide.add(cells)
    sheet.add_data_validation(guide)


def _width(column: Column, values: Sequence[object]) -> int:
    """Wide enough for the heading, its choices and what stands below, within reason."""
    longest = max(map(len, (column.heading, *map(_shown, values), *column.choices)))
    return min(44, max(14, longest + 4))


def _shown(value: object) -> str:
    return f"{value:%d %B %Y}" if isinstance(value, date) else str(value or "")
