"""The lines of a digest: goals, decisions, changes, blockers and silent teams, as plain values.

Rating (what the team says), target (met or missed) and statistical variation are three separate
facts: none is ever worked out from another. What is missing is shown as missing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.plans import MeasureSet
from programme.spc import Assurance, ImprovementDirection, VariationIcon
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, WeekState
from programme.weeks import ReportingWeek, Timing


class TargetStanding(StrEnum):
    """The latest value against the target, and nothing else."""

    MET = "met"
    MISSED = "missed"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """A measure's latest value with what can be said of it.

    Attributes:
        value, as_at: None when no value was ever given.
        before: the value before it, or None.
        target_standing: latest value against target.
        variation, assurance: from the XmR chart; None with fewer than two values since the last
            rebase.
        points: how many values the chart is drawn from.
        sentence: the chart in one sentence.
    """

    measure: str
    name: str
    unit: str
    set: MeasureSet
    direction: ImprovementDirection
    value: float | None
    as_at: date | None
    before: float | None
    target: float | None
    target_standing: TargetStanding
    variation: VariationIcon | None
    assurance: Assurance | None
    points: int
    sentence: str
    team: str | None = None
    true_north: str | None = None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in one week.

    Attributes:
        last_rating, last_week: the last report before this week, however long ago.
        weeks_at_rating: weeks in a row with this rating, this one included; 0 without a rating.
        weeks_silent: weeks in a row without a word, this one included; 0 when something was said.
        never_reported: nothing was ever said of it.
        overdue: its due date has passed.
        update, version: the version that stands, or None.
        link: where it can be read: its source message or the channel's post; None without one.
        leads: names; left out of reports unless they are asked for.
    """

    goal: str
    name: str
    team: str
    team_name: str
    true_north: str
    breakthrough: str | None
    due: date | None
    overdue: bool
    state: WeekState
    timing: Timing | None = None
    rating: Rating | None = None
    confidence: Confidence | None = None
    last_rating: Rating | None = None
    last_week: ReportingWeek | None = None
    weeks_at_rating: int = 0
    weeks_silent: int = 0
    never_reported: bool = False
    update: str | None = None
    version: int = 0
    link: str | None = None
    done: str | None = None
    next: str | None = None
    recovery: str | None = None
    blocker: Blocker | None = None
    decision: DecisionRequired | None = None
    risk: str | None = None
    reason: str | None = None
    reading: MeasureReading | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision somebody is waiting for.

    Attributes:
        id: the id of the update that raised it first.
        raised: the week it was first asked for.
        weeks: how long it has been outstanding; 0 in its first week.
        overdue: it was needed by a day that has passed.
    """

    id: str
    goal: str
    goal_name: str
    team_name: str
    true_north: str
    what: str
    from_whom: str | None
    by: date | None
    raised: ReportingWeek
    weeks: int
    overdue: bool
    update: str
    link: str | None


class ChangeKind(StrEnum):
    """What is different from the week before."""

    BETTER = "better"
    WORSE = "worse"
    NEWLY_LATE = "newly_late"
    FELL_SILENT = "fell_silent"
    SPOKE_AGAIN = "spoke_again"
    FIRST_REPORT = "first_report"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One goal that is not as it was the week before."""

    kind: ChangeKind
    goal: str
    goal_name: str
    team_name: str
    before: Rating | None
    now: Rating | None
    link: str | None


@dataclass(frozen=True, slots=True)
class BlockerMention:
    """One goal's mention of a blocker."""

    goal: str
    goal_name: str
    team: str
    team_name: str
    what: str
    by: date | None
    link: str | None
    update: str


@dataclass(frozen=True, slots=True)
class SharedBlocker:
    """A blocker that more than one team reports; `about` is who can help, or what they share."""

    about: str
    mentions: tuple[BlockerMention, ...]

    @property
    def teams(self) -> tuple[str, ...]:
        """Names of the teams, each once."""
        return tuple(dict.fromkeys(each.team_name for each in self.mentions))


@dataclass(frozen=True, slots=True)
class SilentGoal:
    """A goal of which nothing was said this week."""

    goal: str
    name: str
    weeks: int
    never: bool
    last_rating: Rating | None
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentTeam:
    """A team with goals of which nothing was said; `whole` when that is all of its goals."""

    team: str
    name: str
    goals: tuple[SilentGoal, ...]
    whole: bool
