"""The making of a digest: pure, from what was read to what is said."""

from collections.abc import Sequence
from datetime import date

from programme.digest.blockers import shared_blockers
from programme.digest.decisions import decisions_required
from programme.digest.lines import (
    ChangeKind,
    ChangeLine,
    GoalLine,
    MeasureReading,
    SilentGoal,
    SilentTeam,
)
from programme.digest.material import DigestMaterial, Trace
from programme.digest.practice import practice_notes
from programme.digest.readings import read_measure
from programme.digest.values import Counts, Digest, PracticeNote, TrueNorthPart, UpdateUsed, count
from programme.plans import Goal, Measure
from programme.updates import Rating, Report, WeekState, week_state


def build_digest(material: DigestMaterial) -> Digest:
    """Everything a week's digest says, in the order in which it is read.

    Time grows with the goals and the values given, not with the history behind them.
    """
    day = min(material.now.date(), material.week.sunday)
    lines = [_line(material, goal, day) for goal in material.goals]
    lines.sort(key=lambda line: (line.team_name, line.name, line.goal))
    wider = [_reading(material, measure) for measure in material.wider]
    readings = [line.reading for line in lines if line.reading] + wider
    return Digest(
        week=material.week,
        scope=material.scope,
        built_at=material.now,
        counts=count(lines),
        before=_counts_before(material, lines),
        decisions=tuple(decisions_required(material, lines)),
        reds=tuple(_reds(lines)),
        changes=tuple(_changes(material, lines, day)),
        blockers=tuple(shared_blockers(lines)),
        silent=tuple(_silent(lines)),
        rest=tuple(_parts(material, lines)),
        practice=tuple(_practice(material, lines)),
        wider=tuple(wider),
        data_as_at=max((each.as_at for each in readings if each.as_at), default=None),
        unanswered=tuple(material.unanswered),
        marked_wrong=tuple(material.marked_wrong),
        updates=tuple(
            UpdateUsed(line.goal, line.update, line.version) for line in lines if line.update
        ),
    )


def _line(material: DigestMaterial, goal: Goal, day: date) -> GoalLine:
    standing = material.this_week.get(goal.key)
    state = week_state(standing)
    said = (standing.report if standing else None) or Report()
    traces = material.traces.get(goal.key, ())
    last = next((t for t in traces if t.rating), material.last_reports.get(goal.key))
    silent = state in (WeekState.MISSING, WeekState.WITHDRAWN)
    heard = traces[0] if traces else material.last_reports.get(goal.key)
    measure = material.measures.get(goal.measure or "")
    team = material.teams[goal.team]
    return GoalLine(
        goal=goal.key,
        name=goal.name,
        team=team.key,
        team_name=team.name,
        true_north=goal.true_north,
        breakthrough=goal.breakthrough,
        due=goal.due,
        overdue=_overdue(goal, day),
        state=state,
        timing=standing.timing if standing else None,
        rating=said.rating,
        confidence=said.confidence,
        last_rating=last.rating if last else None,
        last_week=last.week if last else None,
        weeks_at_rating=_weeks_at(said.rating, traces),
        weeks_silent=_weeks_silent(material, heard) if silent else 0,
        never_reported=silent and heard is None,
        update=standing.id if standing else None,
        version=standing.version if standing else 0,
        link=material.links.get(standing.id) if standing else None,
        done=said.done,
        next=said.next,
        recovery=said.recovery or _standing_recovery(said.rating, traces),
        blocker=said.blocker,
        decision=said.decision,
        risk=said.risk,
        reason=standing.reason if standing else None,
        reading=_reading(material, measure) if measure else None,
        leads=tuple(material.names[each] for each in goal.leads if each in material.names),
    )


def _reading(material: DigestMaterial, measure: Measure) -> MeasureReading:
    return read_measure(
        measure,
        material.values.get(measure.key, ()),
        rebases=material.rebases.get(measure.key, ()),
        baseline=material.baselines.get(measure.key),
        screen_outliers=material.screen_outliers,
    )


def _overdue(goal: Goal, day: date) -> bool:
    return goal.due is not None and goal.due < day


def _weeks_at(rating: Rating | None, traces: Sequence[Trace]) -> int:
    """Weeks in a row with a rating; a week without a rating is passed over, not counted."""
    if rating is None:
        return 0
    weeks = 1
    for trace in traces:
        if trace.rating is None:
            continue
        if trace.rating is not rating:
            break
        weeks += 1
    return weeks


def _standing_recovery(rating: Rating | None, traces: Sequence[Trace]) -> str | None:
    """The step that was given when the goal fell: it stands until the goal is green again."""
    if rating in (None, Rating.GREEN):
        return None
    for trace in traces:
        if trace.rating is Rating.GREEN:
            return None
        if trace.recovery:
            return trace.recovery
    return None


