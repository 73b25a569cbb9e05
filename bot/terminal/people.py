"""People as a table and as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.tables import table
from programme.naming import folded
from programme.people import Role

if TYPE_CHECKING:
    from bot.use_cases.people import KnownPerson

SPOKEN = {Role.OFFICE: "programme office", Role.ADMINISTRATOR: "administrator"}


def person_json(known: "KnownPerson") -> dict[str, Any]:
    """One person, with the keys of what they lead."""
    person = known.person
    return {
        "id": person.id,
        "name": person.name,
        "slack": person.slack,
        "roles": sorted(person.roles),
        "goals": list(known.goals),
        "teams": list(known.teams),
        "active": person.active,
    }


def people_view(people: Sequence["KnownPerson"]) -> RenderableType:
    """A row for each person; ids on record only of those whom a name does not tell apart."""
    named = Counter(folded(known.person.name) for known in people)
    grid = table("Name", "Slack", "Roles", "Leads teams", "Leads goals")
    for known in people:
        person = known.person
        is_shared = named[folded(person.name)] > 1
        grid.add_row(
            Text.assemble(person.name, (f"\n{person.id}" if is_shared else "", "tn.quiet")),
            Text(person.slack or "not linked" if person.active else "has left"),
            Text(", ".join(sorted(SPOKEN[role] for role in person.roles))),
            Text(", ".join(known.teams)),
            Text(", ".join(known.goals)),
        )
    return Padding(grid, (0, 0, 0, 2))
