"""Made-up people, teams, goals, updates and posts for the contracts; nobody real is named."""

from datetime import date, datetime

from programme.audit import AuditEntry, Facts
from programme.outbox import Post
from programme.people import Person, Role
from programme.plans import AnnualPlan, Goal, GoalState, Measure, MeasureSet, Team, TeamKind
from programme.ports import KeptDraft, UnitOfWork
from programme.spc import ImprovementDirection
from programme.updates import (
    Blocker,
    Confidence,
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import ReportingWeek, Timing
from tests.contracts.made_up import NOON

WEEK = ReportingWeek(2026, 45)


def person(id_: str, *, name: str | None = None, slack: str | None = None) -> Person:
    return Person(
        id=id_, name=name or f"Made-up {id_}", slack=slack, roles=frozenset({Role.OFFICE})
    )


def team(key: str, *, name: str | None = None, leads: tuple[str, ...] = ()) -> Team:
    return Team(key, name or f"Team {key}", TeamKind.CORPORATE_TEAM, f"C{key}", leads)


def plan(key: str, *, of: str = "north", start: date = date(2026, 4, 1)) -> AnnualPlan:
    return AnnualPlan(key, of, f"Plan “{key}”", start, start.replace(year=start.year + 1))


def measure(key: str, *, name: str | None = None, of: str | None = None) -> Measure:
    return Measure(
        key=key,
        name=name or f"Measure {key}",
        unit="%",
        direction=ImprovementDirection.DECREASE,
        baseline=17.5,
        target=None,
        set=MeasureSet.WORKFORCE,
        team=of,
        true_north="people",
    )


def goal(
    key: str,
    *,
    name: str | None = None,
    of: str = "north",
    leads: tuple[str, ...] = (),
    state: GoalState = GoalState.ACTIVE,
    measure: str | None = None,
) -> Goal:
    return Goal(
        key=key,
        plan=f"{of}-plan",
        team=of,
        name=name or f"Goal {key}",
        true_north="access",
        breakthrough="breakthrough-1",
        measure=measure,
        due=date(2027, 3, 31),
        leads=leads,
        state=state,
    )


def put_goals(work: UnitOfWork, *keys: str, of: str = "north", leads: tuple[str, ...] = ()) -> None:
    """Goals of one team, with all that they refer to; the same again changes nothing."""
    for lead in leads:
        work.people.put(person(lead))
    work.plans.put_team(team(of))
    work.plans.put_plan(plan(f"{of}-plan", of=of))
    for key in keys:
        work.plans.put_goal(goal(key, of=of, leads=leads))


def report(words: str = "second clinic opened, “café” £5") -> Report:
    return Report(
        rating=Rating.AMBER,
        confidence=Confidence.LOW,
        value=11.4,
        as_at=date(2026, 11, 1),
        done=words,
        next=f"next: {words}",
        recovery=f"recovery: {words}",
        blocker=Blocker(f"blocker: {words}", f"who: {words}", date(2026, 12, 1)),
        decision=DecisionRequired(f"decision: {words}", f"from: {words}", None),
        risk=f"risk: {words}",
        source="https://example.test/archives/C1/p1",
    )


def update(
    goal: str = "g1",
    week: ReportingWeek = WEEK,
    version: int = 1,
    *,
    id_: str | None = None,
    submission: str | None = None,
    kind: UpdateKind = UpdateKind.REPORT,
    author: str = "p1",
    at: datetime = NOON,
    words: str = "second clinic opened, “café” £5",
) -> WeeklyUpdate:
    id_ = id_ or f"{goal}-{week}-{version}"
    is_report = kind is UpdateKind.REPORT
    return WeeklyUpdate(
        id=id_,
        goal=goal,
        week=week,
        version=version,
        kind=kind,
        author=author,
        submitted_at=at,
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=submission or f"submission of {id_}",
        report=report(words) if is_report else None,
        reason=None if is_report else f"reason: {words}",
        after_digest=version > 1,
        backfilled=False,
    )


def entry(
    subject: str = "update:u1",
    *,
    actor: str = "p1",
    at: datetime = NOON,
    before: Facts | None = None,
    after: Facts | None = None,
) -> AuditEntry:
    return AuditEntry(at, actor, "update.recorded", subject, before, after)


def post(
    id_: str,
    *,
    at: datetime = NOON,
    subject: str | None = None,
    person: str | None = None,
    not_before: datetime | None = None,
) -> Post:
    return Post(
        id=id_,
        kind="receipt",
        to="U1",
        body='{"done": "made up"}',
        created_at=at,
        subject=subject,
        person=person,
        not_before=not_before,
    )


def draft(id_: str, *, person: str = "p1", at: datetime = NOON) -> KeptDraft:
    return KeptDraft(id_, person, '{"done": "made up"}', at)
