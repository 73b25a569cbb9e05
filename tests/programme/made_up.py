"""Made-up goals, people and updates for the tests of the rules."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from programme.people import Actor, Role
from programme.plans import Goal
from programme.update_faults import UpdateContext
from programme.updates import Rating, Report, UpdateDraft, UpdateKind, Via, WeeklyUpdate
from programme.weeks import ReportingRhythm, ReportingWeek, Timing

WEEK = ReportingWeek(2026, 46)
THURSDAY = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
"""In the made-up week, between its opening and its deadline."""

GOAL = Goal(
    key="dementia-waits",
    plan="older-adults-2026",
    team="older-adults",
    name="Dementia waits",
    true_north="timely-access",
    measure="dementia-weeks",
    leads=("p1",),
)
LEAD = Actor(id="p1", name="A. Lead", goals=frozenset({GOAL.key}))
OFFICE = Actor(id="p9", name="Z. Office", roles=frozenset({Role.OFFICE}))


def draft(**changed: Any) -> UpdateDraft:
    """A whole draft, green, with changes."""
    report = {
        name: changed.pop(name) for name in tuple(changed) if name in Report.__dataclass_fields__
    }
    whole = UpdateDraft(
        goal=GOAL.key,
        week=WEEK,
        submission="s1",
        via=Via.FORM,
        report=replace(Report(rating=Rating.GREEN, done="Opened a second clinic."), **report),
    )
    return replace(whole, **changed)


def update(**changed: Any) -> WeeklyUpdate:
    """A stored update, version 1, green, with changes; `rating` goes into its report."""
    rating = changed.pop("rating", Rating.GREEN)
    kind = changed.get("kind", UpdateKind.REPORT)
    whole = WeeklyUpdate(
        id="u1",
        goal=GOAL.key,
        week=WEEK,
        version=1,
        kind=UpdateKind.REPORT,
        author=LEAD.id,
        submitted_at=THURSDAY,
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission="s0",
        report=Report(rating=rating, done="Opened a clinic."),
    )
    if kind is not UpdateKind.REPORT:
        changed.setdefault("report", None)
    return replace(whole, **changed)


def context(**changed: Any) -> UpdateContext:
    """Nothing posted yet, the week open, green the week before."""
    whole = UpdateContext(
        goal=GOAL,
        standing=None,
        last=update(week=WEEK.plus(-1)),
        closed_at=None,
        rhythm=ReportingRhythm(),
        now=THURSDAY,
    )
    return replace(whole, **changed)
