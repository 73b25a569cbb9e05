"""Who may do what, in one table: the tests hold the rules to it, the reference page shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from programme import permissions
from programme.goal_states import can_change_state, check_can_change_state
from programme.people import Actor, Role
from programme.plans import Goal, GoalState

GOAL = Goal(
    key="made-up-goal",
    plan="made-up-plan",
    team="made-up-team",
    name="A made-up goal",
    true_north="safe-care",
)

PEOPLE = {
    "staff": Actor(id="slack:U1", name="A. Staff"),
    "lead of another goal": Actor(
        id="p2", name="B. Other", goals=frozenset({"other"}), teams=frozenset({"other-team"})
    ),
    "lead of the goal": Actor(id="p3", name="C. Lead", goals=frozenset({GOAL.key})),
    "lead of its team": Actor(id="p4", name="D. Head", teams=frozenset({GOAL.team})),
    "programme office": Actor(id="p5", name="E. Office", roles=frozenset({Role.OFFICE})),
    "administrator": Actor(id="p6", name="F. Admin", roles=frozenset({Role.ADMINISTRATOR})),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One row: what is done, the rule in both its forms, and who may, in the order of `PEOPLE`."""

    words: str
    check: Callable[[Actor], None]
    can: Callable[[Actor], bool]
    allowed: str


TABLE = (
    Deed(
        "post, amend or withdraw an update on the goal",
        lambda actor: permissions.check_can_report(actor, GOAL),
        lambda actor: permissions.can_report(actor, GOAL),
        "no no yes yes yes yes",
    ),
    Deed(
        "see the goal's history",
        lambda actor: permissions.check_can_see_history(actor, GOAL),
        lambda actor: permissions.can_see_history(actor, GOAL),
        "no no yes yes yes yes",
    ),
    Deed(
        "fill in weeks that leads can no longer report on",
        permissions.check_can_backfill,
        permissions.can_backfill,
        "no no no no yes yes",
    ),
    Deed(
        "see where the whole programme stands: digests and the chase list",
        permissions.check_can_see_programme,
        permissions.can_see_programme,
        "no no no no yes yes",
    ),
    Deed(
        "nudge a lead",
        permissions.check_can_nudge,
        permissions.can_nudge,
        "no no no no yes yes",
    ),
    Deed(
        "send a digest",
        permissions.check_can_send_digest,
        permissions.can_send_digest,
        "no no no no yes yes",
    ),
    Deed(
        "acknowledge a line of a digest, and note what was decided",
        permissions.check_can_follow_up,
        permissions.can_follow_up,
        "no no no no yes yes",
    ),
    Deed(
        "change teams, plans, goals and measures",
        permissions.check_can_change_plans,
        permissions.can_change_plans,
        "no no no no yes yes",
    ),
    Deed(
        "pause, close, reopen a goal or mark it as achieved",
        lambda actor: check_can_change_state(actor, GOAL, GoalState.PAUSED),
        lambda actor: can_change_state(actor, GOAL, GoalState.PAUSED),
        "no no no no yes yes",
    ),
    Deed(
        "change people and their roles",
        permissions.check_can_change_people,
        permissions.can_change_people,
        "no no no no no yes",
    ),
    Deed(
        "export or erase what is held on a person or a goal",
        permissions.check_can_erase,
        permissions.can_erase,
        "no no no no no yes",
    ),
)
