from pathlib import Path

import pytest

from programme.errors import RuleBroken
from tests.bot.cli.conftest import Run
from tests.bot.cli.test_library_commands import report
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import database_with_plans

HEADINGS = "Team,Goal,True North,Due,Leads\n"
GOOD = "Sample: Harbour,Fewer letters,Safe care,31/03/2027,Sample New\n"
BAD = "Sample: Harbour,Other,Safe care,soon,\n"


@pytest.fixture(autouse=True)
def plans(house: FakeHouse) -> None:
    house.database = database_with_plans()
    house.report = report()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "goals.csv"
    path.write_text(HEADINGS + GOOD)
    return path


def test_an_import_prints_what_came_in(truenorth: Run, house: FakeHouse, file: Path) -> None:
    ran = truenorth("plans", "import", str(file), "--json")
    assert ran.code == 0
    assert ran.json == {
        "stored": True,
        "teams": {"added": 0, "changed": 0, "unchanged": 0},
        "goals": {"added": 1, "changed": 0, "unchanged": 0},
        "measures": {"added": 0, "changed": 0, "unchanged": 0},
        "changes": [
            {
                "kind": "goal",
                "key": "fewer-letters",
                "name": "Fewer letters",
                "added": True,
                "fields": [],
            }
        ],
        "refused": [],
        "warnings": [],
        "new_people": ["Sample New"],
        "not_linked": ["Sample New"],
        "left": [],
    }
    assert "truenorth people link" in ran.err
    assert [one.key for one in house.indexed[0]] == ["garden-2026-27", "harbour-2026-27"]


def test_the_same_again_changes_nothing_and_is_not_indexed_again(
    truenorth: Run, house: FakeHouse, file: Path
) -> None:
    truenorth("plans", "import", str(file))
    ran = truenorth("plans", "import", str(file), "--json")
    assert ran.json["goals"] == {"added": 0, "changed": 0, "unchanged": 1}
    assert len(house.indexed) == 1


def test_a_difference_is_shown(truenorth: Run, file: Path) -> None:
    truenorth("plans", "import", str(file), "--no-index")
    changed = GOOD.replace("31/03/2027", "30/06/2027").replace("Sample New", "Sample Newer")
    file.write_text(HEADINGS + changed)
    ran = truenorth("plans", "import", str(file), "--no-index", "--json")
    assert ran.json["changes"][0]["fields"] == [
        {"field": "due", "before": "2027-03-31", "after": "2027-06-30"},
        {"field": "leads", "before": "Sample New", "after": "Sample Newer"},
    ]
    file.write_text(HEADINGS + GOOD)
    ran = truenorth("plans", "import", str(file), "--no-index")
    assert (
        "changed goal “Fewer letters”: due: 30 June 2027 → 31 March 2027; "
        "leads: Sample Newer → Sample New"
    ) in " ".join(ran.out.split())


def test_many_who_are_not_linked_are_named_in_part(truenorth: Run, file: Path) -> None:
    leads = ";".join(f"Sample Lead {number:02d}" for number in range(30))
    file.write_text(HEADINGS + GOOD.replace("Sample New", leads))
    ran = truenorth("plans", "import", str(file), "--no-index")
    assert "Sample Lead 19 and 10 more" in ran.err
    assert "Sample Lead 20" not in ran.err


def test_goals_are_listed_with_the_true_norths_name_and_a_key_in_one_line(
    truenorth: Run, file: Path
) -> None:
    file.write_text(HEADINGS + GOOD.replace("Fewer letters", "Letters to carers in plain words"))
    truenorth("plans", "import", str(file), "--no-index")
    ran = truenorth("plans", "list")
    assert "letters-to-carers-in-plain-words" in ran.out
    assert "Safe care" in ran.out


def test_a_fault_is_named_and_nothing_is_stored(
    truenorth: Run, house: FakeHouse, file: Path
) -> None:
    file.write_text(HEADINGS + GOOD + BAD)
    ran = truenorth("plans", "import", str(file), "--json")
    assert ran.code == 1
    assert ran.json["stored"] is False
    assert ran.json["goals"] == {"added": 0, "changed": 0, "unchanged": 0}
    assert ran.json["refused"] == [
        {
            "sheet": "goals",
            "row": 3,
            "column": "Due",
            "reason": "Give a date like 3 August 2026 or 03/08/2026.",
        }
    ]
    assert "fewer-letters" not in house.database.state.goals
    assert house.indexed == []
    shown = truenorth("plans", "import", str(file))
    assert shown.code == 1
    assert "Nothing was stored: one thing to mend." in shown.out


