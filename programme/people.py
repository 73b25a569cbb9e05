"""Who somebody is to the programme, and so what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do beyond asking; to lead is said by the goals and teams they lead."""

    OFFICE = "programme_office"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the programme knows by name.

    Attributes:
        id: a uuid in hexadecimal; says nothing about the person, so records may keep it.
        name: as plans and receipts write it.
        slack: their Slack member id, or None until they are linked.
        active: False for somebody who has left: nothing is asked of them and they may do nothing.
    """

    id: str
    name: str
    slack: str | None = None
    roles: frozenset[Role] = frozenset()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is doing something now, with all that decides what they may do.

    Attributes:
        id: the person's id, or `slack:U…` for somebody the programme does not know (staff),
            or `terminal` for whoever runs commands on the machine itself.
        goals: keys of the goals they lead, those of their teams included.
        teams: keys of the teams they lead.
    """

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    goals: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    slack: str | None = None

    @property
    def is_office(self) -> bool:
        """Of the programme office; an administrator may do all that the office may."""
        return bool(self.roles & {Role.OFFICE, Role.ADMINISTRATOR})

    @property
    def is_administrator(self) -> bool:
        """May change who may do what, erase and restore."""
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_lead(self) -> bool:
        """Leads a goal or a team."""
        return bool(self.goals or self.teams)


TERMINAL = Actor("terminal", "the command line", frozenset({Role.OFFICE, Role.ADMINISTRATOR}))
"""Whoever can run commands on the machine can already read and write its database."""
