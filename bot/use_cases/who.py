"""Who somebody is: from a Slack member id to what they may do."""

from collections.abc import Callable
from dataclasses import replace

from programme.errors import RuleBroken
from programme.people import Actor, Person, Role
from programme.ports import UnitOfWork, UnitOfWorkFactory

GroupRoles = Callable[[str], frozenset[Role]]
"""The roles that a Slack member has through user groups of the workspace."""


class Directory:
    """Looks people up; somebody the programme does not know is staff.

    Args:
        readings: units of work that only read.
        groups: gives roles by the user groups of a Slack member, beside those on record.
    """

    def __init__(self, readings: UnitOfWorkFactory, groups: GroupRoles | None = None) -> None:
        self._readings = readings
        self._groups = groups

    def actor(self, slack: str) -> Actor:
        """Who this Slack member is now.

        Raises:
            Unavailable: the database does not answer.
        """
        with self._readings() as work:
            person = work.people.by_slack(slack)
            actor = actor_of(work, person) if person else staff(slack)
        if self._groups is None or (person and not person.active):
            return actor
        return replace(actor, roles=actor.roles | self._groups(slack))

    def person(self, person: str) -> Person:
        """Somebody by their id.

        Raises:
            RuleBroken: there is nobody with this id.
        """
        with self._readings() as work:
            found = work.people.get(person)
        if found is None:
            raise RuleBroken(
                "There is nobody with this id. List people with: truenorth people list"
            )
        return found


def actor_of(work: UnitOfWork, person: Person) -> Actor:
    """What a person may do, from the goals and teams they lead; nothing for one who has left."""
    if not person.active:
        return Actor(person.id, person.name, slack=person.slack)
    return Actor(
        person.id,
        person.name,
        person.roles,
        goals=frozenset(goal.key for goal in work.plans.goals_of(person.id, active=False)),
        teams=frozenset(team.key for team in work.plans.teams() if person.id in team.leads),
        slack=person.slack,
    )


def staff(slack: str) -> Actor:
    """Somebody the programme does not know: they may ask, and no more."""
    return Actor(f"slack:{slack}", "", slack=slack)
