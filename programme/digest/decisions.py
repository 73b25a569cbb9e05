"""Decisions that somebody is waiting for: from whom, by when, and how long by now.

A decision is outstanding from the first week it was asked for until the programme office notes
what was decided, or the lead reports without asking for it again. A week without a word does
not close it.
"""

from collections.abc import Sequence

from programme.digest.likeness import alike, same_name
from programme.digest.lines import DecisionLine, GoalLine
from programme.digest.material import DigestMaterial, Trace
from programme.updates import DecisionRequired, UpdateKind


def decisions_required(material: DigestMaterial, lines: Sequence[GoalLine]) -> list[DecisionLine]:
    """What is outstanding in the scope: overdue first, then by day, then the longest waiting."""
    found = [line for each in lines if (line := _outstanding(material, each))]
    furthest = max((line.by for line in found if line.by), default=material.week.sunday)
    return sorted(
        found,
        key=lambda line: (not line.overdue, line.by or furthest, -line.weeks, line.goal_name),
    )


def is_same_decision(one: DecisionRequired, other: DecisionRequired) -> bool:
    """Whether two weeks ask for the same decision, perhaps in other words."""
    if same_name(one.from_whom, other.from_whom):
        return alike(one.what, other.what, 0.4)
    return alike(one.what, other.what, 0.7)


def _outstanding(material: DigestMaterial, line: GoalLine) -> DecisionLine | None:
    reports = _reports(material, line.goal)
    if not reports or reports[0].decision is None:
        return None
    decision = reports[0].decision
    chain = [reports[0]]
    for earlier in reports[1:]:
        if earlier.decision is None or not is_same_decision(decision, earlier.decision):
            break
        chain.append(earlier)
    if material.closed & {each.update for each in chain}:
        return None
    first, latest = chain[-1], chain[0]
    day = min(material.now.date(), material.week.sunday)
    return DecisionLine(
        id=first.update,
        goal=line.goal,
        goal_name=line.name,
        team_name=line.team_name,
        true_north=line.true_north,
        what=decision.what,
        from_whom=decision.from_whom,
        by=decision.by,
        raised=first.week,
        weeks=material.week.since(first.week),
        overdue=decision.by is not None and decision.by < day,
        update=latest.update,
        link=material.links.get(latest.update),
    )


def _reports(material: DigestMaterial, goal: str) -> list[Trace]:
    """The goal's reports, newest first, this week's included."""
    traces = [t for t in material.traces.get(goal, ()) if t.kind is UpdateKind.REPORT]
    now = material.this_week.get(goal)
    if now is not None and now.report is not None:
        report = now.report
        this = Trace(now.id, goal, now.week, now.kind, report.rating, report.decision)
        return [this, *traces]
    return traces
