"""How a goal lives and how its week stands: every pair of states, and every kind of update."""

from dataclasses import replace

import pytest

from programme.errors import RuleBroken
from programme.goal_states import (
    GOAL_CHANGES,
    WEEK_CHANGES,
    can_change_state,
    can_follow,
    check_can_change_state,
    check_can_follow,
)
from programme.plans import GoalState
from programme.updates import UpdateKind, WeeklyUpdate, WeekState, week_state
from tests.programme.made_up import GOAL, LEAD, OFFICE, update

A, P, D, C = GoalState.ACTIVE, GoalState.PAUSED, GoalState.ACHIEVED, GoalState.CLOSED
ALLOWED = {(A, P), (A, D), (A, C), (P, A), (P, C), (D, A), (D, C), (C, A)}


@pytest.mark.parametrize("before", GoalState)
@pytest.mark.parametrize("after", GoalState)
def test_each_pair_of_states_is_allowed_or_refused(before: GoalState, after: GoalState) -> None:
    goal = replace(GOAL, state=before)
    allowed = (before, after) in ALLOWED
    assert can_change_state(OFFICE, goal, after) is allowed
    if allowed:
        check_can_change_state(OFFICE, goal, after)
        return
    with pytest.raises(RuleBroken) as refused:
        check_can_change_state(OFFICE, goal, after)
    assert ("already" in refused.value.sentence) is (before is after)
    assert str(before) in refused.value.sentence


def test_only_the_office_changes_a_goals_state() -> None:
    assert not can_change_state(LEAD, GOAL, GoalState.PAUSED)


def test_every_state_has_a_way_in_and_a_way_out() -> None:
    assert set(GOAL_CHANGES) == set(GoalState)
    assert {after for changes in GOAL_CHANGES.values() for after in changes} == set(GoalState)
    assert set(WEEK_CHANGES) == set(WeekState)


@pytest.mark.parametrize("kind", UpdateKind)
@pytest.mark.parametrize(
    "standing",
    [
        None,
        update(),
        update(kind=UpdateKind.NOTHING_TO_REPORT),
        update(kind=UpdateKind.WITHDRAWAL),
    ],
)
def test_what_follows_in_a_week_is_what_the_next_version_makes_of_it(
    standing: WeeklyUpdate | None, kind: UpdateKind
) -> None:
    state = week_state(standing)
    stands = standing is not None and standing.says_something
    assert can_follow(state, kind) is (kind is not UpdateKind.WITHDRAWAL or stands)
    if can_follow(state, kind):
        check_can_follow(state, kind)
        assert WEEK_CHANGES[state][kind] is week_state(update(kind=kind))
        return
    with pytest.raises(RuleBroken, match="no update for this week to withdraw"):
        check_can_follow(state, kind)


def test_what_is_missing_is_never_green() -> None:
    assert week_state(None) is WeekState.MISSING
    assert week_state(update(kind=UpdateKind.WITHDRAWAL)) is WeekState.WITHDRAWN
    assert update(kind=UpdateKind.NOTHING_TO_REPORT).rating is None
