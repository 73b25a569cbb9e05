"""A weekly update: what the lead of a goal says of its week.

Every version is a row of its own that never changes: an amendment is the next version, and a
withdrawal is a version that says nothing. The latest version of a goal's week is the one that
stands.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from programme.weeks import ReportingWeek, Timing


class Rating(StrEnum):
    """What the team says of a goal, in words beside the colour."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def words(self) -> str:
        """What the colour means."""
        return {
            "green": "on track, nothing needed",
            "amber": "off plan, we have a fix",
            "red": "off plan, we need help or a decision",
        }[self.value]

    @property
    def order(self) -> int:
        """0 for green to 2 for red: higher is worse."""
        return ("green", "amber", "red").index(self.value)


class Confidence(StrEnum):
    """How sure the lead is that the goal will be met by its date."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class UpdateKind(StrEnum):
    """What a version says."""

    REPORT = "report"
    NOTHING_TO_REPORT = "nothing_to_report"
    WITHDRAWAL = "withdrawal"


class Via(StrEnum):
    """How an update came in."""

    FORM = "form"
    LINE = "line"
    MESSAGE = "message"
    COMMAND_LINE = "command_line"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way, who can help, and by when it matters."""

    what: str
    who: str | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionRequired:
    """What is to be decided, by whom, and by when."""

    what: str
    from_whom: str | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says.

    Attributes:
        rating: None only in a draft that is not whole yet.
        value, as_at: the headline measure, in its own unit, and the day it speaks of.
        done, next: one or a few sentences each.
        recovery: the step that brings the goal back on plan; asked for on a fall.
        source: permalink of the Slack message the words came from.
    """

    rating: Rating | None = None
    confidence: Confidence | None = None
    value: float | None = None
    as_at: date | None = None
    done: str | None = None
    next: str | None = None
    recovery: str | None = None
    blocker: Blocker | None = None
    decision: DecisionRequired | None = None
    risk: str | None = None
    source: str | None = None

    @property
    def days_by(self) -> dict[str, date]:
        """The days by which something is needed, by field; those that are there."""
        days = {
            "blocker.by": self.blocker.by if self.blocker else None,
            "decision.by": self.decision.by if self.decision else None,
        }
        return {field: day for field, day in days.items() if day}


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """What somebody is about to say of a goal's week; nothing of it counts until it is recorded.

    Attributes:
        submission: the same for every delivery of one pressing of a button; stored once.
        based_on: the version the person had before them, 0 for none.
        report: for `REPORT`.
        reason: why there is nothing to report, or why it is withdrawn, or why it is amended
            after the week's digest was sent.
        sure: the person has said so, where they were asked.
        backfilled: filled in later, by the office or from a file.
    """

    goal: str
    week: ReportingWeek
    submission: str
    via: Via
    kind: UpdateKind = UpdateKind.REPORT
    report: Report = Report()
    reason: str | None = None
    based_on: int = 0
    sure: bool = False
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class WeeklyUpdate:
    """One version of what was said of a goal's week, as it is kept.

    Attributes:
        id: a uuid in hexadecimal.
        version: 1, and one more with every amendment or withdrawal.
        author: the id of the person who posted it.
        report: None unless the kind is `REPORT`.
        reason: see `UpdateDraft.reason`.
        after_digest: posted when the week's digest had been sent already.
        erased: a person's words were removed from it; rating and value stay.
    """

    id: str
    goal: str
    week: ReportingWeek
    version: int
    kind: UpdateKind
    author: str
    submitted_at: datetime
    timing: Timing
    via: Via
    submission: str
    report: Report | None = None
    reason: str | None = None
    after_digest: bool = False
    backfilled: bool = False
    erased: bool = False

    @property
    def says_something(self) -> bool:
        """False for a withdrawal, after which the week counts as not reported."""
        return self.kind is not UpdateKind.WITHDRAWAL

    @property
    def rating(self) -> Rating | None:
        """The rating, where it gives one."""
        return self.report.rating if self.report else None

    @property
    def days_by(self) -> tuple[date, ...]:
        """The days by which it says that something is needed."""
        return tuple(self.report.days_by.values()) if self.report else ()


class Rated(Protocol):
    """What the rules look at of an earlier week: an update, or what is read of it in brief."""

    @property
    def week(self) -> ReportingWeek:
        """The week it speaks of."""
        ...

    @property
    def rating(self) -> Rating | None:
        """The rating, where it gives one."""
        ...

    @property
    def days_by(self) -> tuple[date, ...]:
        """The days by which it says that something is needed."""
        ...


@dataclass(frozen=True, slots=True)
class LastReport:
    """The last report of an earlier week, as far as the rules of an update look at it."""

    week: ReportingWeek
    rating: Rating | None
    days_by: tuple[date, ...] = ()


class WeekState(StrEnum):
    """How a goal's week stands; what is missing is never taken for green."""

    MISSING = "missing"
    REPORTED = "reported"
    NOTHING_TO_REPORT = "nothing_to_report"
    WITHDRAWN = "withdrawn"


def week_state(standing: WeeklyUpdate | None) -> WeekState:
    """How a goal's week stands, from its latest version."""
    if standing is None:
        return WeekState.MISSING
    return {
        UpdateKind.REPORT: WeekState.REPORTED,
        UpdateKind.NOTHING_TO_REPORT: WeekState.NOTHING_TO_REPORT,
        UpdateKind.WITHDRAWAL: WeekState.WITHDRAWN,
    }[standing.kind]
