"""What a digest says: plain values, in the order in which they are read.

Rating (what the team says), target (met or missed) and statistical variation are three separate
facts: none is ever worked out from another. What is missing is shown as missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.plans import MeasureSet
from programme.spc import Assurance, ImprovementDirection, VariationIcon
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, WeekState
from programme.weeks import ReportingWeek, Timing


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
        variation, assurance: from the XmR chart; None with fewer than two values.
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