def test_a_target_worse_than_its_baseline_is_named_with_its_place(
    truenorth: Run, file: Path
) -> None:
    file.write_text(
        "Team,Goal,True North,Measure,Unit,Better,Baseline,Target\n"
        "Sample: Harbour,Shorter stays,Safe care,Length of stay,days,lower is better,30,40\n"
    )
    ran = truenorth("plans", "import", str(file), "--no-index")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "goals 2 Target The target, 40, is worse than the baseline, 30" in told
    assert "goals: 1 added" in told


def test_the_rows_that_hold_are_accepted_when_asked(
    truenorth: Run, house: FakeHouse, file: Path
) -> None:
    file.write_text(HEADINGS + GOOD + BAD)
    ran = truenorth("plans", "import", str(file), "--accept-valid", "--json")
    assert ran.code == 1
    assert (ran.json["goals"]["added"], len(ran.json["refused"])) == (1, 1)
    assert "fewer-letters" in house.database.state.goals


def test_plans_are_stored_also_while_they_cannot_be_indexed(
    truenorth: Run, house: FakeHouse, file: Path
) -> None:
    house.trouble = RuleBroken("Another ingest is running.")
    ran = truenorth("plans", "import", str(file))
    assert ran.code == 0
    assert "Another ingest is running. Then: truenorth plans index" in " ".join(ran.err.split())
    assert "fewer-letters" in house.database.state.goals


def test_what_cannot_be_read_is_one_sentence(truenorth: Run, tmp_path: Path) -> None:
    ran = truenorth("plans", "import", str(tmp_path / "none.xlsx"), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


def test_goals_are_listed(truenorth: Run) -> None:
    listed = truenorth("plans", "list", "--json").json
    assert [one["key"] for one in listed] == ["blooms", "waits"]
    assert listed[1] == {
        "key": "waits",
        "name": "Shorter waits",
        "team": "Sample: Harbour",
        "plan": "Sample: Harbour annual plan 2026–27",
        "true_north": "timely-access",
        "breakthrough": None,
        "measure": {
            "key": "waits",
            "name": "Longest wait",
            "unit": "weeks",
            "direction": "decrease",
            "baseline": 20.0,
            "target": 12.0,
        },
        "due": "2027-03-31",
        "leads": ["Sample Ann"],
        "state": "active",
    }
    assert "Shorter waits" in truenorth("plans", "list").out


@pytest.mark.parametrize(
    ("option", "value", "keys"),
    [
        ("--team", "garden", ["blooms"]),
        ("--team", "sample: HARBOUR", ["waits"]),
        ("--true-north", "Timely access", ["waits"]),
        ("--true-north", "staying-well", ["blooms"]),
        ("--team", "none", []),
    ],
)
def test_goals_are_listed_by_team_and_true_north(
    truenorth: Run, option: str, value: str, keys: list[str]
) -> None:
    assert [one["key"] for one in truenorth("plans", "list", option, value, "--json").json] == keys


def test_plans_are_indexed_on_request(truenorth: Run, house: FakeHouse) -> None:
    assert truenorth("plans", "index", "--json").json["added"] == 1
    assert len(house.indexed) == 1


def test_the_template_comes_back_as_it_was_filled(
    truenorth: Run, house: FakeHouse, tmp_path: Path
) -> None:
    path = tmp_path / "plans.xlsx"
    assert "truenorth plans import" in truenorth("plans", "template", "--out", str(path)).err
    assert truenorth("plans", "import", str(path)).code == 1, "it holds its example alone"
    truenorth("plans", "template", "--filled", "--out", str(path))
    ran = truenorth("plans", "import", str(path), "--json")
    assert (ran.code, ran.json["changes"]) == (0, [])
    assert ran.json["goals"]["unchanged"] == 2
    assert truenorth("plans", "template", "--out", str(tmp_path / "plans.doc")).code == 1
