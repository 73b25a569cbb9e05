"""What a digest says as a whole: its scope, its counts and its parts, in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.digest.lines import (
    ChangeLine,
    DecisionLine,
    GoalLine,
    MeasureReading,
    SharedBlocker,
    SilentTeam,
)
from programme.updates import WeekState
from programme.weeks import ReportingWeek


class ScopeKind(StrEnum):
    """What part of the programme a digest is about."""

    PROGRAMME = "programme"
    TRUE_NORTH = "true_north"
    TEAM = "team"
    BREAKTHROUGH = "breakthrough"


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the programme a digest is about; `name` as people read it."""

    kind: ScopeKind = ScopeKind.PROGRAMME
    key: str = ""
    name: str = "the whole programme"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many goals stand how."""

    green: int = 0
    amber: int = 0
    red: int = 0
    nothing_to_report: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        """All goals counted."""
        return self.green + self.amber + self.red + self.nothing_to_report + self.missing

    @property
    def reported(self) -> int:
        """Goals of which something was said."""
        return self.total - self.missing


def count(lines: Iterable[GoalLine]) -> Counts:
    """Count goals; one that was withdrawn counts as missing."""
    found = dict.fromkeys(("green", "amber", "red", "nothing_to_report", "missing"), 0)
    for line in lines:
        if line.rating is not None:
            found[line.rating.value] += 1
        elif line.state is WeekState.NOTHING_TO_REPORT:
            found["nothing_to_report"] += 1
        else:
            found["missing"] += 1
    return Counts(**found)


@dataclass(frozen=True, slots=True)
class TrueNorthPart:
    """One True North: its counts with those of the week before, and its goals."""

    key: str
    name: str
    counts: Counts
    before: Counts
    lines: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class PracticeNote:
    """A rule of programme practice that fired; never what the strategy says.

    Attributes:
        wording, source: as the programme office approved them.
        on_common_cause: the measure shows no special cause, so the rule may be chasing noise.
    """

    rule: str
    wording: str
    source: str
    goal: str
    goal_name: str
    team_name: str
    because: str
    on_common_cause: bool


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """Questions of the same kind: one of them in its own words, and how many there were."""

    question: str
    times: int


@dataclass(frozen=True, slots=True)
class UpdateUsed:
    """A version that a digest was made from."""

    goal: str
    update: str
    version: int


@dataclass(frozen=True, slots=True)
class Digest:
    """Where the programme stands in one week: a record, the same whenever it is looked at.

    Attributes:
        counts, before: this week and the week before.
        reds: goals rated red, longest first.
        rest: every goal of the scope, by True North.
        wider: measures outside goals.
        data_as_at: the latest day that any value speaks of, or None.
        unanswered, marked_wrong: what staff asked this week that nobody has written down.
        updates: what it was made from.
    """

    week: ReportingWeek
    scope: Scope
    built_at: datetime
    counts: Counts
    before: Counts
    decisions: tuple[DecisionLine, ...]
    reds: tuple[GoalLine, ...]
    changes: tuple[ChangeLine, ...]
    blockers: tuple[SharedBlocker, ...]
    silent: tuple[SilentTeam, ...]
    rest: tuple[TrueNorthPart, ...]
    practice: tuple[PracticeNote, ...]
    wider: tuple[MeasureReading, ...]
    data_as_at: date | None
    unanswered: tuple[AskedAbout, ...]
    marked_wrong: tuple[AskedAbout, ...]
    updates: tuple[UpdateUsed, ...]

    @property
    def lines(self) -> tuple[GoalLine, ...]:
        """Every goal of the scope."""
        return tuple(line for part in self.rest for line in part.lines)
