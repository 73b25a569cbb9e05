import pytest

from programme.people import Role
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import database_with_plans


@pytest.fixture(autouse=True)
def plans(house: FakeHouse) -> None:
    house.database = database_with_plans()


def test_somebody_is_added(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth(
        "people", "add", "Sample Cay", "--slack", "U0CAY", "--role", "office", "--goal", "waits",
        "--json",
    )  # fmt: skip
    assert ran.code == 0
    made = next(p.id for p in house.database.state.people.values() if p.name == "Sample Cay")
    assert ran.json == {
        "id": made,
        "name": "Sample Cay",
        "slack": "U0CAY",
        "roles": ["programme_office"],
        "goals": ["waits"],
        "teams": [],
        "active": True,
    }
    assert house.database.state.people[made].roles == {Role.OFFICE}


def test_everybody_is_listed(truenorth: Run) -> None:
    assert [one["name"] for one in truenorth("people", "list", "--json").json] == [
        "Sample Ann",
        "Sample Ben",
    ]
    assert "Sample Ann" in truenorth("people", "list").out


def test_somebody_is_linked_and_changed_by_name(truenorth: Run, house: FakeHouse) -> None:
    assert truenorth("people", "link", "sample ben", "<@U0OTHER|b>").err == (
        "Sample Ben is now U0OTHER in Slack.\n"
    )
    ran = truenorth("people", "change", "U0OTHER", "--role", "administrator", "--team", "garden")
    assert (ran.code, ran.out) == (0, "")
    person = house.database.state.people["ben"]
    assert (person.slack, person.roles) == ("U0OTHER", {Role.ADMINISTRATOR})
    assert house.database.state.teams["garden"].leads == ("ben",)


def test_a_change_without_anything_to_change_is_wrong_usage(truenorth: Run) -> None:
    assert truenorth("people", "change", "ann").code == 2


def test_goals_left_alone_are_named_when_their_lead_leaves(truenorth: Run) -> None:
    ran = truenorth("people", "leave", "Sample Ann")
    assert ran.err == "Sample Ann has left.\nNobody leads “Shorter waits” now (key waits).\n"


def test_what_is_refused_is_one_sentence(truenorth: Run) -> None:
    ran = truenorth("people", "link", "nobody", "U0X", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert truenorth("people", "add", "Sample Cay", "--role", "king").code == 2


def test_a_link_is_undone(truenorth: Run, house: FakeHouse) -> None:
    truenorth("people", "link", "sample ben", "U0OTHER")
    assert "linked to nobody in Slack now" in truenorth("people", "unlink", "U0OTHER").err
    assert "U0OTHER" not in {person.slack for person in house.database.state.people.values()}
