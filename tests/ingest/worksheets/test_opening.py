import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ingest.formats import Format
from ingest.readers import read_sheets
from ingest.settings import IngestSettings
from ingest.sheets import UNCALCULATED, Sheet
from ingest.worksheets.opening import open_sheets
from programme.errors import RuleBroken

LIMITS = IngestSettings()


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_cells_are_read_in_full_with_the_numbers_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "One"
    sheet["B2"] = "Name"
    sheet["B4"] = date(2026, 8, 3)
    sheet["C4"] = datetime(2026, 8, 3)  # noqa: DTZ001 - as a workbook has it
    sheet["D4"] = 11.40
    sheet["E4"] = 0.853
    sheet["E4"].number_format = "0%"
    sheet["F4"] = 1250
    sheet["F4"].number_format = "#,##0"
    sheet["G4"] = True
    hidden = book.create_sheet("Hidden")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    book.save(path)
    (read,) = open_sheets(path, LIMITS)
    assert (read.name, [number for number, _ in read.rows]) == ("One", [2, 4])
    assert read.rows[1][1] == ("", "2026-08-03", "2026-08-03", "11.4", "85.3%", "1250", "yes")


def test_a_formula_without_a_stored_result_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", One=[["Name", "Size"], ["Boat", "=1+1"], ["=B2"]])
    (read,) = open_sheets(path, LIMITS)
    assert read.rows[1:] == ((2, ("Boat", UNCALCULATED)), (3, (UNCALCULATED,)))


def test_a_formula_counts_by_its_stored_result_also_when_that_is_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plain.xlsx", One=[["Name", "Size"], ["=A9", "=1+1"]])
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as plain, zipfile.ZipFile(stored, "w") as book:
        for name in plain.namelist():
            part = plain.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before = part
                part = (
                    part.replace(b'r="A2"', b'r="A2" t="str"')
                    .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
                    .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                )
                assert part.count(b"<v>2</v>") == before.count(b"<v>2</v>") + 1
            book.writestr(name, part)
    (read,) = open_sheets(stored, LIMITS)
    assert read.rows[1] == (2, ("", "2"))


def test_a_csv_file_is_one_sheet_with_the_numbers_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_bytes("Name;Size\r\n\r\nCaf\xe9;3\r\n".encode("cp1252"))
    assert open_sheets(path, LIMITS) == (
        Sheet("plans", ((1, ("Name", "Size")), (3, ("Café", "3")))),
    )


def test_a_workbook_is_read_in_a_process_of_its_own_as_it_is_here(tmp_path: Path) -> None:

    path = workbook(tmp_path / "book.xlsx", One=[["Name"], ["Boat"]], Two=[["x", 1]])
    assert open_sheets(path, LIMITS) == read_sheets(path, Format.XLSX, LIMITS)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.xlsx", None, "no such file"),
        ("empty.csv", b"", "empty"),
        ("page.html", b"<html><body>x</body></html>", "Excel workbook"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office format"),
        ("pdf.pdf", b"%PDF-1.7\n", "Excel workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RuleBroken, match=words):
        open_sheets(path, LIMITS)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="folder"):
        open_sheets(tmp_path, LIMITS)


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    few = IngestSettings(ingest_cells=3)
    path = workbook(tmp_path / "book.xlsx", One=[[1, 2], [3, 4]])
    with pytest.raises(RuleBroken, match="3 cells"):
        open_sheets(path, few)
    text = tmp_path / "rows.csv"
    text.write_text("1,2\n3,4\n")
    with pytest.raises(RuleBroken, match="3 cells"):
        open_sheets(text, few)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", One=[["Name"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 8_000_000)
    with pytest.raises(RuleBroken, match="not safe"):
        open_sheets(path, LIMITS)


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", One=[["Name"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b'<!DOCTYPE x [<!ENTITY a "a">]><x/>')
    with pytest.raises(RuleBroken, match="entities"):
        open_sheets(path, LIMITS)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.symlink_to("/etc/hostname")
    with pytest.raises(RuleBroken, match="symbolic link"):
        open_sheets(path, LIMITS)
