from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.plan_changes import FieldChange, audit_facts, change_of, facts_of
from programme.plans import AnnualPlan, Goal, GoalState, Measure, Team
from programme.spc import ImprovementDirection

GOAL = Goal(
    "waits", "harbour-2026-27", "harbour", "Shorter waits", "timely-access", due=date(2027, 3, 31)
)
TEAM = Team("harbour", "Sample: Harbour", leads=("ann",))
PLAN = AnnualPlan("p", "harbour", "A plan", date(2026, 4, 1), date(2027, 3, 31))
MEASURE = Measure("waits", "Median wait", "weeks", ImprovementDirection.DECREASE, 16.5)


def test_the_same_is_no_change() -> None:
    for record in (GOAL, TEAM, PLAN, MEASURE):
        assert change_of(record, replace(record)) is None


def test_something_new_is_added() -> None:
    change = change_of(None, GOAL)
    assert change is not None
    assert (change.action, change.subject, change.name, change.fields) == (
        "goal.added",
        "goal:waits",
        "Shorter waits",
        (),
    )


def test_a_change_shows_each_field_before_and_after() -> None:
    after = replace(GOAL, due=None, state=GoalState.PAUSED, leads=("ann", "ben"))
    change = change_of(GOAL, after)
    assert change is not None
    assert change.action == "goal.changed"
    assert set(change.fields) == {
        FieldChange("due", "2027-03-31", None),
        FieldChange("state", "active", "paused"),
        FieldChange("leads", None, "ann ben"),
    }


def test_figures_are_shown_without_noise() -> None:
    change = change_of(MEASURE, replace(MEASURE, baseline=0.1 + 0.2, target=11.0))
    assert change is not None
    assert change.fields == (
        FieldChange("baseline", "16.5", "0.3"),
        FieldChange("target", None, "11"),
    )


def test_two_records_are_not_one() -> None:
    with pytest.raises(ValueError, match="different keys"):
        change_of(GOAL, replace(GOAL, key="other"))


def test_the_audit_keeps_no_words() -> None:
    for record in (GOAL, TEAM, PLAN, MEASURE):
        words = {getattr(record, name, None) for name in ("name", "title")} - {None}
        assert not words & set((facts_of(record) or {}).values())
    assert facts_of(None) is None


def test_the_audit_says_that_words_changed() -> None:
    before, after = audit_facts(GOAL, replace(GOAL, name="Something else"))
    assert before == facts_of(GOAL)
    assert after == {**(facts_of(GOAL) or {}), "name_changed": True}
    assert "name_changed" not in audit_facts(None, GOAL)[1]


@given(
    st.lists(st.sampled_from(["ann", "ben", "cay"]), unique=True).map(tuple),
    st.sampled_from(GoalState),
    st.none() | st.dates(),
)
def test_a_change_names_just_the_fields_that_differ(
    leads: tuple[str, ...], state: GoalState, due: date | None
) -> None:
    after = replace(GOAL, leads=leads, state=state, due=due)
    change = change_of(GOAL, after)
    differing = {f.name for f in fields(GOAL) if getattr(GOAL, f.name) != getattr(after, f.name)}
    assert {one.field for one in (change.fields if change else ())} == differing
