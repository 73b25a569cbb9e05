"""How a goal lives, and how its week stands: which change may follow which.

The diagrams in the documentation are drawn from the two tables here.
"""

from collections.abc import Mapping

from programme.errors import RuleBroken
from programme.people import Actor
from programme.permissions import asks, check_can_change_plans
from programme.plans import Goal, GoalState
from programme.updates import UpdateKind, WeekState

GOAL_CHANGES: Mapping[GoalState, Mapping[GoalState, str]] = {
    GoalState.ACTIVE: {
        GoalState.PAUSED: "pause",
        GoalState.ACHIEVED: "mark as achieved",
        GoalState.CLOSED: "close",
    },
    GoalState.PAUSED: {GoalState.ACTIVE: "resume", GoalState.CLOSED: "close"},
    GoalState.ACHIEVED: {GoalState.ACTIVE: "reopen", GoalState.CLOSED: "close"},
    GoalState.CLOSED: {GoalState.ACTIVE: "reopen"},
}
"""What may become of a goal, and what the change is called.

Source: the programme's own practice. A goal that stopped mattering is closed, not achieved; one
that slips back, or was closed in error, is made active again, so that its weeks are asked for.
"""

WEEK_CHANGES: Mapping[WeekState, Mapping[UpdateKind, WeekState]] = {
    WeekState.MISSING: {
        UpdateKind.REPORT: WeekState.REPORTED,
        UpdateKind.NOTHING_TO_REPORT: WeekState.NOTHING_TO_REPORT,
    },
    WeekState.REPORTED: {
        UpdateKind.REPORT: WeekState.REPORTED,
        UpdateKind.NOTHING_TO_REPORT: WeekState.NOTHING_TO_REPORT,
        UpdateKind.WITHDRAWAL: WeekState.WITHDRAWN,
    },
    WeekState.NOTHING_TO_REPORT: {
        UpdateKind.REPORT: WeekState.REPORTED,
        UpdateKind.NOTHING_TO_REPORT: WeekState.NOTHING_TO_REPORT,
        UpdateKind.WITHDRAWAL: WeekState.WITHDRAWN,
    },
    WeekState.WITHDRAWN: {
        UpdateKind.REPORT: WeekState.REPORTED,
        UpdateKind.NOTHING_TO_REPORT: WeekState.NOTHING_TO_REPORT,
    },
}
"""What a goal's week becomes with each kind of update. Only what stands can be withdrawn."""


def check_can_change_state(actor: Actor, goal: Goal, to: GoalState) -> None:
    """The office moves a goal from one state to another, where one leads to the other.

    Raises:
        RuleBroken: they are not of the office, or the goal cannot go there from where it is.
    """
    check_can_change_plans(actor)
    if to in GOAL_CHANGES[goal.state]:
        return
    if to is goal.state:
        raise RuleBroken(f"“{goal.name}” is {goal.state} already.")
    onward = " or ".join(GOAL_CHANGES[goal.state])
    raise RuleBroken(
        f"“{goal.name}” is {goal.state}, and from there it can become {onward}, not {to}."
    )


can_change_state = asks(check_can_change_state)


def check_can_follow(state: WeekState, kind: UpdateKind) -> None:
    """A withdrawal follows only something that stands; a report or its absence follows anything.

    Raises:
        RuleBroken: nothing was posted, or it is withdrawn already.
    """
    if kind not in WEEK_CHANGES[state]:
        raise RuleBroken("There is no update for this week to withdraw.")


def can_follow(state: WeekState, kind: UpdateKind) -> bool:
    """Whether an update of this kind may follow on how the week stands."""
    return kind in WEEK_CHANGES[state]
