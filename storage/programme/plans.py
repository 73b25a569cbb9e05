"""Teams, annual plans and goals in SQL, with who leads them."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import bindparam, delete, insert, select, union
from sqlalchemy.orm import aliased

from programme.plans import AnnualPlan, Goal, GoalState, Team
from storage.programme.measures import SqlMeasures
from storage.statements import AnyRow, in_chunks
from storage.tables import (
    AnnualPlanRow,
    GoalLeadRow,
    GoalRow,
    MeasureRow,
    TeamLeadRow,
    TeamRow,
)

_TEAMS = (
    select(TeamRow.key, TeamRow.name, TeamRow.kind, TeamRow.channel, TeamLeadRow.person)
    .outerjoin(TeamLeadRow, TeamLeadRow.team == TeamRow.key)
    .order_by(TeamRow.key, TeamLeadRow.ordinal)
)
# In the order of AnnualPlan's own fields.
_PLANS = select(
    AnnualPlanRow.key,
    AnnualPlanRow.team,
    AnnualPlanRow.title,
    AnnualPlanRow.starts_on,
    AnnualPlanRow.ends_on,
)
_GOALS = (
    select(
        GoalRow.key,
        GoalRow.plan,
        GoalRow.team,
        GoalRow.name,
        GoalRow.true_north,
        GoalRow.breakthrough,
        GoalRow.measure,
        GoalRow.due,
        GoalRow.state,
        GoalLeadRow.person,
    )
    .outerjoin(GoalLeadRow, GoalLeadRow.goal == GoalRow.key)
    .order_by(GoalRow.key, GoalLeadRow.ordinal)
)
# Built once, because they are run for every update and every click.
_GOALS_BY_KEY = _GOALS.where(GoalRow.key.in_(bindparam("keys", expanding=True)))
_Led = aliased(GoalRow)
_GOALS_OF = _GOALS.where(
    GoalRow.key.in_(
        union(
            select(GoalLeadRow.goal).where(GoalLeadRow.person == bindparam("person")),
            select(_Led.key)
            .join(TeamLeadRow, TeamLeadRow.team == _Led.team)
            .where(TeamLeadRow.person == bindparam("person")),
        )
    )
)


class SqlPlanStore(SqlMeasures):
    """`programme.ports.PlanStore` on SQLite or PostgreSQL, inside a unit of work."""

    def teams(self) -> list[Team]:
        """Every team, by name."""
        found: dict[str, Team] = {}
        for key, rows in _by_key(self._connection.execute(_TEAMS)).items():
            first = rows[0]
            found[key] = Team(key, first.name, first.kind, first.channel, _leads(rows))
        return sorted(found.values(), key=lambda team: (team.name, team.key))

    def put_team(self, team: Team) -> None:
        """Keep a team."""
        self._put(TeamRow, {"key": team.key}, name=team.name, kind=team.kind, channel=team.channel)
        self._connection.execute(delete(TeamLeadRow).where(TeamLeadRow.team == team.key))
        self._put_leads(TeamLeadRow, {"team": team.key}, team.leads)

    def plans(self) -> list[AnnualPlan]:
        """Every annual plan, newest first."""
        found = [AnnualPlan(*row) for row in self._connection.execute(_PLANS)]
        found.sort(key=lambda plan: plan.key)
        return sorted(found, key=lambda plan: plan.start, reverse=True)

    def put_plan(self, plan: AnnualPlan) -> None:
        """Keep a plan."""
        self._put(
            AnnualPlanRow,
            {"key": plan.key},
            team=plan.team,
            title=plan.title,
            starts_on=plan.start,
            ends_on=plan.end,
        )

    def goals(self, keys: Collection[str] | None = None) -> list[Goal]:
        """Goals with these keys, or all, by team and name."""
        if keys is None:
            return _goals_of(self._connection.execute(_GOALS))
        rows: list[AnyRow] = []
        for some in in_chunks(keys):
            rows += self._connection.execute(_GOALS_BY_KEY, {"keys": some})
        return _goals_of(rows)

    def goals_of(self, person: str, *, active: bool = True) -> list[Goal]:
        """Goals a person leads, themselves or through their team; only active ones by default."""
        goals = _goals_of(self._connection.execute(_GOALS_OF, {"person": person}))
        return [goal for goal in goals if goal.state is GoalState.ACTIVE or not active]

    def put_goal(self, goal: Goal) -> None:
        """Keep a goal with its leads."""
        self._put(
            GoalRow,
            {"key": goal.key},
            plan=goal.plan,
            team=goal.team,
            name=goal.name,
            true_north=goal.true_north,
            breakthrough=goal.breakthrough,
            measure=goal.measure,
            due=goal.due,
            state=goal.state,
        )
        self._connection.execute(delete(GoalLeadRow).where(GoalLeadRow.goal == goal.key))
        self._put_leads(GoalLeadRow, {"goal": goal.key}, goal.leads)

    def remove_goal(self, goal: str) -> bool:
        """Remove a goal, with its measure and values where no other goal has them."""
        removed = self._connection.execute(
            delete(GoalRow).where(GoalRow.key == goal).returning(GoalRow.key, GoalRow.measure)
        ).first()
        if removed is None:
            return False
        if removed.measure is not None:
            others = select(GoalRow.key).where(GoalRow.measure == removed.measure)
            self._connection.execute(
                delete(MeasureRow).where(MeasureRow.key == removed.measure, ~others.exists())
            )
        return True

    def _put_leads(
        self,
        table: type[TeamLeadRow] | type[GoalLeadRow],
        of: dict[str, str],
        leads: Sequence[str],
    ) -> None:
        if leads:
            rows = [
                {**of, "person": person, "ordinal": number} for number, person in enumerate(leads)
            ]
            self._connection.execute(insert(table), rows)


def _by_key(rows: Iterable[AnyRow]) -> dict[str, list[AnyRow]]:
    found: dict[str, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _leads(rows: Sequence[AnyRow]) -> tuple[str, ...]:
    return tuple(row[-1] for row in rows if row[-1] is not None)


def _goals_of(rows: Iterable[AnyRow]) -> list[Goal]:
    goals = []
    for of_one in _by_key(rows).values():
        key, plan, team, name, true_north, breakthrough, measure, due, state, _ = of_one[0]
        goals.append(
            Goal(
                key,
                plan,
                team,
                name,
                true_north,
                breakthrough,
                measure,
                due,
                _leads(of_one),
                state,
            )
        )
    # Sorted here, because the two databases sort names differently.
    return sorted(goals, key=lambda goal: (goal.team, goal.name, goal.key))
