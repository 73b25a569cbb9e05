"""`truenorth digest` and `truenorth measures`, as the office uses them on a machine."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from programme.plans import MeasureValue
from programme.updates import Rating
from programme.weeks import ReportingWeek
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import database_with_plans
from tests.bot.use_cases.test_digesting import update

# the fake house stands at noon on Monday 3 August 2026, so the week before is reported on
WEEK = ReportingWeek(2026, 31)


@pytest.fixture(autouse=True)
def programme(house: FakeHouse) -> None:
    house.database = database_with_plans()
    with house.database.works() as work:
        work.updates.add(update(WEEK, Rating.RED))
        for back in range(15):
            day = WEEK.monday - timedelta(weeks=back)
            work.plans.put_values([MeasureValue("waits", day, 14.0 + back % 3)])
        work.commit()


def test_a_digest_is_read_on_the_terminal(truenorth: Run) -> None:
    ran = truenorth("digest")
    assert ran.code == 0
    assert "Where we stand: week of 27 July 2026" in ran.out
    assert "2 goals: 0 green, 0 amber, 1 red (1 more), 1 with no update (1 fewer)." in ran.out
    assert ran.out.index("Decisions required") < ran.out.index("Red: help")
    assert "As things stand now; not sent." in " ".join(ran.out.split())


def test_json_is_the_digest_and_nothing_else(truenorth: Run) -> None:
    ran = truenorth("digest", "--week", "2026-W31", "--format", "json")
    assert ran.json["week"] == "2026-W31"
    assert ran.json["counts"]["red"] == 1
    assert ran.json["sent"] is None
    assert ran.json == truenorth("digest", "--week", "2026-W31", "--json").json


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "pdf"])
def test_a_digest_is_written_as_a_file(truenorth: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"digest.{form}"
    ran = truenorth("digest", "--format", form, "--out", str(out))
    assert ran.code == 0
    assert ran.out == ""
    assert f"{out} is written." in ran.err.replace("\n", "")
    assert out.stat().st_size > 200


def test_the_ending_of_the_file_says_its_form(truenorth: Run, tmp_path: Path) -> None:
    out = tmp_path / "digest.xlsx"
    assert truenorth("digest", "--out", str(out)).code == 0
    assert openpyxl.load_workbook(out)["Goals"].max_row == 3


def test_a_folder_for_every_table_is_made(truenorth: Run, tmp_path: Path) -> None:
    assert truenorth("digest", "--format", "csv", "--out", str(tmp_path / "all")).code == 0
    assert (tmp_path / "all" / "goals.csv").is_file()


def test_the_scope_is_named_by_name_or_key(truenorth: Run, tmp_path: Path) -> None:
    out = tmp_path / "one.xlsx"
    truenorth("digest", "--directorate", "harbour", "--format", "xlsx", "--out", str(out))
    goals = openpyxl.load_workbook(out)["Goals"]
    assert [row[0].value for row in goals.iter_rows(min_row=2)] == ["Shorter waits"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--week", "2026-W60"), "There is no week 60 in 2026"),
        (("--week", "soon"), "Weeks are written like 2026-W46"),
        (("--week", "2026-W40"), "lies ahead"),
        (("--directorate", "Harber"), "The nearest are: Sample: Harbour"),
        (("--true-north", "x", "--directorate", "y"), "Ask for one"),
        (("--last", "--week", "2026-W30"), "not both"),
        (("--out", "x.txt"), "leave --out away"),
        (("--directorate", ""), "Name the part of the programme"),
        (("--format", "xlsx", "--out", "x.docx"), "ends in .docx, and --format says xlsx"),
        (("--json", "--out", "x.docx"), "leave --out away"),
        (("--json", "--format", "docx"), "not both"),
        (("--since", "2026-W28", "--format", "docx"), "shown as text or JSON"),
        (("--since", "2026-W28", "--out", "x.pdf"), "shown as text or JSON"),
        (("--since", "2026-W28", "--send"), "shown as text or JSON"),
        (("--since", "2026-W31"), "Compare a digest with an earlier one"),
        (("--format", "csv", "--out", "/nowhere/x.csv"), "could not be written"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    truenorth: Run, words: tuple[str, ...], sentence: str
) -> None:
    ran = truenorth("digest", *words)
    assert ran.code == 1
    assert sentence in " ".join(ran.err.split())
    assert ran.out == ""


def test_a_sent_digest_is_a_record(truenorth: Run, house: FakeHouse) -> None:
    truenorth("digest", "--send")
    with house.database.works() as work:
        work.updates.add(update(WEEK, Rating.GREEN, version=2))
        work.commit()
    ran = truenorth("digest", "--json")
    assert ran.json["counts"]["red"] == 1
    assert ran.json["amended_since"] == ["waits"]
    assert truenorth("digest", "--fresh", "--json").json["counts"]["green"] == 1


def test_two_weeks_are_compared(truenorth: Run, house: FakeHouse) -> None:
    with house.database.works() as work:
        work.updates.add(update(WEEK.plus(-3), Rating.GREEN))
        work.commit()
    ran = truenorth("digest", "--since", "2026-W28")
    assert "Shorter waits · Sample: Harbour\n   Green to red.\n" in ran.out
    moved = truenorth("digest", "--since", "2026-W28", "--json").json
    assert [each["goal"] for each in moved["worse"]] == ["waits"]


def test_measures_are_listed_drawn_and_rebased(truenorth: Run, tmp_path: Path) -> None:
    assert "14 weeks as at" in truenorth("measures", "list").out
    listed = truenorth("measures", "list", "--json").json
    assert [each["measure"] for each in listed] == ["waits"]
    day = (WEEK.monday - timedelta(weeks=4)).isoformat()
    rebased = truenorth("measures", "rebase", "waits", "--day", day, "--reason", "Made up")
    assert rebased.code == 0
    drawn = truenorth("measures", "chart", "waits", "--out", str(tmp_path / "waits.png"))
    assert drawn.out.startswith("Chart of Longest wait, 15 values")
    assert (tmp_path / "waits.png").read_bytes().startswith(b"\x89PNG")
    assert truenorth("measures", "undo", "waits", "--day", day).code == 0
    again = truenorth("measures", "undo", "waits", "--day", day)
    assert again.code == 1
    assert "not rebased on that day" in again.err


def test_a_baseline_and_a_value_outside_goals(truenorth: Run) -> None:
    day = date(2026, 7, 27).isoformat()
    based = truenorth("measures", "baseline", "waits", "--day", day, "--reason", "First year")
    assert based.code == 0
    refused = truenorth("measures", "add", "waits", "--value", "3", "--day", day)
    assert refused.code == 1
    assert "belongs to a goal" in refused.err
