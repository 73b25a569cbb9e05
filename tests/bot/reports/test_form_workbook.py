from pathlib import Path

import openpyxl
import pytest

from bot.reports.form_workbook import README, write_form
from ingest.plans import plan_form, read_plans
from ingest.settings import IngestSettings
from ingest.worksheets.columns import EXAMPLE
from ingest.worksheets.opening import open_sheets
from programme.configuration import load_programme
from programme.errors import RuleBroken

PROGRAMME = load_programme()
FORM = plan_form(PROGRAMME)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plans.xlsx"
    write_form(path, title="Annual plans", about=("Fill it in.",), forms=FORM.sheets)
    return path


def test_each_form_is_a_sheet_with_headings_notes_and_one_example(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [README, "Teams", "Goals", "Measures", "Lists"]
    assert book["Lists"].sheet_state == "hidden"
    for form in FORM.sheets:
        sheet = book[form.name]
        assert [cell.value for cell in sheet[1]] == [one.heading for one in form.columns]
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert sheet.freeze_panes == "B2"
        assert sheet.max_row == 2
        assert sheet["A2"].value.casefold().startswith(EXAMPLE)


def test_the_example_is_seen_whole_and_a_sheet_prints_a_page_wide(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for form in FORM.sheets:
        sheet = book[form.name]
        for cell in sheet[2]:
            if isinstance(cell.value, str):
                assert sheet.column_dimensions[cell.column_letter].width > len(cell.value)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0


def test_drop_downs_offer_the_choices(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    offered = {}
    for form in FORM.sheets:
        for guide in book[form.name].data_validations.dataValidation:
            assert guide.prompt
            if guide.type == "list":
                name, place = guide.formula1.split("!")
                cells = [row[0].value for row in book[name][place.replace("$", "")]]
                offered[form.name, guide.promptTitle] = cells
    assert offered["Goals", "True North"] == [north.name for north in PROGRAMME.true_norths]
    assert offered["Teams", "Kind"] == ["directorate", "corporate team"]
    assert ("Goals", "Better") in offered
    assert ("Goals", "State") in offered
    assert ("Measures", "Set") in offered


def test_the_template_as_it_is_brings_nothing_in(path: Path) -> None:
    rows = read_plans(open_sheets(path, IngestSettings()), FORM, PROGRAMME)
    assert rows.is_empty


def test_the_examples_would_be_taken_if_they_were_no_examples(tmp_path: Path) -> None:
    filled = {
        form.name: [
            {
                heading: value.removeprefix("Example: ") if isinstance(value, str) else value
                for heading, value in form.example.items()
            }
        ]
        for form in FORM.sheets
    }
    path = tmp_path / "plans.xlsx"
    write_form(path, title="x", about=(), forms=FORM.sheets, filled=filled)
    rows = read_plans(open_sheets(path, IngestSettings()), FORM, PROGRAMME)
    assert rows.faults == ()
    assert (len(rows.teams), len(rows.goals), len(rows.measures)) == (1, 1, 1)


def test_columns_are_as_wide_as_what_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    name = "People who start with the team"
    write_form(
        path, title="x", about=(), forms=FORM.sheets, filled={"Measures": [{"Measure": name}]}
    )
    sheet = openpyxl.load_workbook(path)["Measures"]
    assert sheet["A3"].value == name
    assert sheet.column_dimensions["A"].width > len(name)


def test_words_that_begin_as_a_formula_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    rows = {"Teams": [{"Team": "=1+1"}, {"Team": "@SUM(A1)"}]}
    write_form(path, title="x", about=(), forms=FORM.sheets, filled=rows)
    sheet = openpyxl.load_workbook(path)["Teams"]
    assert [sheet[f"A{row}"].data_type for row in (3, 4)] == ["s", "s"]
    assert sheet["A3"].value == "=1+1"


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"plans\.xlsx cannot be written"):
        write_form(tmp_path / "none" / "plans.xlsx", title="x", about=(), forms=FORM.sheets)
