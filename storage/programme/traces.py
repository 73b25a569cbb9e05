"""What stood for goals in a stretch of weeks, in brief: ratings and decisions, no other words."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from programme.digest import Trace
from programme.updates import DecisionRequired, UpdateKind
from programme.weeks import ReportingWeek
from storage.statements import AnyRow, in_chunks
from storage.tables import UpdateRow

# Built once; the key of goal, week and version is read backwards, so nothing is sorted.
_TRACES = (
    select(
        UpdateRow.id,
        UpdateRow.goal,
        UpdateRow.week,
        UpdateRow.kind,
        UpdateRow.rating,
        UpdateRow.decision_what,
        UpdateRow.decision_from,
        UpdateRow.decision_by,
        UpdateRow.recovery,
    )
    .where(
        UpdateRow.stands,
        UpdateRow.goal.in_(bindparam("goals", expanding=True)),
        # not BETWEEN: PostgreSQL does not read it with a collation on either side
        UpdateRow.week >= bindparam("first"),
        UpdateRow.week <= bindparam("last"),
        UpdateRow.kind != UpdateKind.WITHDRAWAL,
    )
    .order_by(UpdateRow.goal, UpdateRow.week.desc())
)


def read_traces(
    connection: Connection, goals: Collection[str], first: ReportingWeek, last: ReportingWeek
) -> dict[str, list[Trace]]:
    """What stood for goals from week to week, newest first, by goal."""
    weeks: dict[str, ReportingWeek] = {}
    found: dict[str, list[Trace]] = {}
    for some in in_chunks(goals):
        rows = connection.execute(_TRACES, {"goals": some, "first": first.key, "last": last.key})
        for row in rows:
            week = weeks.get(row.week) or weeks.setdefault(row.week, ReportingWeek.parse(row.week))
            found.setdefault(row.goal, []).append(_trace_of(row, week))
    return found


def _trace_of(row: AnyRow, week: ReportingWeek) -> Trace:
    decision = (
        DecisionRequired(row.decision_what, row.decision_from, row.decision_by)
        if row.decision_what
        else None
    )
    return Trace(row.id, row.goal, week, row.kind, row.rating, decision, row.recovery)
