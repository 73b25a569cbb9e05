"""The rules of a weekly update: may it be posted, and what does it become?"""

from datetime import datetime

from programme.errors import RuleBroken
from programme.goal_states import check_can_follow
from programme.people import Actor
from programme.permissions import check_can_backfill, check_can_report
from programme.plans import Goal, GoalState
from programme.update_faults import DraftNotWhole, UpdateContext, faults_of
from programme.updates import UpdateDraft, UpdateKind, WeeklyUpdate, week_state
from programme.weeks import ReportingRhythm, ReportingWeek

ALREADY_CHANGED = (
    "Somebody has posted on this goal's week since you opened this. "
    "Look at what it says now, and then send yours again if it should replace it."
)


class AlreadyChanged(RuleBroken):
    """Somebody posted on this goal's week since the person last looked."""


def check_week_open(
    actor: Actor, week: ReportingWeek, rhythm: ReportingRhythm, now: datetime
) -> None:
    """Leads report on the current week, a few back and the next; the office on any that has begun.

    Raises:
        RuleBroken: the week lies too far ahead or back.
    """
    _check_near(actor, week, rhythm, week.since(rhythm.current(now)))


def _check_near(actor: Actor, week: ReportingWeek, rhythm: ReportingRhythm, ahead: int) -> None:
    if ahead > rhythm.early_weeks:
        last = week.plus(rhythm.early_weeks - ahead)
        raise RuleBroken(
            f"The {week.label} lies too far ahead: reporting is open up to the {last.label}."
        )
    if ahead < -rhythm.late_weeks:
        check_can_backfill(actor)


def record_update(
    draft: UpdateDraft, *, actor: Actor, context: UpdateContext, update_id: str
) -> WeeklyUpdate:
    """What a draft becomes when it is recorded: the next version of its goal's week.

    A week that leads can no longer report on is marked as backfilled, whoever says so.

    Raises:
        RuleBroken: the person may not report on the goal, or not on this week.
        DraftNotWhole: a field is missing or wrong.
        AlreadyChanged: somebody posted in between.
    """
    check_can_report(actor, context.goal)
    check_goal_reported(context.goal)
    rhythm = context.rhythm
    ahead = draft.week.since(rhythm.current(context.now))
    _check_near(actor, draft.week, rhythm, ahead)
    backfilled = draft.backfilled or ahead < -rhythm.late_weeks
    if backfilled:
        check_can_backfill(actor)
    before = context.standing.version if context.standing else 0
    if draft.based_on != before:
        raise AlreadyChanged(ALREADY_CHANGED)
    if draft.kind is UpdateKind.WITHDRAWAL:
        check_can_withdraw(context.standing)
    if faults := faults_of(draft, context):
        raise DraftNotWhole(faults)
    return WeeklyUpdate(
        id=update_id,
        goal=draft.goal,
        week=draft.week,
        version=before + 1,
        kind=draft.kind,
        author=actor.id,
        submitted_at=context.now,
        timing=rhythm.timing(draft.week, context.now),
        via=draft.via,
        submission=draft.submission,
        report=draft.report if draft.kind is UpdateKind.REPORT else None,
        reason=(draft.reason or "").strip() or None,
        after_digest=context.closed_at is not None,
        backfilled=backfilled,
    )


def check_goal_reported(goal: Goal) -> None:
    """Only active goals are reported on.

    Raises:
        RuleBroken: the goal is paused, achieved or closed.
    """
    if goal.state is not GoalState.ACTIVE:
        raise RuleBroken(
            f"“{goal.name}” is {goal.state}, so there is nothing to report on it. "
            "Ask the programme office if it should be active."
        )


def check_can_withdraw(standing: WeeklyUpdate | None) -> None:
    """Only something that stands can be withdrawn.

    Raises:
        RuleBroken: nothing was posted, or it is withdrawn already.
    """
    check_can_follow(week_state(standing), UpdateKind.WITHDRAWAL)
