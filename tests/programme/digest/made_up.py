"""Made-up weeks of a made-up programme; nobody real is named."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from programme.digest import Digest, DigestMaterial, Scope, Trace, build_digest
from programme.plans import Goal, Measure, MeasureValue, Team, TrueNorth
from programme.spc import ImprovementDirection
from programme.updates import (
    Blocker,
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import ReportingWeek, Timing

WEEK = ReportingWeek(2026, 46)
MONDAY_AFTER = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WHOLE = Scope()
TRUE_NORTHS = (TrueNorth("timely", "Timely access"), TrueNorth("safe", "Safe care"))
TEAMS = {
    key: Team(key, name)
    for key, name in (("river", "Sample: Riverside"), ("hill", "Sample: Hill House"))
}


def goal(key: str, team: str = "river", **changes: object) -> Goal:
    given: dict[str, object] = {
        "key": key,
        "plan": f"{team}-2026",
        "team": team,
        "name": f"Goal {key}",
        "true_north": "timely",
        "due": date(2027, 3, 31),
        **changes,
    }
    return Goal(**given)  # type: ignore[arg-type]  # tests name the fields they change


def update(
    goal_key: str,
    rating: Rating | None = Rating.GREEN,
    *,
    week: ReportingWeek = WEEK,
    kind: UpdateKind = UpdateKind.REPORT,
    blocker: Blocker | None = None,
    decision: DecisionRequired | None = None,
    done: str | None = "Something made up was done",
    recovery: str | None = None,
) -> WeeklyUpdate:
    report = Report(rating=rating, done=done, blocker=blocker, decision=decision, recovery=recovery)
    return WeeklyUpdate(
        id=f"{goal_key}@{week}",
        goal=goal_key,
        week=week,
        version=1,
        kind=kind,
        author="person-1",
        submitted_at=MONDAY_AFTER - timedelta(days=3),
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=f"{goal_key}@{week}",
        report=report if kind is UpdateKind.REPORT else None,
    )


def trace(
    goal_key: str,
    weeks_ago: int,
    rating: Rating | None = Rating.GREEN,
    *,
    decision: DecisionRequired | None = None,
    recovery: str | None = None,
    kind: UpdateKind = UpdateKind.REPORT,
) -> Trace:
    week = WEEK.plus(-weeks_ago)
    return Trace(f"{goal_key}@{week}", goal_key, week, kind, rating, decision, recovery)


def measure(
    key: str = "m",
    *,
    target: float | None = None,
    direction: ImprovementDirection = ImprovementDirection.DECREASE,
) -> Measure:
    return Measure(key, f"Measure {key}", "weeks", direction, target=target)


def values(key: str, numbers: Sequence[float]) -> list[MeasureValue]:
    """One value a week, the last one in the digest's week."""
    last = WEEK.monday
    return [
        MeasureValue(key, last - timedelta(weeks=len(numbers) - 1 - n), number)
        for n, number in enumerate(numbers)
    ]


def digest_of(
    goals: Sequence[Goal],
    updates: Sequence[WeeklyUpdate] = (),
    traces: Sequence[Trace] = (),
    **changes: object,
) -> Digest:
    held: dict[str, list[Trace]] = {}
    for each in sorted(traces, key=lambda t: t.week, reverse=True):
        held.setdefault(each.goal, []).append(each)
    given: Mapping[str, object] = {
        "week": WEEK,
        "scope": changes.pop("scope", None) or WHOLE,
        "now": MONDAY_AFTER,
        "true_norths": TRUE_NORTHS,
        "teams": TEAMS,
        "goals": list(goals),
        "measures": {},
        "this_week": {each.goal: each for each in updates},
        "traces": held,
        "last_reports": {},
        "values": {},
        **changes,
    }
    return build_digest(DigestMaterial(**given))  # type: ignore[arg-type]  # as above
