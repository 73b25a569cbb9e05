"""Where digests are kept, with what people did about them: acknowledged, decided, rebased."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from programme.weeks import ReportingWeek

if TYPE_CHECKING:
    # only named here: a digest is not needed to print a line of help
    from programme.digest import Digest, Scope


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """A digest as it was sent.

    Attributes:
        id: a uuid in hexadecimal.
        sent_by: `Actor.id`, or `schedule`.
        sent_to: a channel's or a person's Slack id, or `terminal`.
    """

    id: str
    digest: Digest
    sent_at: datetime
    sent_by: str
    sent_to: str


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """What was decided, which closes a decision.

    Attributes:
        update: id of an update that asked for it.
        decided: the outcome in a sentence.
    """

    update: str
    goal: str
    decided: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has read an update, and its author was told."""

    update: str
    person: str
    at: datetime


class RebaseKind(StrEnum):
    """Two ways to say where mean and limits come from."""

    REBASE = "rebase"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Rebase:
    """Where a measure's mean and limits come from, for a reason that is kept.

    Attributes:
        kind: a rebase begins them anew from `day` on; a baseline takes them from the values up to
            `day` and holds all later ones to them.
    """

    measure: str
    day: date
    reason: str
    by: str
    at: datetime
    kind: RebaseKind = RebaseKind.REBASE


class DigestStore(Protocol):
    """Digests and what follows from them, inside a unit of work."""

    def add(self, record: DigestRecord) -> bool:
        """Keep a digest; False when one with this id is there already."""
        ...

    def get(self, record: str) -> DigestRecord | None:
        """One record, or None."""
        ...

    def sent(self, week: ReportingWeek, scope: Scope) -> DigestRecord | None:
        """The first digest sent of a week and scope, or None."""
        ...

    def recent(self, limit: int = 20) -> Sequence[DigestRecord]:
        """The latest records, newest first."""
        ...

    def erase_words(self, updates: Collection[str]) -> int:
        """Remove the words of these updates from every record, and decisions on them; how many."""
        ...

    def erase_person(self, person: str) -> int:
        """Remove a person's acknowledgements, and their id from decisions, rebases and records."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove digests sent before a moment; how many went."""
        ...

    def decide(self, made: DecisionMade) -> bool:
        """Keep what was decided; False when that decision was closed already."""
        ...

    def decided(self, goals: Collection[str] | None = None) -> Sequence[DecisionMade]:
        """What was decided on these goals, or on all, oldest first."""
        ...

    def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        """Keep an acknowledgement; False when this person gave it already."""
        ...

    def acknowledged(self, updates: Collection[str]) -> Mapping[str, Sequence[Acknowledgement]]:
        """Who has read what, by update."""
        ...

    def rebase(self, rebase: Rebase) -> None:
        """Keep a rebase; one of the same measure and day is replaced."""
        ...

    def remove_rebase(self, measure: str, day: date) -> bool:
        """Take a rebase back; False when there is none."""
        ...

    def rebases(self, measures: Collection[str] | None = None) -> Mapping[str, Sequence[Rebase]]:
        """Rebases of these measures, or of all, by measure and in order of day."""
        ...
