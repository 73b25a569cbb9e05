"""Where the people whom the programme knows are kept."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from programme.people import Person


class PeopleStore(Protocol):
    """People, inside a unit of work."""

    def get(self, person: str) -> Person | None:
        """One person by id, or None."""
        ...

    def by_slack(self, slack: str) -> Person | None:
        """The person with this Slack member id, or None."""
        ...

    def everybody(self) -> list[Person]:
        """All people, by name; those who have left too."""
        ...

    def put(self, person: Person) -> None:
        """Keep a person, new or changed.

        Raises:
            RuleBroken: another person has this Slack member id.
        """
        ...

    def erase(self, person: str) -> bool:
        """Remove a person with their leads and snoozes; False when there is nobody with this id."""
        ...

    def snooze(self, person: str, until: datetime) -> None:
        """No reminders before a moment; a later call replaces it."""
        ...

    def snoozed(self, people: Collection[str]) -> Mapping[str, datetime]:
        """Until when those who snooze do, by person."""
        ...
