"""The chase list of the office: silent goals, and a nudge to their leads once a day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.reminding import asking, read_week
from programme.audit import AuditEntry, Facts
from programme.chasing import ChasedTeam, SilentGoal, chase_list
from programme.errors import RuleBroken
from programme.outbox import Post
from programme.people import Actor, Person
from programme.permissions import check_can_nudge, check_can_see_programme
from programme.plans import Goal
from programme.ports import UnitOfWork, UnitOfWorkFactory
from programme.weeks import ReportingRhythm, ReportingWeek

NUDGE = "nudge"
NUDGED = "goal.nudged"
LOOK_BACK = 104
"""Weeks that are looked back for when a goal was last heard of."""


@dataclass(frozen=True, slots=True)
class ChaseList:
    """The silent goals of a week, team by team.

    Attributes:
        nudged: keys of goals whose leads were nudged today.
        active: how many goals are reported on in all.
    """

    week: ReportingWeek
    teams: tuple[ChasedTeam, ...]
    nudged: frozenset[str]
    active: int

    @property
    def goals(self) -> tuple[SilentGoal, ...]:
        """All silent goals."""
        return tuple(silent for team in self.teams for silent in team.goals)

    @property
    def to_nudge(self) -> tuple[SilentGoal, ...]:
        """Those whose leads a nudge can reach and has not reached today."""
        return tuple(
            each for each in self.goals if each.nudged and each.goal.key not in self.nudged
        )


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of a nudge.

    Attributes:
        people: who gets a message.
        goals: of which goals.
        before: goals that were nudged earlier today, and so not again.
    """

    people: tuple[Person, ...]
    goals: tuple[Goal, ...]
    before: tuple[Goal, ...]


class Chasing:
    """What the office does about silence.

    Raises:
        RuleBroken: from both methods: the actor is not of the office, or a goal is not silent.
        Unavailable: from both methods: the database does not answer; nothing was kept.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        *,
        rhythm: ReportingRhythm,
        now: Callable[[], datetime],
    ) -> None:
        self._works = works
        self._readings = readings
        self._rhythm = rhythm
        self._now = now

    def silent(self, actor: Actor, week: ReportingWeek | None = None) -> ChaseList:
        """The silent goals of a week: of the one to report on now, unless another is named."""
        check_can_see_programme(actor)
        with self._readings() as work:
            return self._list(work, week or self._rhythm.current(self._now()))

    def nudge(self, actor: Actor, goals: Collection[str] | None = None) -> Nudged:
        """Write to the leads of these silent goals, or of all: one message to each lead.

        A goal is nudged at most once a day, whoever presses, and however often.
        """
        check_can_nudge(actor)
        now = self._now()
        with self._works() as work:
            chased = self._list(work, self._rhythm.current(now))
            meant = [one for one in chased.goals if goals is None or one.goal.key in goals]
            if not meant:
                raise RuleBroken("Nobody has to be nudged: something has been said by now.")
            claimed = [one for one in meant if one.nudged and self._claims(work, one.goal, now)]
            people = self._write(work, actor, chased.week, claimed, now)
            fresh = {one.goal.key for one in claimed}
            work.commit()
        return Nudged(
            people=people,
            goals=tuple(one.goal for one in claimed),
            before=tuple(one.goal for one in meant if one.nudged and one.goal.key not in fresh),
        )

    def _list(self, work: UnitOfWork, week: ReportingWeek) -> ChaseList:
        read = read_week(work, week)
        keys = [goal.key for goal in read.goals]
        traces = work.updates.traces(keys, week.plus(-LOOK_BACK), week.plus(-1))
        teams = chase_list(
            week,
            read.goals,
            read.standing,
            work.updates.last_reports(keys, week),
            teams=read.teams,
            people=read.people,
            heard={key: found[0].week for key, found in traces.items() if found},
        )
        silent = [one.goal.key for team in teams for one in team.goals]
        return ChaseList(
            week=week,
            teams=teams,
            nudged=frozenset(key for key in silent if self._was_nudged(work, key)),
            active=sum(goal.state == "active" for goal in read.goals),
        )

    def _was_nudged(self, work: UnitOfWork, goal: str) -> bool:
        today = self._day(self._now())
        entries = work.audit.about(f"goal:{goal}")
        return any(each.action == NUDGED and self._day(each.at) == today for each in entries)

    def _claims(self, work: UnitOfWork, goal: Goal, now: datetime) -> bool:
        return work.schedule.claim(NUDGE, f"{self._day(now)}/{goal.key}", now)

    def _day(self, moment: datetime) -> str:
        return moment.astimezone(self._rhythm.zone).date().isoformat()

    def _write(
        self,
        work: UnitOfWork,
        actor: Actor,
        week: ReportingWeek,
        claimed: Sequence[SilentGoal],
        now: datetime,
    ) -> tuple[Person, ...]:
        by_person: dict[str, list[SilentGoal]] = {}
        # whoever has a role by a user group alone has no name on record
        by = None if actor.slack and actor.id == f"slack:{actor.slack}" else actor.id
        people = {person.id: person for one in claimed for person in one.nudged}
        for one in claimed:
            for person in one.nudged:
                by_person.setdefault(person.id, []).append(one)
        for person_id, theirs in by_person.items():
            person = people[person_id]
            work.outbox.put(
                Post(
                    # its first goal is claimed once a day, so the id is its own
                    id=f"{NUDGE}:{self._day(now)}:{person_id}:{theirs[0].goal.key}",
                    kind=NUDGE,
                    to=person.slack or "",
                    body=asking(week, [one.goal for one in theirs], by=by),
                    created_at=now,
                    subject=f"person:{person_id}",
                    person=person_id,
                )
            )
        for one in claimed:
            facts: Facts = {"week": week.key, "leads": len(one.nudged), "weeks": one.weeks_silent}
            work.audit.add(AuditEntry(now, actor.id, NUDGED, f"goal:{one.goal.key}", after=facts))
        return tuple(sorted(people.values(), key=lambda person: (person.name, person.id)))
