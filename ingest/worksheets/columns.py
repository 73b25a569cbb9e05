"""The columns of a sheet that people fill in, and its rows with every value in its place.

A sheet's headings may stand in any order, some below a title, and unknown ones are passed over;
but one that looks like a slip of a known heading is told, so that nothing is lost in silence.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from ingest.sheets import UNCALCULATED, Sheet
from ingest.worksheets.values import read_choice
from programme.errors import RuleBroken
from programme.naming import folded

Value = TypeVar("Value")

EXAMPLE = "example:"
"""A row whose first cell begins so is there to show how it is done, and is passed over."""

_HEADING_ROWS = 10
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column as people meet it.

    Attributes:
        heading: as the template writes it.
        note: what to fill in, in a sentence or two.
        needed: a row without it is refused.
        other_headings: by which it is known too.
        choices: what may stand in it, as a drop-down offers it; empty for anything.
    """

    heading: str
    note: str
    needed: bool = False
    other_headings: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its name, what it is for, its columns, and a worked example by heading."""

    name: str
    about: str
    columns: tuple[Column, ...]
    example: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one cell, and what would be right.

    Attributes:
        row: as the spreadsheet program numbers it; the row of headings where a column is meant.
        column: its heading; empty when the whole row is meant.
    """

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(slots=True)
class SheetRow:
    """A filled-in row, read value by value; what cannot be read is noted as a fault.

    Attributes:
        cells: what is filled in, by heading.
        headings: of the columns that the sheet has.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    headings: frozenset[str]
    faults: list[RowFault]

    def fault(self, column: Column, reason: str) -> None:
        """Note that what stands in a column cannot be."""
        self.faults.append(RowFault(self.sheet, self.number, column.heading, reason))

    def text(self, column: Column) -> str | None:
        """What stands in a column, or None when it is empty; a needed one is then a fault."""
        value = self.cells.get(column.heading)
        if value is None and column.needed:
            self.fault(column, f"Fill this in: {column.note}")
        return value

    def value(self, column: Column, read: Callable[[str], Value]) -> Value | None:
        """What a column says, or None when it is empty or cannot be read; that is then a fault."""
        text = self.text(column)
        if text is None:
            return None
        try:
            _check_worked_out(text)
            return read(text)
        except RuleBroken as refused:
            self.fault(column, refused.sentence)
            return None

    def choice(self, column: Column, meanings: Mapping[str, Value]) -> Value | None:
        """The meaning of one of several ways to fill a column in; an unknown one is a fault."""
        return self.value(column, lambda text: read_choice(text, column.choices, meanings))


def likeness(sheet: Sheet, columns: Sequence[Column]) -> int:
    """How many of these columns a sheet has; 0 when fewer than half of those that are needed."""
    _, at = _headings(sheet, columns)
    needed = {column.heading for column in columns if column.needed}
    return len(at) if 2 * len(needed & set(at.values())) >= len(needed) else 0


def table_in(
    sheet: Sheet, columns: Sequence[Column], faults: list[RowFault]
) -> tuple[SheetRow, ...]:
    """The rows of a sheet with these columns.

    Rows of an example are left out. Needed columns that are missing are noted as faults, and
    then no row is given.
    """
    if not sheet.rows:
        return ()
    place, at = _headings(sheet, columns)
    number, headings = sheet.rows[place]
    before = len(faults)
    _check_headings(SheetRow(sheet.name, number, {}, frozenset(), faults), headings, columns, at)
    if len(faults) > before:
        return ()
    rows = []
    for row_number, cells in sheet.rows[place + 1 :]:
        filled = next((cell for cell in cells if cell), "")
        if filled.casefold().startswith(EXAMPLE):
            continue
        named = {heading: cells[i] for i, heading in at.items() if i < len(cells) and cells[i]}
        if named:
            rows.append(SheetRow(sheet.name, row_number, named, frozenset(at.values()), faults))
    return tuple(rows)


def read_whole(row: SheetRow, read: Callable[[SheetRow], Value | None]) -> Value | None:
    """What a row says as a whole, or None when anything in it is a fault."""
    before = len(row.faults)
    made = read(row)
    return made if len(row.faults) == before else None


def _check_worked_out(text: str) -> None:
    """A cell shows what it says: no error of the spreadsheet's, no formula yet to be worked out."""
    if text == UNCALCULATED:
        raise RuleBroken(
            "This formula has no result stored with it: open the file in Excel and save it "
            "again, or type the value."
        )
    if _EXCEL_ERROR.fullmatch(text):
        raise RuleBroken(f"The cell shows the error {text}: mend its formula, or type the value.")


def _headings(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, dict[int, str]]:
    """The row with most known headings, as a place in the sheet's rows, and what stands where."""
    names = {
        folded(name): column.heading
        for column in columns
        for name in (column.heading, *column.other_headings)
    }
    best: tuple[int, dict[int, str]] = (0, {})
    for place, (_, cells) in enumerate(sheet.rows[:_HEADING_ROWS]):
        at: dict[int, str] = {}
        for i, cell in enumerate(cells):
            heading = names.get(folded(cell.rstrip("*: ")))
            if heading and heading not in at.values():
                at[i] = heading
        if len(at) > len(best[1]):
            best = (place, at)
    return best


def _check_headings(
    heading_row: SheetRow, headings: Sequence[str], columns: Sequence[Column], at: dict[int, str]
) -> None:
    missing = {folded(each.heading): each for each in columns if each.heading not in at.values()}
    for i, cell in enumerate(headings):
        for name in _near(folded(cell), missing) if i not in at else ():
            column = missing.pop(name)
            heading_row.fault(column, f"Is the heading “{cell}” meant to be “{column.heading}”?")
    for column in missing.values():
        if column.needed:
            heading_row.fault(column, f"This column is missing. {column.note}")


def _near(written: str, missing: Mapping[str, Column]) -> list[str]:
    """The heading that one is a slip of, or says with a word or two more ("Better when")."""
    words = set(written.split())
    return get_close_matches(written, missing, n=1, cutoff=0.75) or [
        name for name in missing if words > set(name.split())
    ]
