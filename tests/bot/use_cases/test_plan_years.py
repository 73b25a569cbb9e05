"""Goals of a plan that has not begun wait for it: nobody is asked of them, none is silent."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.use_cases.chasing import Chasing
from bot.use_cases.digest_material import DigestRules, load_material
from bot.use_cases.reminding import Reminding, read_week
from bot.use_cases.reporting import Reporting
from programme.configuration import load_programme
from programme.digest import Scope
from programme.people import TERMINAL, Actor
from programme.plans import GoalState
from programme.weeks import ReportingRhythm, ReportingWeek
from tests.bot.use_cases.made_up import ANN, PLANS, WAITS, database_with_plans
from tests.fakes import FakeDatabase

BEFORE, FIRST = ReportingWeek(2027, 12), ReportingWeek(2027, 13)
NEXT_PLAN = replace(PLANS[0], key="harbour-2027-28", start=date(2027, 4, 1), end=date(2028, 3, 31))
NEXT = replace(WAITS, key="next", plan=NEXT_PLAN.key, name="Warmer waiting rooms", measure=None)
LEAD = Actor(ANN.id, ANN.name, goals=frozenset({"waits", "next"}), slack=ANN.slack)


@pytest.fixture
def database() -> FakeDatabase:
    """This year's plan being reported on, and next year's goals imported early."""
    database = database_with_plans()
    with database.works() as work:
        work.plans.put_plan(NEXT_PLAN)
        work.plans.put_goal(NEXT)
        work.commit()
    return database


def at(week: ReportingWeek) -> datetime:
    return datetime(week.sunday.year, week.sunday.month, week.sunday.day, 12, tzinfo=UTC)


def reporting(database: FakeDatabase, week: ReportingWeek) -> Reporting:
    return Reporting(
        database.works,
        database.readings,
        rhythm=ReportingRhythm(),
        look_at_words=lambda _: (),
        now=lambda: at(week),
        new_id=lambda: uuid.uuid4().hex,
    )


@pytest.mark.parametrize(
    ("week", "asked"), [(BEFORE, {"waits", "blooms"}), (FIRST, {"waits", "blooms", "next"})]
)
def test_a_goal_counts_from_the_week_its_plan_begins_in(
    database: FakeDatabase, week: ReportingWeek, asked: set[str]
) -> None:
    shipped = load_programme()
    rules = DigestRules(shipped.true_norths, shipped.breakthrough_objectives, shipped.rhythm)
    with database.readings() as work:
        assert {goal.key for goal in read_week(work, week).goals} == asked
        material = load_material(work, rules, week, Scope(), now=at(week))
    assert {goal.key for goal in material.goals} == asked
    seen = reporting(database, week).week(TERMINAL, week)
    assert {one.goal.key for one in seen} == asked
    listed = reporting(database, week).to_report(LEAD)
    assert {one.goal.key for one in listed} == {"waits", "next"}


def test_who_leads_only_what_has_not_begun_is_not_reminded_and_not_chased(
    database: FakeDatabase,
) -> None:
    with database.works() as work:
        work.plans.put_goal(replace(WAITS, state=GoalState.CLOSED))
        work.commit()
    now = at(BEFORE)
    reminding = Reminding(database.works, load_programme(), now=lambda: now)
    with database.works() as work:
        reminding.do(work, f"{BEFORE.key}/1", now)
        assert work.outbox.claim(now) is None
    chasing = Chasing(database.works, database.readings, rhythm=ReportingRhythm(), now=lambda: now)
    chased = chasing.silent(TERMINAL, BEFORE)
    assert ({one.goal.key for one in chased.goals}, chased.active) == ({"blooms"}, 1)
