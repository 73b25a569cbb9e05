"""Weekly updates: what a lead has to report, and how it is recorded, amended and withdrawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.goal_weeks import NO_GOAL, GoalWeek, by_key, goal_weeks, the_goal, under_way
from bot.use_cases.records import audit_of, passed_receipt_of, posts_of, value_of
from programme.errors import RuleBroken
from programme.people import Actor
from programme.permissions import (
    check_can_report,
    check_can_see_history,
    check_can_see_programme,
)
from programme.plans import Goal, Measure, MeasureValue, Team
from programme.ports import UnitOfWork, UnitOfWorkFactory
from programme.update_faults import DraftNotWhole, FieldFault, UpdateContext
from programme.update_rules import ALREADY_CHANGED, AlreadyChanged, record_update
from programme.updates import (
    UpdateDraft,
    UpdateKind,
    WeeklyUpdate,
)
from programme.weeks import ReportingRhythm, ReportingWeek

LookAtWords = Callable[[UpdateDraft], Sequence[FieldFault]]
"""The guard of an update's words: what must not be kept, field by field."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a submission.

    Attributes:
        repeated: this submission had been kept before; nothing was stored now.
    """

    update: WeeklyUpdate
    goal: Goal
    team: Team
    measure: Measure | None
    previous: WeeklyUpdate | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """A goal's weeks, newest first, with its measure's values in order of date."""

    goal: Goal
    measure: Measure | None
    updates: Sequence[WeeklyUpdate]
    values: Sequence[MeasureValue]


class Reporting:
    """What leads do with weekly updates.

    Args:
        works, readings: units of work that write, and that only read.
        rhythm: when weeks open and are due.
        look_at_words: the guard; it looks before anything is kept.
        now: the time, with its zone.
        new_id: makes ids of versions.

    Raises:
        Unavailable: from every method: the database does not answer; nothing was kept.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        *,
        rhythm: ReportingRhythm,
        look_at_words: LookAtWords,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._works = works
        self._readings = readings
        self._look_at_words = look_at_words
        self._now = now
        self._new_id = new_id
        self.rhythm = rhythm

    def current_week(self) -> ReportingWeek:
        """The week to report on now."""
        return self.rhythm.current(self._now())

    def open_weeks(self) -> list[ReportingWeek]:
        """The weeks a lead may report on now: the current one first."""
        return self.rhythm.open_to_leads(self._now())

    def to_report(self, actor: Actor, week: ReportingWeek | None = None) -> list[GoalWeek]:
        """The active goals a person leads, those not yet reported for the week first.

        Also those of a plan that has yet to begin: nobody is asked about them, but may tell.
        """
        week = week or self.current_week()
        with self._readings() as work:
            goals = work.plans.goals_of(actor.id)
            found = goal_weeks(work, goals, week)
        return sorted(
            found, key=lambda each: (not each.outstanding, each.team.name, each.goal.name)
        )

    def goal_week(self, actor: Actor, goal: str, week: ReportingWeek | None = None) -> GoalWeek:
        """One goal for one week, for somebody who may report on it.

        Raises:
            RuleBroken: there is no such goal, or they may not.
        """
        with self._readings() as work:
            found = goal_weeks(work, [the_goal(work, goal)], week or self.current_week())[0]
        check_can_report(actor, found.goal)
        return found

    def history(self, actor: Actor, goal: str, weeks: int = 52) -> GoalHistory:
        """What stands for a goal's weeks, for somebody who may report on it.

        Raises:
            RuleBroken: there is no such goal, or they may not.
        """
        with self._readings() as work:
            found = the_goal(work, goal)
            check_can_see_history(actor, found)
            measure = by_key(work.plans.measures([found.measure])) if found.measure else {}
            values = work.plans.values(list(measure))
            updates = work.updates.history(goal, weeks)
        return GoalHistory(
            found,
            measure.get(found.measure or ""),
            updates,
            values.get(found.measure or "", ()),
        )

    def submit(self, actor: Actor, draft: UpdateDraft) -> Recorded:
        """Record a draft: the version, its audit entry, its value and its posts in one commit.

        The same submission again stores nothing and gives back what was stored.

        Raises:
            RuleBroken: the person may not, the week is not open, or somebody posted in between.
            DraftNotWhole: fields are missing, wrong, or hold what must not be kept.
        """
        self._check_words(draft)
        with self._works() as work:
            recorded = self._record_once(work, actor, draft)
            if not recorded.repeated:
                work.commit()
            return recorded

    def submit_all(
        self,
        actor: Actor,
        drafts: Sequence[UpdateDraft],
        *,
        accept_valid: bool = False,
        only_look: bool = False,
    ) -> list[Recorded | RuleBroken]:
        """Record drafts one after the other, and keep all of them in one commit or none.

        What came of each, in their order; one that a rule refuses is given back as that refusal.

        Args:
            actor: whose updates they are.
            drafts: in the order of their weeks, each then held against the one before.
            accept_valid: keep those that hold also when others are refused.
            only_look: keep nothing.
        """
        outcomes: list[Recorded | RuleBroken] = []
        with self._works() as work:
            for draft in drafts:
                try:
                    self._check_words(draft)
                    outcomes.append(self._record_once(work, actor, draft))
                except RuleBroken as refused:
                    outcomes.append(refused)
            whole = not any(isinstance(outcome, RuleBroken) for outcome in outcomes)
            if (whole or accept_valid) and not only_look:
                work.commit()
        return outcomes

    def week(self, actor: Actor, week: ReportingWeek) -> list[GoalWeek]:
        """Every active goal for one week, by team and name, for somebody who sees the programme.

        Raises:
            RuleBroken: they may not.
        """
        check_can_see_programme(actor)
        with self._readings() as work:
            found = goal_weeks(work, under_way(work, work.plans.goals(), week), week)
        return sorted(found, key=lambda each: (each.team.name, each.goal.name))

    def withdraw(
        self, actor: Actor, standing: WeeklyUpdate, submission: str, reason: str | None = None
    ) -> Recorded:
        """Take an update back: the week counts as not reported again.

        Raises:
            RuleBroken: they may not, or something newer stands by now.
        """
        draft = UpdateDraft(
            goal=standing.goal,
            week=standing.week,
            submission=submission,
            via=standing.via,
            kind=UpdateKind.WITHDRAWAL,
            reason=reason,
            based_on=standing.version,
        )
        return self.submit(actor, draft)

    def _check_words(self, draft: UpdateDraft) -> None:
        if faults := tuple(self._look_at_words(draft)):
            raise DraftNotWhole(faults)

    def _record_once(self, work: UnitOfWork, actor: Actor, draft: UpdateDraft) -> Recorded:
        """Record a draft; what its submission was kept as before, where it was.

        A repeated submission is rare, so it is looked for only when a rule or another row stands
        in the way, as its own first delivery then does.
        """
        refused: RuleBroken = AlreadyChanged(ALREADY_CHANGED)
        try:
            recorded = self._record(work, actor, draft)
        except RuleBroken as broken:
            recorded, refused = None, broken
        if recorded is not None:
            return recorded
        kept = work.updates.by_submission(draft.submission)
        if kept is None:
            raise refused
        return _repeated(work, kept, actor)

    def _record(self, work: UnitOfWork, actor: Actor, draft: UpdateDraft) -> Recorded | None:
        """Everything that one update writes; None when another writer was quicker."""
        now = self._now()
        seen = work.updates.ground(draft.goal, draft.week)
        if seen is None:
            raise RuleBroken(NO_GOAL)
        context = UpdateContext(
            goal=seen.goal,
            standing=seen.standing,
            last=seen.last,
            closed_at=seen.closed_at,
            rhythm=self.rhythm,
            now=now,
            plan_begins=seen.plan_begins,
        )
        update = record_update(draft, actor=actor, context=context, update_id=self._new_id())
        entry, value = audit_of(update, seen.standing), value_of(update, seen.goal)
        if not work.updates.add(update, entry=entry, value=value):
            return None
        if seen.standing:
            # a value for the same day is this version's by now
            work.plans.remove_values(seen.standing.id)
            work.outbox.put(*passed_receipt_of(work, seen.standing, now))
        recorded = Recorded(update, seen.goal, seen.team, seen.measure, seen.standing)
        work.outbox.put(*posts_of(recorded.update, seen.team, actor, now))
        return recorded


def _repeated(work: UnitOfWork, kept: WeeklyUpdate, actor: Actor) -> Recorded:
    goal = the_goal(work, kept.goal)
    check_can_report(actor, goal)
    seen = goal_weeks(work, [goal], kept.week)[0]
    return Recorded(kept, goal, seen.team, seen.measure, None, repeated=True)
