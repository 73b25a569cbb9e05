"""All that the rules of an update look at, in one statement: it is read for every update."""

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    ScalarSelect,
    String,
    and_,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.orm import aliased

from programme.plans import Goal, Measure, Team
from programme.ports.updates import UpdateGround
from programme.updates import LastReport, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from storage.rendered import Rendered
from storage.tables import (
    AnnualPlanRow,
    ClosedWeekRow,
    GoalLeadRow,
    GoalRow,
    MeasureRow,
    TeamLeadRow,
    TeamRow,
    UpdateRow,
)

_Standing, _Last, _Earlier = aliased(UpdateRow), aliased(UpdateRow), aliased(UpdateRow)


# In the order of Goal's, Team's and Measure's own fields, leads apart.
_GOAL = (
    GoalRow.key,
    GoalRow.plan,
    GoalRow.team,
    GoalRow.name,
    GoalRow.true_north,
    GoalRow.breakthrough,
    GoalRow.measure,
    GoalRow.due,
    GoalRow.state,
)
_TEAM = (TeamRow.name, TeamRow.kind, TeamRow.channel)
_MEASURE = (
    MeasureRow.key,
    MeasureRow.name,
    MeasureRow.unit,
    MeasureRow.direction,
    MeasureRow.baseline,
    MeasureRow.target,
    MeasureRow.belongs_to,
    MeasureRow.team,
    MeasureRow.true_north,
)
_LAST = (
    select(_Earlier.id)
    .where(
        _Earlier.goal == GoalRow.key,
        _Earlier.week < bindparam("week"),
        _Earlier.stands,
        _Earlier.kind == UpdateKind.REPORT,
    )
    .order_by(_Earlier.week.desc())
    .limit(1)
    .correlate(GoalRow)
    .scalar_subquery()
)


@lru_cache(maxsize=16)
def _ground(dialect: Dialect) -> Rendered:
    columns = (
        _leads(dialect.name, GoalLeadRow, GoalLeadRow.goal == GoalRow.key),
        _leads(dialect.name, TeamLeadRow, TeamLeadRow.team == TeamRow.key),
        *_GOAL,
        *_TEAM,
        *_MEASURE,
        ClosedWeekRow.closed_at,
        AnnualPlanRow.starts_on,
        _Last.week,
        _Last.rating,
        _Last.blocker_by,
        _Last.decision_by,
        _Standing.id,
    )
    found = (
        select(*columns)
        .join(TeamRow, TeamRow.key == GoalRow.team)
        .join(AnnualPlanRow, AnnualPlanRow.key == GoalRow.plan)
        .outerjoin(MeasureRow, MeasureRow.key == GoalRow.measure)
        .outerjoin(ClosedWeekRow, ClosedWeekRow.week == bindparam("week"))
        .outerjoin(
            _Standing,
            and_(
                _Standing.goal == GoalRow.key,
                _Standing.week == bindparam("week"),
                _Standing.stands,
            ),
        )
        .outerjoin(_Last, _Last.id == _LAST)
        .where(GoalRow.key == bindparam("goal"))
    )
    return Rendered(found, dialect, columns)


def _leads(
    dialect: str, table: type[GoalLeadRow] | type[TeamLeadRow], which: ColumnElement[bool]
) -> ScalarSelect[str]:
    """`0:first 1:second`: the databases order what they join together in ways of their own."""
    told = cast(table.ordinal, String) + ":" + table.person
    joined = func.group_concat if dialect == "sqlite" else func.string_agg
    return select(joined(told, " ")).where(which).scalar_subquery()


_GOAL_AT = 2
_TEAM_AT = _GOAL_AT + len(_GOAL)
_MEASURE_AT = _TEAM_AT + len(_TEAM)
_CLOSED_AT = _MEASURE_AT + len(_MEASURE)


def read_ground(
    connection: Connection,
    goal: str,
    week: ReportingWeek,
    version: Callable[[str], WeeklyUpdate | None],
) -> UpdateGround | None:
    """What an update of a goal's week stands on, or None when there is no such goal.

    `version` reads a version by its id: most updates are the first of their week, so what stands
    is read only where something does.
    """
    row = _ground(connection.dialect).first(connection, {"goal": goal, "week": week.key})
    if row is None:
        return None
    key, plan, of, name, north, breakthrough, measure, due, state = row[_GOAL_AT:_TEAM_AT]
    team, kind, channel = row[_TEAM_AT:_MEASURE_AT]
    leads, team_leads = _in_order(row[0]), _in_order(row[1])
    closed_at, plan_begins, last_week, last_rating, *days, standing = row[_CLOSED_AT:]
    days_by = tuple(day for day in days if day)
    return UpdateGround(
        goal=Goal(key, plan, of, name, north, breakthrough, measure, due, leads, state),
        team=Team(of, team, kind, channel, team_leads),
        measure=Measure(*row[_MEASURE_AT:_CLOSED_AT]) if row[_MEASURE_AT] is not None else None,
        standing=version(standing) if standing else None,
        last=LastReport(ReportingWeek.parse(last_week), last_rating, days_by)
        if last_week
        else None,
        closed_at=closed_at,
        plan_begins=plan_begins,
    )


def _in_order(told: str | None) -> tuple[str, ...]:
    """People by their numbers, from `0:first 1:second`."""
    if not told:
        return ()
    numbered = (each.split(":", 1) for each in told.split(" "))
    return tuple(person for _, person in sorted((int(n), person) for n, person in numbered))
