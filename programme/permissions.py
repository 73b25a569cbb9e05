"""Who may do what. Each rule is a pair: `check_…` raises the sentence, `can_…` asks it.

So a button that is not shown and a request that is refused can never disagree.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from programme.errors import RuleBroken
from programme.people import Actor
from programme.plans import Goal

Rest = ParamSpec("Rest")

ASK_OFFICE = "Ask the programme office if that should be different."


def asks(
    check: Callable[Concatenate[Actor, Rest], None],
) -> Callable[Concatenate[Actor, Rest], bool]:
    """The question form of a check: True where it lets the person through."""

    def can(actor: Actor, /, *rest: Rest.args, **named: Rest.kwargs) -> bool:
        try:
            check(actor, *rest, **named)
        except RuleBroken:
            return False
        return True

    return can


def check_can_report(actor: Actor, goal: Goal) -> None:
    """Leads report on their goals, and on all goals of a team they lead; the office on any.

    Raises:
        RuleBroken: they do not lead it.
    """
    if actor.is_office or goal.key in actor.goals or goal.team in actor.teams:
        return
    raise RuleBroken(f"“{goal.name}” is reported by its own leads. {ASK_OFFICE}")


def check_can_backfill(actor: Actor) -> None:
    """Only the office fills in weeks that leads can no longer report on.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "fill in past weeks")


def check_can_see_programme(actor: Actor) -> None:
    """Digests, the chase list and every goal's history are the office's.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "see where the whole programme stands")


def check_can_see_history(actor: Actor, goal: Goal) -> None:
    """Who may report on a goal sees its history.

    Raises:
        RuleBroken: they may not.
    """
    if not can_report(actor, goal):
        raise RuleBroken(f"The history of “{goal.name}” is for its leads. {ASK_OFFICE}")


def check_can_nudge(actor: Actor) -> None:
    """The office nudges.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "send a nudge")


def check_can_change_plans(actor: Actor) -> None:
    """The office keeps teams, plans, goals and measures.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "change plans and goals")


def check_can_send_digest(actor: Actor) -> None:
    """The office sends digests.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "send the digest")


def check_can_follow_up(actor: Actor) -> None:
    """The office acknowledges lines of a digest and notes what was decided.

    Raises:
        RuleBroken: they are not of the office.
    """
    _check_office(actor, "acknowledge a line of a digest or note a decision")


def check_can_change_people(actor: Actor) -> None:
    """Administrators say who may do what.

    Raises:
        RuleBroken: they are not an administrator.
    """
    _check_administrator(actor, "change people and their roles")


def check_can_erase(actor: Actor) -> None:
    """Administrators export and erase what is held on a person or a goal.

    Raises:
        RuleBroken: they are not an administrator.
    """
    _check_administrator(actor, "export or erase records")


can_report = asks(check_can_report)
can_backfill = asks(check_can_backfill)
can_see_programme = asks(check_can_see_programme)
can_see_history = asks(check_can_see_history)
can_nudge = asks(check_can_nudge)
can_change_plans = asks(check_can_change_plans)
can_send_digest = asks(check_can_send_digest)
can_follow_up = asks(check_can_follow_up)
can_change_people = asks(check_can_change_people)
can_erase = asks(check_can_erase)


def _check_office(actor: Actor, deed: str) -> None:
    if not actor.is_office:
        raise RuleBroken(f"Only the programme office can {deed}. {ASK_OFFICE}")


def _check_administrator(actor: Actor, deed: str) -> None:
    if not actor.is_administrator:
        raise RuleBroken(f"Only an administrator can {deed}. {ASK_OFFICE}")
