"""The rows of a plans workbook, read but not yet compared with what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.worksheets.columns import Column, RowFault
from programme.plans import GoalState, MeasureSet, TeamKind
from programme.spc import ImprovementDirection


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, and the headings of the columns that its sheet has."""

    sheet: str
    row: int
    headings: frozenset[str] = frozenset()

    def has(self, column: Column) -> bool:
        """Whether the sheet has a column; what has none is left as it is known."""
        return column.heading in self.headings

    def fault(self, column: Column, reason: str) -> RowFault:
        """What is wrong in one column of it."""
        return RowFault(self.sheet, self.row, column.heading, reason)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team; None where its cell is empty."""

    place: Place
    name: str
    kind: TeamKind | None
    channel: str | None
    leads: tuple[str, ...]
    key: str | None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What is measured, of a goal or beside the goals.

    Attributes:
        team: its team's name, or None.
        true_north: key of a True North, or None.
    """

    place: Place
    name: str
    unit: str
    direction: ImprovementDirection
    baseline: float | None
    target: float | None
    set: MeasureSet
    team: str | None
    true_north: str | None
    key: str | None


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The days of an annual plan, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal.

    Attributes:
        team: its team's name.
        true_north, breakthrough: keys.
        leads: names and Slack ids as they were written.
        year: None where it is not said.
    """

    place: Place
    team: str
    name: str
    true_north: str
    breakthrough: str | None
    measure: MeasureRow | None
    due: date | None
    leads: tuple[str, ...]
    year: PlanYear | None
    state: GoalState | None
    key: str | None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All that a file holds.

    Attributes:
        faults: of rows that are then not among the others.
        names_teams: the file has a sheet of teams, so a goal's team must be on it or known.
    """

    teams: tuple[TeamRow, ...]
    goals: tuple[GoalRow, ...]
    measures: tuple[MeasureRow, ...]
    faults: tuple[RowFault, ...]
    names_teams: bool

    @property
    def is_empty(self) -> bool:
        """It holds no row at all."""
        return not (self.teams or self.goals or self.measures or self.faults)


def in_order(faults: Iterable[RowFault]) -> tuple[RowFault, ...]:
    """Faults as somebody goes through the file: sheet by sheet, from the top, each once."""
    once = list(dict.fromkeys(faults))
    sheets = list(dict.fromkeys(fault.sheet for fault in once))
    return tuple(sorted(once, key=lambda fault: (sheets.index(fault.sheet), fault.row)))
