"""The made-up programme as values: plans, people, and 26 weeks of updates by the real rules."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.use_cases.plan_matching import financial_year
from bot.use_cases.sample.plans import (
    BLOCKERS,
    GOALS,
    MEASURES,
    OFFICE_PERSON,
    PEOPLE,
    SPARED,
    TEAMS,
    SampleGoal,
)
from bot.use_cases.sample.stories import WEEKS
from programme.configuration import Programme
from programme.people import Actor, Person
from programme.plans import AnnualPlan, Goal, Measure, MeasureValue, Team
from programme.spc import ImprovementDirection
from programme.update_faults import UpdateContext, asks_recovery
from programme.update_rules import record_update
from programme.updates import (
    Blocker,
    Confidence,
    DecisionRequired,
    Rating,
    Report,
    UpdateDraft,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import ReportingWeek

_MONTHS = 12
_CONFIDENCE = {
    Rating.GREEN: Confidence.HIGH,
    Rating.AMBER: Confidence.MEDIUM,
    Rating.RED: Confidence.LOW,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything of the made-up programme, in the order in which it refers to one another.

    Attributes:
        updates: each with the version before it of the same week, or None.
    """

    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    plans: tuple[AnnualPlan, ...]
    measures: tuple[Measure, ...]
    goals: tuple[Goal, ...]
    values: tuple[MeasureValue, ...]
    updates: tuple[tuple[WeeklyUpdate, WeeklyUpdate | None], ...]


def make_sample(programme: Programme, now: datetime, seed: int = 2026) -> Sample:
    """The made-up programme as it stands at a moment; the same for the same moment and seed.

    Raises:
        RuleBroken: an update breaks a rule; the sample would then be wrong.
    """
    chance = random.Random(seed)  # noqa: S311 - a made-up programme needs no secret
    today = now.astimezone(programme.rhythm.zone).date()
    year = financial_year(today)
    people = {name: Person(_id(chance), name, slack) for name, slack in PEOPLE}
    name, slack, role = OFFICE_PERSON
    office = Person(_id(chance), name, slack, frozenset({role}))
    teams = tuple(Team(each.key, each.name, each.kind, each.channel) for each in TEAMS)
    plans = {}
    for team in teams:
        plan = AnnualPlan(f"{team.key}-plan", team.key, "", year.start, year.end)
        title = f"{team.name} annual plan {plan.year}"
        plans[team.key] = AnnualPlan(plan.key, plan.team, title, plan.start, plan.end)
    norths = [north.key for north in programme.true_norths]
    goals, measures, values, updates = [], [], [], []
    for place, each in enumerate(GOALS):
        north = each.north if each.north in norths else norths[place % len(norths)]
        lead = people[each.lead]
        measures.append(_measure(each, north))
        goal = Goal(
            each.key,
            plans[each.team].key,
            each.team,
            each.name,
            north,
            measure=each.key,
            due=year.end,
            leads=(lead.id,),
        )
        goals.append(goal)
        told = list(_GoalStory(each, goal, lead, programme, now, seed).updates())
        updates += told
        standing = {update.week: update for update, _ in told}
        values += [
            MeasureValue(each.key, update.report.as_at, update.report.value, update.id)
            for update in standing.values()
            if update.report and update.report.as_at and update.report.value is not None
        ]
    for beside in MEASURES:
        direction = _direction(beside.target - beside.baseline)
        measures.append(
            Measure(
                beside.key,
                beside.name,
                beside.unit,
                direction,
                beside.baseline,
                beside.target,
                beside.set,
            )
        )
        for back in range(_MONTHS):
            wander = chance.uniform(-0.2, 0.4) * (beside.target - beside.baseline)
            day = _month_end(today, back)
            values.append(MeasureValue(beside.key, day, round(beside.baseline + wander, 1)))
    return Sample(
        (*people.values(), office),
        teams,
        tuple(plans.values()),
        tuple(measures),
        tuple(goals),
        tuple(values),
        tuple(sorted(updates, key=lambda told: (told[0].submitted_at, told[0].id))),
    )


