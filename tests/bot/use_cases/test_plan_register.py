"""Look-ups stay right through renames, and take no longer with more rows."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import FrameType

from bot.use_cases.plan_matching import match_rows
from bot.use_cases.plan_people import NamedPeople
from bot.use_cases.plan_register import PlanRecords, PlanRegister
from ingest.plans.rows import GoalRow, MeasureRow, Place, PlanRows
from programme.people import TERMINAL, Person
from programme.plans import Goal, MeasureSet, Team
from programme.spc import ImprovementDirection
from tests.bot.use_cases.made_up import BLOOMS, GARDEN, HARBOUR, PLANS, WAIT, WAITS

KNOWN = PlanRecords.of((HARBOUR, GARDEN), PLANS, (WAIT,), (WAITS, BLOOMS))
TODAY = date(2026, 11, 19)


def test_a_renamed_record_is_found_by_its_new_name_only() -> None:
    register = PlanRegister(KNOWN)
    renamed = replace(WAITS, name="Shorter queues")
    register.put_goal(renamed)
    register.put_team(replace(GARDEN, name="Sample: Orchard"))

    assert register.goals_of_team(HARBOUR, "shorter QUEUES") == [renamed]
    assert register.goals_of_team(HARBOUR, WAITS.name) == []
    assert register.goals_of_plan(PLANS[0], WAITS.name) == []
    assert register.team_named(GARDEN.name) is None
    assert register.near_team("Sample: Orchart") == "Sample: Orchard"
    assert KNOWN.goals["waits"] == WAITS, "what was known stays as it is"


def test_of_two_alike_the_one_that_came_first_is_found() -> None:
    register = PlanRegister(KNOWN)
    twin = Team("twin", HARBOUR.name)
    register.put_team(twin)
    register.put_team(replace(HARBOUR, channel=None))

    found = register.team_named(HARBOUR.name)
    assert found
    assert found.key == "harbour"


def test_a_slip_is_looked_for_again_once_its_team_is_there() -> None:
    register = PlanRegister(KNOWN)
    assert register.near_team("Riversyde") is None
    register.put_team(Team("riverside", "Riverside"))
    assert register.near_team("Riversyde") == "Riverside"


def test_a_new_goal_takes_no_key_that_a_measure_has() -> None:
    register = PlanRegister(KNOWN)
    register.put_measure(replace(WAIT, key="fewer-letters"))
    assert register.new_goal_key("Fewer letters") == "fewer-letters-2"
    register.put_goal(Goal("fewer-letters-2", PLANS[0].key, "harbour", "Fewer letters", "safe"))
    assert register.new_goal_key("Fewer letters") == "fewer-letters-3"


def test_four_times_the_rows_are_about_four_times_the_work() -> None:
    few, many = (calls_of(matching(rows)) for rows in (100, 400))
    assert many < 5 * few


def matching(count: int) -> Callable[[], None]:
    """Matches goals of many teams, all of one name, each with a measure and a lead of its own."""
    rows = []
    for number in range(count):
        team = f"Sample: Ward {number // 2}"
        place = Place("Goals", number, frozenset({"Team", "Goal", "Measure", "Leads"}))
        measure = MeasureRow(
            place, "Falls", "falls", ImprovementDirection.DECREASE, 4, 2, MeasureSet.GOAL, team,
            None, None,
        )  # fmt: skip
        goal = "Fewer falls" if number % 2 else f"Goal {number}"
        leads = (f"Sample Lead{number}",)
        rows.append(
            GoalRow(place, team, goal, "safe", None, measure, None, leads, None, None, None)
        )
    plans = PlanRows((), tuple(rows), (), (), names_teams=False)
    people = [Person(f"p{number}", f"Sample Lead{number}") for number in range(count)]

    def match() -> None:
        named = NamedPeople(people, TERMINAL, lambda: "new")
        matched = match_rows(plans, KNOWN, named, actor=TERMINAL, today=TODAY)
        assert not matched.faults
        assert len(matched.records.goals) == count + 2

    return match


def calls_of(work: Callable[[], None]) -> int:
    """How many calls a piece of work makes: the same on every machine, unlike its seconds."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
