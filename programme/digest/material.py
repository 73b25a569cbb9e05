"""What a digest is made from: everything that was read, so that the making is pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from programme.digest.practice import PracticeRule
from programme.digest.values import AskedAbout, Scope
from programme.plans import Goal, Measure, MeasureValue, Team, TrueNorth
from programme.updates import DecisionRequired, Rating, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek

LOOK_BACK = 26
"""Weeks a digest looks back: how long a goal is red or a decision waits is told up to this."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What stood for a goal in an earlier week, in brief."""

    update: str
    goal: str
    week: ReportingWeek
    kind: UpdateKind
    rating: Rating | None = None
    decision: DecisionRequired | None = None
    recovery: str | None = None


@dataclass(frozen=True, slots=True)
class DigestMaterial:
    """Everything a digest of one week is made from.

    Attributes:
        goals: the active goals of the scope.
        this_week: what stands for the week, by goal.
        traces: what stood in the `LOOK_BACK` weeks before, by goal, newest first.
        last_reports: the last report before the week, by goal, for goals without a trace.
        values: values of measures up to the week's end, in order of date.
        rebases: days on which a measure's mean and limits begin anew, by measure.
        baselines: the last day of the values they are taken from, by measure.
        wider: measures outside goals.
        closed: ids of updates whose decision was made.
        links: permalinks by update id.
        names: people's names by id.
    """

    week: ReportingWeek
    scope: Scope
    now: datetime
    true_norths: Sequence[TrueNorth]
    teams: Mapping[str, Team]
    goals: Sequence[Goal]
    measures: Mapping[str, Measure]
    this_week: Mapping[str, WeeklyUpdate]
    traces: Mapping[str, Sequence[Trace]]
    last_reports: Mapping[str, Trace]
    values: Mapping[str, Sequence[MeasureValue]]
    rebases: Mapping[str, Sequence[date]] = field(default_factory=dict)
    baselines: Mapping[str, date] = field(default_factory=dict)
    wider: Sequence[Measure] = ()
    closed: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[PracticeRule] = ()
    unanswered: Sequence[AskedAbout] = ()
    marked_wrong: Sequence[AskedAbout] = ()
    screen_outliers: bool = True
