"""`chase` as it is met on the command line."""

from dataclasses import replace

import pytest

from programme.people import Person
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import ANN, WAITS, database_with_plans


@pytest.fixture(autouse=True)
def filled(house: FakeHouse) -> None:
    house.database.state = database_with_plans().state


def test_the_silent_are_listed_by_team(truenorth: Run) -> None:
    ran = truenorth("chase", "--json")

    assert ran.code == 0
    assert ran.json["goals"] == 2
    assert [(one["team"], one["goal"], one["leads"]) for one in ran.json["silent"]] == [
        ("garden", "blooms", []),
        ("harbour", "waits", [ANN.name]),
    ]


def test_the_table_names_the_goal_and_its_leads(truenorth: Run) -> None:
    ran = truenorth("chase")

    assert ran.code == 0
    for words in ("Shorter waits", "Sample Ann", "never reported", "nobody"):
        assert words in ran.out
    assert "2 of 2 goals silent" in ran.err


def test_a_nudge_is_kept_for_slack_and_sent_once_a_day(truenorth: Run, house: FakeHouse) -> None:
    assert "a message to Sample Ann" in truenorth("chase", "--nudge-all").err
    assert "No nudge was sent" in truenorth("chase", "--nudge", "waits").err

    [post] = house.database.state.posts.values()
    assert (post.kind, post.to) == ("nudge", ANN.slack)
    nudged = truenorth("chase", "--json").json["silent"]
    assert [one["nudged_today"] for one in nudged] == [False, True]


def test_who_cannot_be_reached_is_said(truenorth: Run, house: FakeHouse) -> None:
    with house.database.works() as work:
        work.people.put(Person("ann", "Sample Ann", None))
        work.commit()

    assert "Sample Ann (cannot be" in truenorth("chase").out
    assert "No nudge was sent" in truenorth("chase", "--nudge-all").err


def test_another_week_can_be_looked_at_but_not_nudged_about(truenorth: Run) -> None:
    assert truenorth("chase", "--week", "2026-W40", "--json").json["week"] == "2026-W40"
    assert truenorth("chase", "--week", "2026-W40", "--nudge-all").code == 2
    assert truenorth("chase", "--week", "next").code == 1


def test_when_nobody_is_silent_it_says_so(truenorth: Run, house: FakeHouse) -> None:
    with house.database.works() as work:
        for goal in work.plans.goals():
            work.plans.put_goal(replace(goal, state="closed"))  # type: ignore[arg-type]
        work.commit()
    ran = truenorth("chase")

    assert "Nobody is silent" in ran.err
    assert truenorth("chase", "--nudge", WAITS.key).code == 1