class _GoalStory:
    """The updates of one goal, week after week."""

    def __init__(
        self,
        sample: SampleGoal,
        goal: Goal,
        lead: Person,
        programme: Programme,
        now: datetime,
        seed: int,
    ) -> None:
        self._sample = sample
        self._story = sample.story
        self._goal = goal
        self._lead = lead
        self._actor = Actor(lead.id, lead.name, goals=frozenset({goal.key}), slack=lead.slack)
        self._rhythm = programme.rhythm
        self._now = now
        self._chance = random.Random(f"{seed}:{sample.key}")  # noqa: S311 - see make_sample
        self._progress = sample.story.progress(self._chance)
        self._last: WeeklyUpdate | None = None

    def updates(self) -> Iterator[tuple[WeeklyUpdate, WeeklyUpdate | None]]:
        """Every version, in the order of weeks."""
        current = self._rhythm.current(self._now)
        for number in range(WEEKS):
            week = current.plus(number + 1 - WEEKS)
            spared = week == current and self._lead.name == SPARED
            moment = self._moment(number, week)
            if number in self._story.silent or spared or moment > self._now:
                continue
            first = self._recorded(self._draft(number, week, moment), moment, None)
            yield first, None
            if number in self._story.amended:
                put_right = self._draft(number, week, moment, put_right=True)
                later = min(moment + timedelta(days=1), self._now)
                second = self._recorded(put_right, later, first)
                yield second, first
                first = second
            if first.kind is UpdateKind.REPORT:
                self._last = first

    def _recorded(
        self, draft: UpdateDraft, moment: datetime, standing: WeeklyUpdate | None
    ) -> WeeklyUpdate:
        context = UpdateContext(self._goal, standing, self._last, None, self._rhythm, moment)
        return record_update(draft, actor=self._actor, context=context, update_id=_id(self._chance))

    def _moment(self, number: int, week: ReportingWeek) -> datetime:
        opens, due = self._rhythm.opens_at(week), self._rhythm.due_at(week)
        if number in self._story.early:
            return opens - timedelta(hours=self._chance.uniform(2, 20))
        if number in self._story.late:
            return due + timedelta(hours=self._chance.uniform(3, 60))
        return opens + (due - opens) * self._chance.uniform(0.05, 0.95)

    def _draft(
        self, number: int, week: ReportingWeek, moment: datetime, *, put_right: bool = False
    ) -> UpdateDraft:
        nothing = number in self._story.nothing
        return UpdateDraft(
            goal=self._goal.key,
            week=week,
            submission=f"sample:{_id(self._chance)}",
            via=Via.FORM,
            kind=UpdateKind.NOTHING_TO_REPORT if nothing else UpdateKind.REPORT,
            report=Report() if nothing else self._report(number, week, moment, put_right=put_right),
            reason="The team was on leave this week." if nothing else None,
            based_on=1 if put_right else 0,
            sure=True,
        )

    def _report(
        self, number: int, week: ReportingWeek, moment: datetime, *, put_right: bool
    ) -> Report:
        rating = self._story.ratings[number]
        last = self._last.rating if self._last else None
        work = self._sample.work
        now, then = work[number // 9 % 3], work[(number // 9 + 1) % 3]
        helper, who = BLOCKERS[self._sample.team]
        blocked = self._story.blocked_from is not None and number >= self._story.blocked_from
        decide = self._story.decision_from is not None and number >= self._story.decision_from
        said = _DONE[rating][number % 3].format(work=now)
        return Report(
            rating=rating,
            confidence=_CONFIDENCE[rating],
            value=self._value(number),
            # an office may let its weeks open before the day that the values are from
            as_at=min(week.monday + timedelta(days=1), moment.astimezone(self._rhythm.zone).date()),
            done=f"{said} The figure is put right." if put_right else said,
            next=_NEXT[number % 3].format(work=then),
            recovery=_RECOVERY.format(work=then) if asks_recovery(rating, last) else None,
            blocker=Blocker(helper, who) if blocked and rating is not Rating.GREEN else None,
            decision=DecisionRequired(
                f"Whether money for {then} may be spent before April",
                "Sample executive team",
                week.monday + timedelta(weeks=3),
            )
            if decide
            else None,
            risk="Winter may bring more people than planned." if number % 11 == 10 else None,
        )

    def _value(self, number: int) -> float:
        sample = self._sample
        value = sample.baseline + self._progress[number] * (sample.target - sample.baseline)
        most = 100.0 if sample.unit == "%" else float("inf")
        return round(min(max(value, 0.0), most), sample.decimals)


_DONE = {
    Rating.GREEN: (
        "We began with {work}, and two more teams took part.",
        "More work on {work}; people say it helps.",
        "We kept up {work} and wrote down what was learned.",
    ),
    Rating.AMBER: (
        "Work on {work} is slower than planned.",
        "We tried {work} with one team; it needs a second go.",
        "Half of the sites now have {work}.",
    ),
    Rating.RED: (
        "Work on {work} stood still this week.",
        "We could not go on with {work} as planned.",
        "Little came of {work}; the figure has not moved.",
    ),
}
_NEXT = (
    "A first round of {work}.",
    "The figures looked at together, and {work} planned.",
    "Teams asked what they need for {work}.",
)
"""What comes next one week is what the next week's form begins with as done: it reads as either."""

_RECOVERY = "For four weeks all effort goes into {work}, with a look each Monday."


def _measure(each: SampleGoal, north: str) -> Measure:
    return Measure(
        each.key,
        each.measure,
        each.unit,
        _direction(each.better),
        each.baseline,
        each.target,
        team=each.team,
        true_north=north,
    )


def _direction(way: float) -> ImprovementDirection:
    return ImprovementDirection.INCREASE if way > 0 else ImprovementDirection.DECREASE


def _month_end(today: date, back: int) -> date:
    """The last day of a month that has ended, so many months before the last one."""
    day = today.replace(day=1) - timedelta(days=1)
    for _ in range(back):
        day = day.replace(day=1) - timedelta(days=1)
    return day


def _id(chance: random.Random) -> str:
    return uuid.UUID(int=chance.getrandbits(128), version=4).hex
