"""Reminders to leads with something outstanding: once for each period, by the clock."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.goal_weeks import under_way
from programme.configuration import Programme
from programme.errors import RuleBroken
from programme.outbox import Post
from programme.people import Actor, Person
from programme.plans import Goal, Team
from programme.ports import UnitOfWork, UnitOfWorkFactory
from programme.reminders import (
    Snooze,
    due_periods,
    outstanding,
    reminders_for,
    reminders_of,
    snoozes,
    week_of_period,
)
from programme.updates import WeeklyUpdate
from programme.weeks import ReportingWeek

REMINDERS = "reminders"
REMINDER = "reminder"

TOO_LATE = "It is too late to put this off. Open the form with the button beside each goal."
NOT_KNOWN = "Reminders go to the leads of goals, and you are not on record as one."


@dataclass(frozen=True, slots=True)
class Week:
    """What leads are asked about in a week, as it stands now."""

    goals: Sequence[Goal]
    standing: Mapping[str, WeeklyUpdate]
    teams: Mapping[str, Team]
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked: what of it is still outstanding, and what has been reported."""

    week: ReportingWeek
    goals: tuple[Goal, ...]
    by: Person | None = None


def read_week(work: UnitOfWork, week: ReportingWeek) -> Week:
    """What leads are asked about in a week."""
    goals = under_way(work, work.plans.goals(), week)
    return Week(
        goals=goals,
        standing=work.updates.in_week(week),
        teams={team.key: team for team in work.plans.teams()},
        people={person.id: person for person in work.people.everybody()},
    )


def asked_in(work: UnitOfWork, post: Post) -> Asked | None:
    """What a reminder or nudge asks now; None when all of it has been said meanwhile."""
    if not post.body:
        return None
    body = json.loads(post.body)
    week = ReportingWeek.parse(body["week"])
    goals = work.plans.goals(body["goals"])
    standing = work.updates.in_week(week, [goal.key for goal in goals])
    left = outstanding(goals, standing)
    if not left:
        return None
    return Asked(week, left, work.people.get(body["by"]) if body.get("by") else None)


def asking(week: ReportingWeek, goals: Sequence[Goal], by: str | None = None) -> str:
    """The body of a reminder or nudge."""
    return json.dumps({"week": week.key, "goals": [goal.key for goal in goals], "by": by})


class Reminding:
    """Reminds leads, and puts reminders off for those who ask.

    Args:
        works: units of work that write.
        programme: when reminders are due, and when nobody is reminded.
        now: the time, with its zone.
    """

    def __init__(
        self, works: UnitOfWorkFactory, programme: Programme, *, now: Callable[[], datetime]
    ) -> None:
        self._works = works
        self._programme = programme
        self._now = now

    def due(self, now: datetime) -> Sequence[str]:
        """The period of the reminder that is due, if one is."""
        return due_periods(self._programme, now)

    def do(self, work: UnitOfWork, period: str, now: datetime) -> None:
        """Keep a post to each lead with something outstanding."""
        week = week_of_period(period)
        read = read_week(work, week)
        reminders = reminders_for(
            read.goals,
            read.standing,
            teams=read.teams,
            people=read.people,
            snoozed=work.people.snoozed(list(read.people)),
            now=now,
        )
        posts = [self._post(period, one.person, week, one.goals, now) for one in reminders]
        work.outbox.put(*posts)

    def snoozes(self) -> Mapping[Snooze, datetime]:
        """How reminders can be put off now, and until when."""
        return snoozes(self._programme, self._now())

    def snooze(self, actor: Actor, wanted: Snooze) -> datetime:
        """Put somebody's reminders off; until when comes back.

        Who puts them off until tomorrow is reminded then, also where no reminder is set.

        Raises:
            RuleBroken: there is no such snooze now, or nobody reminds them.
            Unavailable: the database does not answer.
        """
        now = self._now()
        until = snoozes(self._programme, now).get(wanted)
        if until is None:
            raise RuleBroken(TOO_LATE)
        with self._works() as work:
            person = work.people.get(actor.id)
            if person is None:
                raise RuleBroken(NOT_KNOWN)
            work.people.snooze(person.id, until)
            if wanted is Snooze.TOMORROW:
                self._remind_then(work, person, until, now)
            work.commit()
        return until

    def _remind_then(
        self, work: UnitOfWork, person: Person, until: datetime, now: datetime
    ) -> None:
        week = self._programme.rhythm.current(now)
        if any(one.at >= until for one in reminders_of(self._programme, week)):
            return
        goals = under_way(work, work.plans.goals_of(person.id), week)
        left = outstanding(goals, work.updates.in_week(week, [goal.key for goal in goals]))
        if left and person.slack:
            post = self._post(f"{week.key}/{until.date()}", person, week, left, now, until)
            work.outbox.put(post)

    def _post(
        self,
        period: str,
        person: Person,
        week: ReportingWeek,
        goals: Sequence[Goal],
        now: datetime,
        not_before: datetime | None = None,
    ) -> Post:
        return Post(
            id=f"{REMINDER}:{period}:{person.id}",
            kind=REMINDER,
            to=person.slack or "",
            body=asking(week, goals),
            created_at=now,
            subject=f"person:{person.id}",
            person=person.id,
            not_before=not_before,
        )
