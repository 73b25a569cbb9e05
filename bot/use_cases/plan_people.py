"""The people whom a plan names: found by name or Slack id, and new ones noted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.use_cases.person_names import checked_name, slack_id_in
from programme.errors import RuleBroken
from programme.naming import folded
from programme.people import Actor, Person
from programme.permissions import can_change_people

_NAME_AND_ID = re.compile(r"(.+?)\s*\(\s*([UW][A-Z0-9]{2,20})\s*\)", re.ASCII | re.DOTALL)


class NamedPeople:
    """Everybody known, and those whom the plan brings in.

    Args:
        known: everybody on record.
        actor: who imports; only an administrator links somebody known to a Slack member.
        new_id: makes ids of new people.
    """

    def __init__(self, known: Iterable[Person], actor: Actor, new_id: Callable[[], str]) -> None:
        self._people: dict[str, Person] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_slack: dict[str, str] = {}
        for person in known:
            self._note(person)
        self._actor = actor
        self._new_id = new_id
        self.changed: dict[str, Person] = {}

    def person(self, text: str) -> Person:
        """The person meant by a name, a Slack member id, or `Name (U0123ABCD)`; perhaps a new one.

        Raises:
            RuleBroken: it may mean more than one, contradicts what is known, or gives an id alone
                that nobody has.
        """
        both = _NAME_AND_ID.fullmatch(text)
        slack = both[2] if both else slack_id_in(text)
        if slack in self._by_slack:
            return self._people[self._by_slack[slack]]
        if slack and not both:
            raise RuleBroken(
                f"Nobody is known by the Slack id {slack}: write the name before it, like "
                f"Sample Lead ({slack})."
            )
        name = checked_name(both[1] if both else text)
        found = self._by_name.get(folded(name), [])
        if len(found) > 1:
            raise RuleBroken("More than one person has this name: write the Slack id behind it.")
        if not found:
            return self._keep(Person(self._new_id(), name, slack))
        person = self._people[found[0]]
        return self._linked(person, slack) if slack else person

    def __getitem__(self, person: str) -> Person:
        return self._people[person]

    def _linked(self, person: Person, slack: str) -> Person:
        if person.slack is not None:
            raise RuleBroken(
                "This person has another Slack id on record. If it has changed: "
                "truenorth people link."
            )
        if not can_change_people(self._actor):
            raise RuleBroken("Only an administrator says who somebody is in Slack.")
        return self._keep(replace(person, slack=slack))

    def _note(self, person: Person) -> None:
        if person.id not in self._people:
            self._by_name.setdefault(folded(person.name), []).append(person.id)
        if person.slack is not None:
            self._by_slack.setdefault(person.slack, person.id)
        self._people[person.id] = person

    def _keep(self, person: Person) -> Person:
        self._note(person)
        self.changed[person.id] = person
        return person
