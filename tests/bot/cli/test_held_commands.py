"""`export` and `erase` as they are met on the command line."""

import csv
import json
from pathlib import Path

import pytest

from programme.errors import Fault
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.test_erasure import NAME, PERSON, SECRET, fill


@pytest.fixture(autouse=True)
def filled(house: FakeHouse) -> None:
    with house.database.works() as work:
        fill(work)
        work.commit()


def test_export_writes_each_table_as_json_and_csv(truenorth: Run, tmp_path: Path) -> None:
    out = tmp_path / "held"
    ran = truenorth("export", "person", NAME, "--out", str(out))

    assert ran.code == 0
    assert "personal data" in ran.err
    names = {path.name for path in out.iterdir()}
    assert {"updates.json", "updates.csv", "questions.csv", "audit.json", "README.txt"} <= names
    updates = json.loads((out / "updates.json").read_text("utf-8"))
    assert SECRET in updates[0]["report"]["done"]
    with (out / "updates.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["report.done"] == updates[0]["report"]["done"]
    assert f"updates.csv: {len(updates)} records" in (out / "README.txt").read_text("utf-8")


def test_export_of_a_goal(truenorth: Run, tmp_path: Path) -> None:
    out = tmp_path / "held"

    assert truenorth("export", "goal", "g1", "--out", str(out)).code == 0
    assert (out / "goal.json").exists()


def test_a_folder_that_holds_something_is_refused(truenorth: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    ran = truenorth("export", "person", NAME, "--out", str(tmp_path))

    assert ran.code == 1
    assert "is not empty" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_erase_says_what_will_go_and_asks_for_yes(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth("erase", "person", NAME)

    assert ran.code == 1
    assert f"On {NAME} are held: 1 in person" in ran.err
    assert "2 in updates" in ran.err
    assert "add --yes" in ran.err
    assert PERSON in house.database.state.people


def test_erase_with_yes_erases(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth("erase", "person", NAME, "--yes")

    assert ran.code == 0
    assert "2 messages in Slack" in ran.err
    assert PERSON not in house.database.state.people
    assert house.indexed == []  # what is asked of the documents names nobody


def test_erase_of_a_goal_leaves_it_out_of_what_is_asked(truenorth: Run, house: FakeHouse) -> None:
    house.held = ["a document"]  # type: ignore[list-item]
    ran = truenorth("erase", "goal", "g1", "--yes")

    assert ran.code == 0
    assert "g1" not in house.database.state.goals
    [documents] = house.indexed
    assert "g1" not in repr(documents)


def test_nobody_is_said_so(truenorth: Run) -> None:
    assert "Nobody is known" in truenorth("erase", "person", "Somebody Else", "--yes").err
    assert truenorth("export", "goal", "nothing", "--out", "x").code == 1


def test_trouble_while_indexing_is_told(truenorth: Run, house: FakeHouse) -> None:
    house.held = ["a document"]  # type: ignore[list-item]
    house.trouble = Fault("Made-up trouble.")

    assert truenorth("erase", "goal", "g1", "--yes").code == 1
