from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import database_with_plans

HEADINGS = "Goal,Week,Rating,Done,Recovery step\n"
AMBER = "Shorter waits,2026-W20,amber,A clinic opened,Evening clinics\n"
RED = "Shorter waits,2026-W21,red,A clinic closed,\n"


@pytest.fixture(autouse=True)
def plans(house: FakeHouse) -> None:
    house.database = database_with_plans()


def test_an_update_is_stored_and_printed(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth(
        "updates", "add", "--goal", "shorter waits", "--week", "2026-W20", "--rating", "amber",
        "--confidence", "low", "--value", "14.5", "--as-at", "2026-05-12", "--done", "A clinic",
        "--next", "Letters", "--recovery", "Evenings", "--blocker", "Rooms", "--help-from",
        "Estates", "--help-by", "2026-08-01", "--decision", "Which site", "--decision-from",
        "The board", "--risk", "Winter", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (stored,) = house.database.state.updates.values()
    made = ran.json
    assert (made.pop("id"), made.pop("submitted_at")[:4]) == (stored.id, "2026")
    assert made == {
        "goal": "waits",
        "goal_name": "Shorter waits",
        "team": "harbour",
        "week": "2026-W20",
        "version": 1,
        "kind": "report",
        "rating": "amber",
        "confidence": "low",
        "value": 14.5,
        "as_at": "2026-05-12",
        "done": "A clinic",
        "next": "Letters",
        "recovery": "Evenings",
        "blocker": {"what": "Rooms", "who": "Estates", "by": "2026-08-01"},
        "decision": {"what": "Which site", "from_whom": "The board", "by": None},
        "risk": "Winter",
        "reason": None,
        "author": "terminal",
        "timing": "late",
        "via": "command_line",
        "after_digest": False,
        "backfilled": True,
    }


def test_a_draft_that_is_not_whole_is_refused_in_a_sentence(
    truenorth: Run, house: FakeHouse
) -> None:
    ran = truenorth("updates", "add", "--goal", "waits", "--rating", "red", "--done", "x", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "say the step that brings it back" in ran.err
    assert house.database.state.updates == {}


def test_patient_data_is_refused_and_not_echoed(truenorth: Run, house: FakeHouse) -> None:
    words = "Patient 943 476 5919 was moved"
    ran = truenorth("updates", "add", "--goal", "waits", "--rating", "green", "--done", words)
    assert ran.code == 1
    assert "943" not in ran.err
    assert house.database.state.updates == {}


def test_what_is_there_is_replaced_only_when_asked(truenorth: Run, house: FakeHouse) -> None:
    words = ("updates", "add", "--goal", "waits", "--rating", "green", "--done")
    truenorth(*words, "one")
    ran = truenorth(*words, "two")
    assert ran.code == 1
    assert "--amend" in ran.err
    assert "version 2" in truenorth(*words, "two", "--amend").err
    assert sorted(u.version for u in house.database.state.updates.values()) == [1, 2]


def test_nothing_to_report_needs_its_reason_alone(truenorth: Run) -> None:
    words = ("updates", "add", "--goal", "waits", "--nothing-to-report")
    assert truenorth(*words).code == 1
    assert truenorth(*words, "--reason", "Leave", "--rating", "green").code == 2
    ran = truenorth(*words, "--reason", "Leave", "--json")
    assert (ran.json["kind"], ran.json["rating"]) == ("nothing_to_report", None)


def test_a_week_is_listed_with_what_is_missing(truenorth: Run) -> None:
    truenorth("updates", "add", "--goal", "waits", "--rating", "green", "--done", "one")
    shown = truenorth("updates", "list")
    assert "missing" in shown.out
    assert "1 of 2 reported" in shown.err
    assert [one["goal"] for one in truenorth("updates", "list", "--json").json] == ["waits"]
    assert truenorth("updates", "list", "--team", "garden", "--json").json == []
    assert truenorth("updates", "list", "--week", "2026-W01", "--json").json == []
    assert truenorth("updates", "list", "--week", "1").code == 1


def test_a_goals_weeks_are_listed(truenorth: Run) -> None:
    for week in ("2026-W30", "2026-W31"):
        truenorth("updates", "add", "--goal", "waits", "--week", week, "--rating", "green",
                  "--done", "one")  # fmt: skip
    listed = truenorth("updates", "list", "--goal", "Shorter waits", "--json").json
    assert [one["week"] for one in listed] == ["2026-W31", "2026-W30"]
    narrowed = truenorth("updates", "list", "--goal", "waits", "--week", "2026-W30", "--json")
    assert [one["week"] for one in narrowed.json] == ["2026-W30"]
    assert "green" in truenorth("updates", "list", "--goal", "waits").out
    assert "Nothing is reported" in truenorth("updates", "list", "--goal", "blooms").err
    assert truenorth("updates", "list", "--goal", "none").code == 1


def test_a_file_is_taken_whole_or_not_at_all(
    truenorth: Run, house: FakeHouse, tmp_path: Path
) -> None:
    file = tmp_path / "updates.csv"
    file.write_text(HEADINGS + AMBER + RED)
    ran = truenorth("updates", "import", str(file), "--json")
    assert ran.code == 1
    assert (ran.json["stored"], ran.json["added"]) == (False, 0)
    assert [(one["row"], one["column"]) for one in ran.json["refused"]] == [(3, "Recovery step")]
    assert house.database.state.updates == {}
    assert "Nothing was stored: one thing to mend." in truenorth("updates", "import", str(file)).out
    taken = truenorth("updates", "import", str(file), "--accept-valid", "--json")
    assert (taken.code, taken.json["added"]) == (1, 1)
    file.write_text(HEADINGS + AMBER)
    again = truenorth("updates", "import", str(file), "--json")
    assert (again.code, again.json["added"], again.json["unchanged"]) == (0, 0, 1)


def test_the_template_holds_its_example_alone(truenorth: Run, tmp_path: Path) -> None:
    path = tmp_path / "updates.xlsx"
    assert truenorth("updates", "template", "--out", str(path)).code == 0
    ran = truenorth("updates", "import", str(path))
    assert ran.code == 1
    assert "no row of updates" in ran.err
    assert truenorth("updates", "template", "--out", "updates.csv").code == 1


def test_small_numbers_are_stored_with_a_warning_that_names_the_field(truenorth: Run) -> None:
    ran = truenorth(
        "updates", "add", "--goal", "waits", "--rating", "green", "--done", "3 patients moved",
        "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert ran.json["done"] == "3 patients moved"
    assert "“done”" in ran.err
    assert "Small numbers can identify people" in " ".join(ran.err.split())


def test_an_amendment_is_warned_of_what_is_new_only(truenorth: Run) -> None:
    said = ("updates", "add", "--goal", "waits", "--rating", "green", "--done", "3 patients moved")
    assert "Small numbers" in truenorth(*said).err
    assert "Small numbers" not in truenorth(*said, "--amend", "--next", "Rest.").err
    again = truenorth(*said, "--amend", "--next", "One patient moves.").err
    assert "“next”" in again
    assert "“done”" not in again


def test_choices_with_commas_in_them_are_told_apart(truenorth: Run, tmp_path: Path) -> None:
    file = tmp_path / "updates.csv"
    file.write_text(HEADINGS + AMBER.replace("amber", "blue"))
    ran = truenorth("updates", "import", str(file))
    told = " ".join(ran.out.split())
    assert "green: on track, nothing needed; amber: off plan, we have a fix; red:" in told
    assert "--accept-valid takes the rows that hold" in told


@pytest.mark.parametrize("typed", ["abc", "12,5", "nan", "", "1e400"])
@pytest.mark.parametrize(
    "command",
    [
        ("updates", "add", "--goal", "waits", "--done", "A clinic"),
        ("measures", "add", "waits", "--day", "2026-05-12"),
    ],
)
def test_a_text_for_a_value_is_refused_in_one_sentence(
    truenorth: Run, command: tuple[str, ...], typed: str
) -> None:
    ran = truenorth(*command, "--value", typed)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == ["Give the value as an ordinary number, like 11.4."]
