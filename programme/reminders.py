"""Reminders: when one is due, to whom it goes, and for how long somebody may put them off.

A reminder has a period, such as `2026-W46/1` for the first of its week, and is sent once for it.
One that falls on a weekend or bank holiday moves to the next working morning, and is dropped
when the week's digest would be sent by then. After a stop only the latest is sent, on a working
day and in working hours, and not at all when the next is due the same day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from programme.configuration import Programme
from programme.people import Person
from programme.plans import Goal, GoalState, Team
from programme.updates import WeeklyUpdate
from programme.weeks import ReportingWeek
from programme.working_days import next_working_day

MORNING = time(9, 0)
"""When a moved reminder is sent, and when a snooze until tomorrow ends."""

WORKING_HOURS = (time(8, 0), time(18, 0))
"""A reminder that is late waits for these; one on time is sent when the office set it."""

_ON_TIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder that is to be sent now.

    Attributes:
        number: 1 for the first of its week.
        at: when it fell due, in UTC, moved away from days that are no working days.
    """

    week: ReportingWeek
    number: int
    at: datetime

    @property
    def period(self) -> str:
        """As it is claimed: `2026-W46/1`. Sorts as time does."""
        return f"{self.week.key}/{self.number}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is reminded of which goals, by name."""

    person: Person
    goals: tuple[Goal, ...]


def week_of_period(period: str) -> ReportingWeek:
    """The week of a period such as `2026-W46/1`.

    Raises:
        RuleBroken: it is not written so.
    """
    return ReportingWeek.parse(period.partition("/")[0])


def reminders_of(programme: Programme, week: ReportingWeek) -> tuple[ReminderDue, ...]:
    """All reminders of a week in order, moved to working days; those too late left out."""
    end = programme.digest_at(week)
    found: list[ReminderDue] = []
    for number, at in enumerate(programme.reminders, 1):
        moment = _on_working_day(programme, at.in_week(week, programme.rhythm.zone))
        if moment < end:
            found = [one for one in found if one.at != moment]  # two moved to one morning are one
            found.append(ReminderDue(week, number, moment))
    return tuple(found)


def due_reminder(programme: Programme, now: datetime) -> ReminderDue | None:
    """The reminder that is to be sent at a moment, unless it was; None when none is."""
    week = programme.rhythm.current(now)
    reminders = reminders_of(programme, week)
    past = [one for one in reminders if one.at <= now]
    if not past or now >= programme.digest_at(week):
        return None
    latest = past[-1]
    if now - latest.at <= _ON_TIME:
        return latest
    zone = programme.rhythm.zone
    local = now.astimezone(zone)
    if not programme.is_working_day(local.date()):
        return None
    if not WORKING_HOURS[0] <= local.time() < WORKING_HOURS[1]:
        return None
    today = local.date()
    later_today = any(one.at > now and one.at.astimezone(zone).date() == today for one in reminders)
    return None if later_today else latest


def due_periods(programme: Programme, now: datetime) -> tuple[str, ...]:
    """The period of the reminder that is to be sent at a moment, or none."""
    due = due_reminder(programme, now)
    return (due.period,) if due else ()


def leads_of(goal: Goal, teams: Mapping[str, Team]) -> tuple[str, ...]:
    """Ids of those who are asked about a goal: its own leads, or else those of its team."""
    team = teams.get(goal.team)
    return goal.leads or (team.leads if team else ())


def outstanding(goals: Sequence[Goal], standing: Mapping[str, WeeklyUpdate]) -> tuple[Goal, ...]:
    """Active goals of which nothing is said for the week; a withdrawal says nothing.

    Args:
        goals: in the order they are to come in.
        standing: what stands for the week, by goal.
    """
    return tuple(goal for goal in goals if _is_outstanding(goal, standing.get(goal.key)))


def reminders_for(
    goals: Sequence[Goal],
    standing: Mapping[str, WeeklyUpdate],
    *,
    teams: Mapping[str, Team],
    people: Mapping[str, Person],
    snoozed: Mapping[str, datetime],
    now: datetime,
) -> tuple[Reminder, ...]:
    """Who is to be reminded of what: only those with something outstanding, by name.

    Left out: who has left, who is not linked to Slack, and who snoozes beyond this moment.
    """
    by_person: dict[str, list[Goal]] = {}
    for goal in outstanding(goals, standing):
        for person in dict.fromkeys(leads_of(goal, teams)):
            by_person.setdefault(person, []).append(goal)
    found = [
        Reminder(people[person], tuple(theirs))
        for person, theirs in by_person.items()
        if person in people and _is_reached(people[person], snoozed.get(person), now)
    ]
    return tuple(sorted(found, key=lambda one: (one.person.name, one.person.id)))


class Snooze(StrEnum):
    """For how long somebody puts reminders off."""

    TOMORROW = "tomorrow"
    DEADLINE = "deadline"
    NEXT_WEEK = "next_week"


def snoozes(programme: Programme, now: datetime) -> Mapping[Snooze, datetime]:
    """The snoozes that make sense at a moment, with when each ends, in UTC.

    Tomorrow is the next working morning, and offered only when it comes before the deadline;
    next week is when its reporting opens.
    """
    rhythm = programme.rhythm
    week = rhythm.current(now)
    due = rhythm.due_at(week)
    today = now.astimezone(rhythm.zone).date()
    morning = datetime.combine(
        next_working_day(today, programme.bank_holidays), MORNING, tzinfo=rhythm.zone
    )
    ends = {
        Snooze.TOMORROW: morning.astimezone(due.tzinfo),
        Snooze.DEADLINE: due,
        Snooze.NEXT_WEEK: rhythm.opens_at(week.plus(1)),
    }
    if due <= now:
        del ends[Snooze.TOMORROW], ends[Snooze.DEADLINE]
    elif ends[Snooze.TOMORROW] >= due:
        del ends[Snooze.TOMORROW]
    return ends


def _on_working_day(programme: Programme, moment: datetime) -> datetime:
    zone = programme.rhythm.zone
    day = moment.astimezone(zone).date()
    if programme.is_working_day(day):
        return moment
    moved = next_working_day(day, programme.bank_holidays)
    return datetime.combine(moved, MORNING, tzinfo=zone).astimezone(moment.tzinfo)


def _is_outstanding(goal: Goal, standing: WeeklyUpdate | None) -> bool:
    said = standing is not None and standing.says_something
    return goal.state is GoalState.ACTIVE and not said


def _is_reached(person: Person, snoozed_until: datetime | None, now: datetime) -> bool:
    awake = snoozed_until is None or snoozed_until <= now
    return person.active and person.slack is not None and awake
