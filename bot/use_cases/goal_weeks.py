"""A goal's week as its lead sees it: what stands, what was said last, what a form begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from programme.errors import RuleBroken
from programme.plans import Goal, GoalState, Measure, Team
from programme.ports import UnitOfWork
from programme.update_faults import texts_of
from programme.updates import Report, UpdateDraft, WeeklyUpdate, WeekState, week_state
from programme.weeks import ReportingWeek

NO_GOAL = "There is no such goal any more. Ask the programme office which it is now."

Keyed = TypeVar("Keyed", Team, Measure)


@dataclass(frozen=True, slots=True)
class GoalWeek:
    """A goal as its lead sees it for one week.

    Attributes:
        standing: the latest version for the week, or None; it may be a withdrawal.
        last: the last report of an earlier week, from which a form is prefilled.
        closed_at: when the week's digest was sent, or None.
        plan_begins: the first day of the goal's annual plan.
    """

    goal: Goal
    team: Team
    measure: Measure | None
    week: ReportingWeek
    standing: WeeklyUpdate | None
    last: WeeklyUpdate | None
    closed_at: datetime | None
    plan_begins: date

    @property
    def state(self) -> WeekState:
        """How the week stands."""
        return week_state(self.standing)

    @property
    def outstanding(self) -> bool:
        """Nothing is said of this week yet."""
        return self.state in (WeekState.MISSING, WeekState.WITHDRAWN)

    @property
    def version(self) -> int:
        """The version a new draft is based on; 0 before the first."""
        return self.standing.version if self.standing else 0

    @property
    def said(self) -> Report | None:
        """What the week's standing report says, or None."""
        return self.standing.report if self.standing else None

    @property
    def texts_before(self) -> frozenset[str]:
        """The words that stand for this week and for the last one that was reported."""
        return frozenset(
            text for each in (self.standing, self.last) if each for text in words_of(each)
        )


def prefilled(seen: GoalWeek, draft: UpdateDraft) -> UpdateDraft:
    """A draft with what is known already: this week's own report, or last week's plans.

    From last week come the rating, the confidence, what was to be done next (as a start of what
    was done), and what still stands in the way; never the value, which is of its day.
    """
    if seen.said is not None:
        return replace(draft, report=seen.said, based_on=seen.version)
    last = seen.last.report if seen.last else None
    if last is None:
        return replace(draft, based_on=seen.version)
    report = Report(
        rating=last.rating,
        confidence=last.confidence,
        done=last.next,
        recovery=last.recovery,
        blocker=last.blocker,
        decision=last.decision,
        risk=last.risk,
    )
    return replace(draft, report=report, based_on=seen.version)


def words_of(update: WeeklyUpdate) -> list[str]:
    """Every free text of a version."""
    said = list(texts_of(update.report).values()) if update.report else []
    return [*said, *filter(None, [update.reason])]


def the_goal(work: UnitOfWork, key: str) -> Goal:
    """A goal by its key.

    Raises:
        RuleBroken: there is none.
    """
    found = work.plans.goals([key])
    if not found:
        raise RuleBroken(NO_GOAL)
    return found[0]


def goal_weeks(work: UnitOfWork, goals: Sequence[Goal], week: ReportingWeek) -> list[GoalWeek]:
    """How a week of these goals stands, in their order."""
    keys = [goal.key for goal in goals]
    if not keys:
        return []
    teams = by_key(work.plans.teams())
    begins = {plan.key: plan.start for plan in work.plans.plans()}
    measures = by_key(work.plans.measures([goal.measure for goal in goals if goal.measure]))
    standing = work.updates.in_week(week, keys)
    last = work.updates.last_reports(keys, week)
    closed_at = work.updates.closed_at(week)
    return [
        GoalWeek(
            goal=goal,
            team=teams[goal.team],
            measure=measures.get(goal.measure or ""),
            week=week,
            standing=standing.get(goal.key),
            last=last.get(goal.key),
            closed_at=closed_at,
            plan_begins=begins[goal.plan],
        )
        for goal in goals
    ]


def under_way(work: UnitOfWork, goals: Sequence[Goal], week: ReportingWeek) -> list[Goal]:
    """The active ones of these goals whose annual plan has begun by the end of a week.

    Next year's goals are planned while this year's are reported on: they are not silent yet.
    """
    begins = {plan.key: plan.start for plan in work.plans.plans()}
    return [
        goal
        for goal in goals
        if goal.state is GoalState.ACTIVE and begins[goal.plan] <= week.sunday
    ]


def by_key(found: Iterable[Keyed]) -> dict[str, Keyed]:
    """Records under their keys."""
    return {each.key: each for each in found}
