"""People in SQL."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from programme.errors import RuleBroken
from programme.people import Person, Role
from storage.eraser import ErasingStore
from storage.statements import AnyRow, in_chunks, upsert
from storage.tables import PersonRow

_PEOPLE = select(PersonRow.id, PersonRow.name, PersonRow.slack, PersonRow.roles, PersonRow.active)
# Built once, because they are run for every update and every click.
_BY_ID = _PEOPLE.where(PersonRow.id == bindparam("id"))
_BY_SLACK = _PEOPLE.where(PersonRow.slack == bindparam("slack"))


class SqlPeopleStore(ErasingStore):
    """`programme.ports.PeopleStore` on SQLite or PostgreSQL, inside a unit of work."""

    def get(self, person: str) -> Person | None:
        """One person by id, or None."""
        return _person_of(self._connection.execute(_BY_ID, {"id": person}).first())

    def by_slack(self, slack: str) -> Person | None:
        """The person with this Slack member id, or None."""
        return _person_of(self._connection.execute(_BY_SLACK, {"slack": slack}).first())

    def everybody(self) -> list[Person]:
        """All people, by name; those who have left too."""
        found = [_person_of(row) for row in self._connection.execute(_PEOPLE)]
        people = [person for person in found if person is not None]
        # Sorted here, because the two databases sort names differently.
        return sorted(people, key=lambda person: (person.name, person.id))

    def put(self, person: Person) -> None:
        """Keep a person, new or changed; their snooze and what they lead stay.

        Raises:
            RuleBroken: another person has this Slack member id.
        """
        other = None if person.slack is None else self.by_slack(person.slack)
        if other is not None and other.id != person.id:
            raise RuleBroken(
                "Another person is linked to this Slack member already. See who with: truenorth "
                "people list; then: truenorth people unlink NAME"
            )
        values: dict[str, Any] = {
            "name": person.name,
            "slack": person.slack,
            "roles": sorted(str(role) for role in person.roles),
            "active": person.active,
        }
        self._connection.execute(
            upsert(self._connection, PersonRow)
            .values(id=person.id, **values)
            .on_conflict_do_update(index_elements=[PersonRow.id], set_=values)
        )

    def erase(self, person: str) -> bool:
        """Remove a person with their leads and snoozes; False when there is nobody with this id."""
        self.erased = True
        return bool(
            self._connection.execute(delete(PersonRow).where(PersonRow.id == person)).rowcount
        )

    def snooze(self, person: str, until: datetime) -> None:
        """No reminders before a moment; a later call replaces it."""
        self._connection.execute(
            update(PersonRow).where(PersonRow.id == person).values(snoozed_until=until)
        )

    def snoozed(self, people: Collection[str]) -> dict[str, datetime]:
        """Until when those who snooze do, by person."""
        found: dict[str, datetime] = {}
        for some in in_chunks(people):
            rows = self._connection.execute(
                select(PersonRow.id, PersonRow.snoozed_until).where(PersonRow.id.in_(some))
            )
            found.update((row.id, row.snoozed_until) for row in rows if row.snoozed_until)
        return found


def _person_of(row: AnyRow | None) -> Person | None:
    if row is None:
        return None
    return Person(
        id=row.id,
        name=row.name,
        slack=row.slack,
        roles=frozenset(map(Role, row.roles)),
        active=row.active,
    )