def _weeks_silent(material: DigestMaterial, heard: Trace | None) -> int:
    return material.week.since(heard.week) if heard else 1


def _counts_before(material: DigestMaterial, lines: Sequence[GoalLine]) -> Counts:
    before = material.week.plus(-1)
    found = dict.fromkeys(("green", "amber", "red", "nothing_to_report", "missing"), 0)
    for line in lines:
        trace = _in_week_before(material, line.goal)
        if trace is None or trace.week != before:
            found["missing"] += 1
        elif trace.rating is not None:
            found[trace.rating.value] += 1
        else:
            found["nothing_to_report"] += 1
    return Counts(**found)


def _in_week_before(material: DigestMaterial, goal: str) -> Trace | None:
    traces = material.traces.get(goal, ())
    if traces and traces[0].week == material.week.plus(-1):
        return traces[0]
    return None


def _reds(lines: Sequence[GoalLine]) -> list[GoalLine]:
    reds = [line for line in lines if line.rating is Rating.RED]
    return sorted(reds, key=lambda line: (-line.weeks_at_rating, line.team_name, line.name))


def _changes(material: DigestMaterial, lines: Sequence[GoalLine], day: date) -> list[ChangeLine]:
    found = []
    for line in lines:
        kind = _change(material, line)
        if kind:
            found.append(_changed(line, kind))
        if _newly_late(material, line, day):
            found.append(_changed(line, ChangeKind.NEWLY_LATE))
    order = [
        ChangeKind.WORSE,
        ChangeKind.NEWLY_LATE,
        ChangeKind.FELL_SILENT,
        ChangeKind.BETTER,
        ChangeKind.SPOKE_AGAIN,
        ChangeKind.FIRST_REPORT,
    ]
    return sorted(found, key=lambda each: (order.index(each.kind), each.team_name, each.goal_name))


def _changed(line: GoalLine, kind: ChangeKind) -> ChangeLine:
    return ChangeLine(
        kind, line.goal, line.name, line.team_name, line.last_rating, line.rating, line.link
    )


def _change(material: DigestMaterial, line: GoalLine) -> ChangeKind | None:
    if line.weeks_silent:
        fell = _in_week_before(material, line.goal) is not None
        return ChangeKind.FELL_SILENT if fell else None
    if line.rating is None:
        return None
    if line.last_rating is None:
        return ChangeKind.FIRST_REPORT
    if line.rating is not line.last_rating:
        worse = line.rating.order > line.last_rating.order
        return ChangeKind.WORSE if worse else ChangeKind.BETTER
    if _in_week_before(material, line.goal) is None:
        return ChangeKind.SPOKE_AGAIN
    return None


def _newly_late(material: DigestMaterial, line: GoalLine, day: date) -> bool:
    """Late by the end of this week, and not yet by the end of the one before."""
    if line.due is None or line.due >= day:
        return False
    return line.due >= material.week.plus(-1).sunday


def _silent(lines: Sequence[GoalLine]) -> list[SilentTeam]:
    by_team: dict[str, list[GoalLine]] = {}
    for line in lines:
        by_team.setdefault(line.team, []).append(line)
    found = []
    for team, members in by_team.items():
        goals = [
            SilentGoal(
                line.goal,
                line.name,
                line.weeks_silent,
                line.never_reported,
                line.last_rating,
                line.leads,
            )
            for line in members
            if line.weeks_silent
        ]
        if goals:
            goals.sort(key=lambda goal: (not goal.never, -goal.weeks, goal.name))
            whole = len(goals) == len(members)
            found.append(SilentTeam(team, members[0].team_name, tuple(goals), whole))
    return sorted(found, key=lambda each: (not each.whole, -len(each.goals), each.name))


def _parts(material: DigestMaterial, lines: Sequence[GoalLine]) -> list[TrueNorthPart]:
    """Goals by True North in the strategy's order; one without any goal is left out."""
    known = {each.key: each.name for each in material.true_norths}
    for line in lines:
        known.setdefault(line.true_north, line.true_north)
    parts = []
    for key, name in known.items():
        members = [line for line in lines if line.true_north == key]
        if members:
            before = _counts_before(material, members)
            parts.append(TrueNorthPart(key, name, count(members), before, tuple(members)))
    return parts


def _practice(material: DigestMaterial, lines: Sequence[GoalLine]) -> list[PracticeNote]:
    notes = []
    for line in lines:
        values = material.values.get(line.reading.measure, ()) if line.reading else ()
        notes += practice_notes(material.rules, line, values)
    return notes
