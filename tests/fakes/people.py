"""People in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from programme.errors import RuleBroken
from programme.people import Person
from tests.fakes.state import FakeState, aware


class FakePeopleStore:
    """`PeopleStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def get(self, person: str) -> Person | None:
        return self._state.people.get(person)

    def by_slack(self, slack: str) -> Person | None:
        return next((p for p in self._state.people.values() if p.slack == slack), None)

    def everybody(self) -> list[Person]:
        return sorted(self._state.people.values(), key=lambda person: (person.name, person.id))

    def put(self, person: Person) -> None:
        other = None if person.slack is None else self.by_slack(person.slack)
        if other is not None and other.id != person.id:
            raise RuleBroken("another person has this Slack member id")
        self._state.people[person.id] = person

    def erase(self, person: str) -> bool:
        if self._state.people.pop(person, None) is None:
            return False
        self._state.snoozes.pop(person, None)
        for key, team in self._state.teams.items():
            self._state.teams[key] = replace(team, leads=_without(team.leads, person))
        for key, goal in self._state.goals.items():
            self._state.goals[key] = replace(goal, leads=_without(goal.leads, person))
        return True

    def snooze(self, person: str, until: datetime) -> None:
        moment = aware(until)
        if person in self._state.people:
            self._state.snoozes[person] = moment

    def snoozed(self, people: Collection[str]) -> Mapping[str, datetime]:
        return {p: until for p, until in self._state.snoozes.items() if p in people}


def _without(leads: tuple[str, ...], person: str) -> tuple[str, ...]:
    return tuple(lead for lead in leads if lead != person)
