"""Reporting weeks: when an update may be posted, and whether it is early, on time or late.

A week is an ISO week, Monday to Sunday, as a clock on a wall in England shows it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from programme.errors import RuleBroken

LONDON = ZoneInfo("Europe/London")

_KEY = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class ReportingWeek:
    """An ISO week; sorts by time.

    Attributes:
        year: the ISO year, which is not always the calendar year of the week's days.
        number: 1 to 52 or 53.

    Raises:
        RuleBroken: the year has no such week.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.number, 7)
            date.fromisocalendar(self.year, self.number, 1)
        except ValueError:
            raise RuleBroken(
                f"There is no week {self.number} in {self.year}. Weeks are written like 2026-W46."
            ) from None

    @classmethod
    def of(cls, day: date) -> "ReportingWeek":
        """The week a day is in."""
        return _week_of(day)

    @classmethod
    def parse(cls, text: str) -> "ReportingWeek":
        """Read `2026-W46`.

        Raises:
            RuleBroken: it is not written so, or there is no such week.
        """
        return _week_named(text)

    @property
    def key(self) -> str:
        """As it is stored and typed: `2026-W46`. Sorts as time does."""
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def label(self) -> str:
        """As people read it: `week of 9 November 2026`."""
        return f"week of {self.monday.day} {self.monday:%B %Y}"

    def plus(self, weeks: int) -> "ReportingWeek":
        """So many weeks later, or earlier when negative."""
        return ReportingWeek.of(self.monday + timedelta(weeks=weeks))

    def since(self, other: "ReportingWeek") -> int:
        """Weeks from another one to this one."""
        return (self.monday - other.monday).days // 7

    def __str__(self) -> str:
        return self.key


# Remembered, here and below: every update asks many times for the same few weeks, and a digest
# reads thousands of rows of them.
@lru_cache(maxsize=1024)
def _week_of(day: date) -> ReportingWeek:
    year, number, _ = day.isocalendar()
    return ReportingWeek(year, number)


@lru_cache(maxsize=1024)
def _week_named(text: str) -> ReportingWeek:
    found = _KEY.fullmatch(text.strip())
    if not found:
        raise RuleBroken("Weeks are written like 2026-W46: the year, a W and the week's number.")
    return ReportingWeek(int(found[1]), int(found[2]))


class Timing(StrEnum):
    """When an update came, against its week's opening and deadline."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True, order=True)
class WeekTime:
    """A place in every week: an ISO weekday (Monday 1 to Sunday 7) and a time on the wall clock.

    Sorts by time within the week.

    Raises:
        RuleBroken: there is no such day of the week.
    """

    weekday: int
    at: time

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:
            raise RuleBroken("A day of the week is a number from 1, Monday, to 7, Sunday.")

    def in_week(self, week: ReportingWeek, zone: ZoneInfo) -> datetime:
        """The moment in one week, in UTC.

        A time that a clock change skips is the moment of the change; one that comes twice is the
        first of the two. So what is earlier on the clock is never later in fact.
        """
        return _moment(self, week, zone)


@lru_cache(maxsize=1024)
def _moment(place: WeekTime, week: ReportingWeek, zone: ZoneInfo) -> datetime:
    day = date.fromisocalendar(week.year, week.number, place.weekday)
    on_wall = datetime.combine(day, place.at, tzinfo=zone)
    moment = on_wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != on_wall.replace(tzinfo=None):
        # Clocks change on the hour: the skipped hour's first minute is the change itself.
        return on_wall.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    return moment


@dataclass(frozen=True, slots=True)
class ReportingRhythm:
    """When a week's reporting opens and when it is due.

    Attributes:
        opens: from here on the week is the one to report on.
        deadline: after this an update is late; never before `opens`.
        early_weeks: how many weeks ahead a lead may report, before leave for example.
        late_weeks: how many weeks back a lead may still report; older ones are for the office.

    Raises:
        RuleBroken: the deadline lies before the opening.
    """

    opens: WeekTime = WeekTime(3, time(9, 0))
    deadline: WeekTime = WeekTime(5, time(17, 0))
    early_weeks: int = 1
    late_weeks: int = 4
    zone: ZoneInfo = LONDON

    def __post_init__(self) -> None:
        if self.deadline <= self.opens:
            raise RuleBroken("The deadline of a week must come after its opening.")

    def opens_at(self, week: ReportingWeek) -> datetime:
        """When a week opens, in UTC."""
        return self.opens.in_week(week, self.zone)

    def due_at(self, week: ReportingWeek) -> datetime:
        """When a week's updates are due, in UTC."""
        return self.deadline.in_week(week, self.zone)

    def current(self, moment: datetime) -> ReportingWeek:
        """The week to report on: the last one that has opened."""
        week = ReportingWeek.of(moment.astimezone(self.zone).date())
        return week if moment >= self.opens_at(week) else week.plus(-1)

    def timing(self, week: ReportingWeek, moment: datetime) -> Timing:
        """Early before the week opens, late after its deadline, otherwise on time."""
        if moment < self.opens_at(week):
            return Timing.EARLY
        return Timing.ON_TIME if moment <= self.due_at(week) else Timing.LATE

    def open_to_leads(self, moment: datetime) -> list[ReportingWeek]:
        """The weeks a lead may report on: the current one first, then late ones, then early."""
        current = self.current(moment)
        late = [current.plus(-back) for back in range(1, self.late_weeks + 1)]
        early = [current.plus(ahead) for ahead in range(1, self.early_weeks + 1)]
        return [current, *late, *early]
