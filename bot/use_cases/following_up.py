"""What follows a digest: an update is acknowledged, a decision is made, a chart is rebased."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from programme.audit import AuditEntry
from programme.errors import RuleBroken
from programme.people import Actor, Person
from programme.permissions import check_can_change_plans, check_can_follow_up
from programme.plans import Goal, Measure, MeasureSet, MeasureValue
from programme.ports import (
    Acknowledgement,
    DecisionMade,
    Rebase,
    RebaseKind,
    UnitOfWork,
    UnitOfWorkFactory,
)
from programme.spc.series import FEWEST_FIXED_POINTS
from programme.update_faults import LARGEST_VALUE
from programme.updates import WeeklyUpdate

LONGEST_OUTCOME = 600
"""Characters of what was decided, or of why a chart is rebased."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody did about an update: `author` is to be told, where they are known.

    Attributes:
        news: False when it had been done before, so nobody is told again.
    """

    update: WeeklyUpdate
    goal: Goal
    author: Person | None
    news: bool


class FollowUp:
    """What the programme office does about what a digest tells.

    Args:
        works: units of work that write.
        now: the time, with its zone.

    Raises:
        Unavailable: from every method: the database does not answer; nothing was kept.
    """

    def __init__(self, works: UnitOfWorkFactory, *, now: Callable[[], datetime]) -> None:
        self._works = works
        self._now = now

    def acknowledge(self, work: UnitOfWork, actor: Actor, update: str) -> Followed:
        """Note that somebody of the office has read an update, in somebody's unit of work.

        Raises:
            RuleBroken: they may not, or the update is gone.
        """
        check_can_follow_up(actor)
        followed = _followed(work, update)
        now = self._now()
        news = work.digests.acknowledge(Acknowledgement(update, actor.id, now))
        if news:
            work.audit.add(
                AuditEntry(now, actor.id, "update.acknowledged", f"goal:{followed.goal.key}")
            )
        return _with_news(followed, news)

    def decide(self, work: UnitOfWork, actor: Actor, update: str, decided: str) -> Followed:
        """Close a decision with what was decided, in somebody's unit of work.

        Raises:
            RuleBroken: they may not, the update is gone, or it is not said what was decided.
        """
        check_can_follow_up(actor)
        outcome = _sentence(decided, "Say in a sentence what was decided.")
        followed = _followed(work, update)
        report = followed.update.report
        if report is None or report.decision is None:
            raise RuleBroken("This update asks for no decision.")
        now = self._now()
        news = work.digests.decide(DecisionMade(update, followed.goal.key, outcome, actor.id, now))
        if not news:
            raise RuleBroken("This decision was noted as made already.")
        work.audit.add(AuditEntry(now, actor.id, "decision.made", f"goal:{followed.goal.key}"))
        return _with_news(followed, news)

    def rebase(
        self,
        actor: Actor,
        measure: str,
        day: date,
        reason: str,
        kind: RebaseKind = RebaseKind.REBASE,
    ) -> Measure:
        """Say where a measure's mean and limits come from, and why.

        Raises:
            RuleBroken: they may not, there is no such measure, no reason is given, or the values
                do not allow it.
        """
        check_can_change_plans(actor)
        why = _sentence(reason, "Say why, in a sentence: the reason is kept with the chart.")
        now = self._now()
        with self._works() as work:
            found = _measure(work, measure)
            _check_rebase(work, measure, day, kind)
            work.digests.rebase(Rebase(measure, day, why, actor.id, now, kind))
            facts = {"day": day.isoformat(), "kind": kind.value}
            work.audit.add(
                AuditEntry(now, actor.id, "measure.rebased", f"measure:{measure}", after=facts)
            )
            work.commit()
        return found

    def add_value(self, actor: Actor, measure: str, value: float, day: date) -> Measure:
        """Keep a value of a measure outside goals; one of the same day is corrected.

        Raises:
            RuleBroken: they may not, there is no such measure, it belongs to a goal, or the value
                is none.
        """
        check_can_change_plans(actor)
        now = self._now()
        if day > now.date():
            raise RuleBroken("The day lies ahead: give the day that the value is from.")
        if not math.isfinite(value) or abs(value) > LARGEST_VALUE:
            raise RuleBroken("Give the value as an ordinary number, like 11.4.")
        with self._works() as work:
            found = _measure(work, measure)
            if found.set is MeasureSet.GOAL:
                raise RuleBroken(
                    "This measure belongs to a goal: its values come with the updates."
                )
            held = work.plans.values([measure], day).get(measure, ())
            before = next((each.value for each in held if each.as_at == day), None)
            work.plans.put_values([MeasureValue(measure, day, value)])
            work.audit.add(
                AuditEntry(
                    now,
                    actor.id,
                    "measure.value",
                    f"measure:{measure}",
                    before=None if before is None else {"as_at": day.isoformat(), "value": before},
                    after={"as_at": day.isoformat(), "value": value},
                )
            )
            work.commit()
        return found

    def take_back_rebase(self, actor: Actor, measure: str, day: date) -> Measure:
        """Undo a rebase.

        Raises:
            RuleBroken: they may not, or there is none on that day.
        """
        check_can_change_plans(actor)
        with self._works() as work:
            found = _measure(work, measure)
            if not work.digests.remove_rebase(measure, day):
                raise RuleBroken("The measure was not rebased on that day.")
            facts = {"day": day.isoformat()}
            work.audit.add(
                AuditEntry(
                    self._now(),
                    actor.id,
                    "measure.rebase_removed",
                    f"measure:{measure}",
                    before=facts,
                )
            )
            work.commit()
        return found


def _followed(work: UnitOfWork, update: str) -> Followed:
    found = work.updates.get(update)
    goals = work.plans.goals([found.goal]) if found else []
    if found is None or not goals:
        raise RuleBroken("That update is no longer kept.")
    return Followed(found, goals[0], work.people.get(found.author), news=True)


def _with_news(followed: Followed, news: bool) -> Followed:
    return Followed(followed.update, followed.goal, followed.author, news)


def _check_rebase(work: UnitOfWork, measure: str, day: date, kind: RebaseKind) -> None:
    days = [value.as_at for value in work.plans.values([measure]).get(measure, ())]
    other = [
        each
        for each in work.digests.rebases([measure]).get(measure, ())
        if each.kind is not kind or (kind is RebaseKind.BASELINE and each.day != day)
    ]
    if other:
        raise RuleBroken(
            "The measure has a rebase or a baseline already: take that one back first. "
            "A chart has rebases or one baseline, not both."
        )
    if kind is RebaseKind.REBASE and not (days and days[0] < day <= days[-1]):
        raise RuleBroken("A rebase begins on a day after the first value and up to the last one.")
    if kind is RebaseKind.BASELINE and sum(each <= day for each in days) < FEWEST_FIXED_POINTS:
        raise RuleBroken(f"A baseline needs {FEWEST_FIXED_POINTS} values or more up to its day.")


def _measure(work: UnitOfWork, key: str) -> Measure:
    found = work.plans.measures([key])
    if not found:
        raise RuleBroken(
            "There is no such measure. List them with: truenorth plans list --measures"
        )
    return found[0]


def _sentence(text: str, asked: str) -> str:
    kept = text.strip()
    if not kept:
        raise RuleBroken(asked)
    if len(kept) > LONGEST_OUTCOME:
        raise RuleBroken(f"Keep it under {LONGEST_OUTCOME} characters; it has {len(kept)}.")
    return kept
