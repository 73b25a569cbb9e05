"""Where weekly updates are kept: versions are added, never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from programme.audit import AuditEntry
from programme.plans import Goal, Measure, MeasureValue, Team
from programme.updates import LastReport, WeeklyUpdate
from programme.weeks import ReportingWeek

if TYPE_CHECKING:
    # only named here: a digest is not needed to print a line of help
    from programme.digest import Trace


@dataclass(frozen=True, slots=True)
class UpdateGround:
    """What an update of a goal's week stands on: all that its rules look at.

    Attributes:
        standing: the latest version for the week, or None; it may be a withdrawal.
        last: the last standing report of an earlier week, or None.
        closed_at: when the week's digest was sent, or None.
        plan_begins: the first day of the goal's annual plan.
    """

    goal: Goal
    team: Team
    measure: Measure | None
    standing: WeeklyUpdate | None
    last: LastReport | None
    closed_at: datetime | None
    plan_begins: date


class UpdateStore(Protocol):
    """Weekly updates, inside a unit of work. What stands is a goal's week's latest version."""

    def add(
        self,
        update: WeeklyUpdate,
        *,
        entry: AuditEntry | None = None,
        value: MeasureValue | None = None,
    ) -> bool:
        """Keep a version, and with it its audit entry and the value it brings.

        A value takes the place of the one its measure had for the day. False when this submission
        or this version is there already: then nothing of the three is kept. Two writers of one
        version: one gets True, the other False.
        """
        ...

    def by_submission(self, submission: str) -> WeeklyUpdate | None:
        """What one submission was kept as, or None."""
        ...

    def get(self, update: str) -> WeeklyUpdate | None:
        """One version by its id, or None."""
        ...

    def standing(self, goal: str, week: ReportingWeek) -> WeeklyUpdate | None:
        """The latest version for a goal's week, or None; it may be a withdrawal."""
        ...

    def ground(self, goal: str, week: ReportingWeek) -> UpdateGround | None:
        """All that the rules of an update look at, read at once; None without such a goal."""
        ...

    def versions(self, goal: str, week: ReportingWeek) -> Sequence[WeeklyUpdate]:
        """All versions for a goal's week, oldest first."""
        ...

    def in_week(
        self, week: ReportingWeek, goals: Collection[str] | None = None
    ) -> Mapping[str, WeeklyUpdate]:
        """What stands for a week, by goal; goals that were not reported are left out."""
        ...

    def last_reports(
        self, goals: Collection[str], before: ReportingWeek
    ) -> Mapping[str, WeeklyUpdate]:
        """The last standing report of each goal before a week, by goal."""
        ...

    def traces(
        self, goals: Collection[str], first: ReportingWeek, last: ReportingWeek
    ) -> Mapping[str, Sequence[Trace]]:
        """What stood for goals in the weeks from first to last, in brief, newest first, by goal.

        Withdrawals are left out, and so are goals without any.
        """
        ...

    def history(self, goal: str, limit: int = 52) -> Sequence[WeeklyUpdate]:
        """What stands for a goal's weeks, newest week first."""
        ...

    def by_author(self, person: str) -> Sequence[WeeklyUpdate]:
        """Every version a person posted, oldest first."""
        ...

    def erase_author(self, person: str) -> int:
        """Remove a person's words and id from all versions they posted; how many.

        Rating, confidence and value stay: they are the programme's. The author becomes `erased`.
        """
        ...

    def erase_goal(self, goal: str) -> int:
        """Remove every version of a goal's weeks; how many went."""
        ...

    def erase_before(self, week: ReportingWeek) -> int:
        """Retention: remove all versions of weeks before one; how many went."""
        ...

    def close_week(self, week: ReportingWeek, at: datetime) -> None:
        """Note that a week's digest was sent; the first time stands."""
        ...

    def closed_at(self, week: ReportingWeek) -> datetime | None:
        """When a week's digest was sent, or None."""
        ...
