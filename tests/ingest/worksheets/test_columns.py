import pytest

from ingest.sheets import UNCALCULATED, Sheet
from ingest.worksheets.columns import (
    Column,
    RowFault,
    SheetRow,
    likeness,
    read_whole,
    table_in,
)
from ingest.worksheets.values import read_number

NAME = Column("Name", "Its name.", needed=True, other_headings=("Title",))
SIZE = Column("Size", "A number.")
COLUMNS = (NAME, SIZE)


def sheet(*rows: tuple[str, ...], first: int = 1) -> Sheet:
    return Sheet("Things", tuple(enumerate(rows, start=first)))


def read(*rows: tuple[str, ...]) -> tuple[list[SheetRow], list[RowFault]]:
    faults: list[RowFault] = []
    return list(table_in(sheet(*rows), COLUMNS, faults)), faults


def test_headings_stand_in_any_order_under_either_name_below_a_title() -> None:
    rows, faults = read(("Our things",), ("Notes", "SIZE", "title *"), ("x", "3", "Boat"))
    assert faults == []
    assert [(row.number, row.cells) for row in rows] == [(3, {"Size": "3", "Name": "Boat"})]
    assert rows[0].headings == {"Size", "Name"}


def test_the_example_and_empty_rows_are_passed_over() -> None:
    rows, _ = read(("Name", "Size"), ("Example: Boat", "3"), ("", ""), ("EXAMPLE: x",), ("Boat",))
    assert [row.number for row in rows] == [5]


def test_a_missing_column_is_a_fault_and_no_row_is_read() -> None:
    rows, faults = read(("Size", "Other"), ("3", "x"))
    assert rows == []
    assert faults == [RowFault("Things", 1, "Name", "This column is missing. Its name.")]


@pytest.mark.parametrize("written", ["Sise", "Size of it"])
def test_a_slip_in_a_heading_is_told(written: str) -> None:
    rows, faults = read(("Name", written), ("Boat", "3"))
    assert rows == []
    meant = f"Is the heading “{written}” meant to be “Size”?"
    assert faults == [RowFault("Things", 1, "Size", meant)]


def test_a_heading_with_more_words_than_one_that_is_there_is_of_another_column() -> None:
    rows, faults = read(("Name", "Size", "Size of the box"), ("Boat", "3", "9"))
    assert (len(rows), faults) == (1, [])


def test_values_are_read_and_faults_have_their_place() -> None:
    (good, bad), faults = read(("Name", "Size"), ("Boat", "3"), ("", "large"))

    def size(row: SheetRow) -> float | None:
        row.text(NAME)
        return row.value(SIZE, read_number)

    assert read_whole(good, size) == 3.0
    assert read_whole(bad, size) is None
    assert [(fault.row, fault.column) for fault in faults] == [(3, "Name"), (3, "Size")]
    assert faults[0].reason == "Fill this in: Its name."


def test_a_sheet_is_like_a_form_by_its_headings() -> None:
    assert likeness(sheet(("Name", "Size")), COLUMNS) == 2
    assert likeness(sheet(("Size", "Shape")), COLUMNS) == 0
    assert likeness(sheet(), COLUMNS) == 0


def test_an_empty_sheet_has_no_rows_and_no_faults() -> None:
    assert read() == ([], [])


@pytest.mark.parametrize(
    ("cell", "words"), [(UNCALCULATED, "formula has no result"), ("#DIV/0!", "error #DIV/0!")]
)
def test_a_cell_that_shows_no_result_is_a_fault_whatever_is_read_from_it(
    cell: str, words: str
) -> None:
    (row,), faults = read(("Name", "Size"), (cell, cell))
    assert row.value(NAME, str) is None
    assert row.value(SIZE, read_number) is None
    assert [fault.column for fault in faults] == ["Name", "Size"]
    assert all(words in fault.reason for fault in faults)
