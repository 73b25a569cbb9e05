"""What the programme plans: teams, their annual plans, improvement goals and measures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.errors import RuleBroken
from programme.spc import ImprovementDirection


@dataclass(frozen=True, slots=True)
class TrueNorth:
    """One of the strategy's lasting aims."""

    key: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class BreakthroughObjective:
    """The year's focus within a True North; the programme office fills these in."""

    key: str
    name: str
    true_north: str
    year: str = ""


class TeamKind(StrEnum):
    """Two kinds of team hold annual plans."""

    DIRECTORATE = "directorate"
    CORPORATE_TEAM = "corporate_team"


@dataclass(frozen=True, slots=True)
class Team:
    """A directorate or corporate team.

    Attributes:
        key: short, lower case, stays the same: `forensic`.
        channel: the Slack channel (its id) where its updates are posted, or None.
        leads: ids of people who may report on every goal of the team.
    """

    key: str
    name: str
    kind: TeamKind = TeamKind.DIRECTORATE
    channel: str | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """A team's plan for a year, both days included."""

    key: str
    team: str
    title: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise RuleBroken("A plan cannot end before it starts.")

    @property
    def year(self) -> str:
        """`2026–27`, or `2026` when it begins and ends in one calendar year."""
        if self.end.year == self.start.year:
            return str(self.start.year)
        return f"{self.start.year}–{self.end.year % 100:02d}"


class MeasureSet(StrEnum):
    """Which set of measures one belongs to: those of goals, or the wider set."""

    GOAL = "goal"
    QUALITY = "quality"
    PERFORMANCE = "performance"
    WORKFORCE = "workforce"
    FINANCE = "finance"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, and which way is better.

    Attributes:
        unit: as it is written after a value: `%`, `weeks`, `incidents a month`.
        baseline, target: in that unit; None when the plan gives none, and none is then invented.
        team: whose measure it is, or None for one of the whole trust.
    """

    key: str
    name: str
    unit: str
    direction: ImprovementDirection
    baseline: float | None = None
    target: float | None = None
    set: MeasureSet = MeasureSet.GOAL
    team: str | None = None
    true_north: str | None = None

    @property
    def target_is_worse(self) -> bool:
        """The target lies on the worse side of the baseline: a slip, or a fall to be held."""
        if self.baseline is None or self.target is None:
            return False
        if self.direction is ImprovementDirection.INCREASE:
            return self.target < self.baseline
        return self.direction is ImprovementDirection.DECREASE and self.target > self.baseline


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """One value of a measure, as at a day; a later one for the same day replaces it.

    Attributes:
        update: id of the weekly update that brought it, or None for one that came by itself.
    """

    measure: str
    as_at: date
    value: float
    update: str | None = None


class GoalState(StrEnum):
    """Where a goal stands in its life."""

    ACTIVE = "active"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Goal:
    """A measurable improvement goal of an annual plan.

    Attributes:
        key: short, lower case, stays the same: `dementia-waits`.
        plan, team: keys of the plan it stands in and of the team that holds it.
        true_north: key of the True North it is linked to.
        breakthrough: key of a breakthrough objective, or None.
        measure: key of its headline measure, or None.
        leads: ids of the people who report on it.
    """

    key: str
    plan: str
    team: str
    name: str
    true_north: str
    breakthrough: str | None = None
    measure: str | None = None
    due: date | None = None
    leads: tuple[str, ...] = ()
    state: GoalState = GoalState.ACTIVE
