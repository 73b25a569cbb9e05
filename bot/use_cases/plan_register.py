"""Teams, plans, measures and goals by key, found again by what a row says of them.

Every look-up takes the same time however much is held: a workbook of thousands of rows is read
in a time that grows with its rows.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Generic, TypeVar

from ingest.plans.rows import PlanYear
from programme.naming import FreeKeys, folded, key_of
from programme.plans import AnnualPlan, Goal, Measure, MeasureSet, Team

Record = TypeVar("Record", bound=Team | AnnualPlan | Measure | Goal)


@dataclass(slots=True)
class PlanRecords:
    """Teams, plans, measures and goals by key."""

    teams: dict[str, Team] = field(default_factory=dict)
    plans: dict[str, AnnualPlan] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        teams: Iterable[Team],
        plans: Iterable[AnnualPlan],
        measures: Iterable[Measure],
        goals: Iterable[Goal],
    ) -> "PlanRecords":
        """Records under their keys."""
        return cls(
            {one.key: one for one in teams},
            {one.key: one for one in plans},
            {one.key: one for one in measures},
            {one.key: one for one in goals},
        )

    def copy(self) -> "PlanRecords":
        """The same records, to be changed apart."""
        return PlanRecords(
            dict(self.teams), dict(self.plans), dict(self.measures), dict(self.goals)
        )


class PlanRegister:
    """What is known and what rows have added, by key and by name.

    Args:
        known: stays as it is; `records` is a copy with what is put in.
    """

    def __init__(self, known: PlanRecords) -> None:
        self.records = now = known.copy()
        self._teams = _Found(now.teams, lambda team: folded(team.name))
        self._teams_by_figures = _Found(now.teams, lambda team: _figures(team.name))
        self._plans = _Found(now.plans, lambda plan: (plan.team, plan.start, plan.end))
        self._goals_of_team = _Found(now.goals, lambda goal: (goal.team, folded(goal.name)))
        self._goals_of_plan = _Found(now.goals, lambda goal: (goal.plan, folded(goal.name)))
        self._measures = _Found(now.measures, lambda one: (folded(one.name), one.set, one.team))
        self._team_keys, self._plan_keys = FreeKeys(now.teams), FreeKeys(now.plans)
        self._measure_keys = FreeKeys(now.measures)
        # a goal's measure takes the goal's key, so a new goal takes none that a measure has
        self._goal_keys = FreeKeys(now.goals, now.measures)
        self._near: dict[str, str | None] = {}

    def put_team(self, team: Team) -> None:
        """Add a team, or put it in the place of the one with its key."""
        self._near.clear()
        self._teams.put(team)
        self._teams_by_figures.put(team)
        self.records.teams[team.key] = team

    def put_plan(self, plan: AnnualPlan) -> None:
        """Add a plan, or put it in the place of the one with its key."""
        self._plans.put(plan)
        self.records.plans[plan.key] = plan

    def put_goal(self, goal: Goal) -> None:
        """Add a goal, or put it in the place of the one with its key."""
        self._goals_of_team.put(goal)
        self._goals_of_plan.put(goal)
        self.records.goals[goal.key] = goal

    def put_measure(self, measure: Measure) -> None:
        """Add a measure, or put it in the place of the one with its key."""
        self._measures.put(measure)
        self.records.measures[measure.key] = measure

    def team_named(self, name: str) -> Team | None:
        """The team of this name."""
        return self._teams.first(folded(name))

    def near_team(self, name: str) -> str | None:
        """The team whose name this looks like a slip of; “Ward 2” is no slip of “Ward 1”."""
        if name not in self._near:
            alike = self._teams_by_figures.all(_figures(name))
            names = {folded(team.name): team.name for team in alike}
            near = get_close_matches(folded(name), names, n=1, cutoff=0.8)
            self._near[name] = names[near[0]] if near else None
        return self._near[name]

    def plan_of(self, team: Team, year: PlanYear) -> AnnualPlan | None:
        """A team's plan of this year."""
        return self._plans.first((team.key, year.start, year.end))

    def goals_of_team(self, team: Team, name: str) -> list[Goal]:
        """A team's goals of this name, in any year."""
        return self._goals_of_team.all((team.key, folded(name)))

    def goals_of_plan(self, plan: AnnualPlan, name: str) -> list[Goal]:
        """The goals of this name in a plan."""
        return self._goals_of_plan.all((plan.key, folded(name)))

    def measure_named(self, name: str, kind: MeasureSet, team: Team | None) -> Measure | None:
        """The measure of this name in a set, of a team or of nobody."""
        return self._measures.first((folded(name), kind, team.key if team else None))

    def new_team_key(self, name: str) -> str:
        """A key for a team of this name that no team has."""
        return self._team_keys.free(key_of(name) or "team")

    def new_plan_key(self, team: Team, year: str) -> str:
        """A key for a team's plan that no plan has."""
        return self._plan_keys.free(key_of(f"{team.key} {year}") or "plan")

    def new_goal_key(self, name: str) -> str:
        """A key for a goal of this name that no goal and no measure has."""
        return self._goal_keys.free(key_of(name) or "goal")

    def new_measure_key(self, name: str) -> str:
        """A key for a measure of this name that no measure has."""
        return self._measure_keys.free(key_of(name) or "measure")

    def free_measure_key(self, key: str) -> str:
        """This key, or the next one to it that no measure has."""
        return self._measure_keys.free(key)


class _Found(Generic[Record]):
    """Records by what they have in common, each group in the order in which they came in."""

    def __init__(self, known: dict[str, Record], mark_of: Callable[[Record], Hashable]) -> None:
        self._mark_of = mark_of
        self._marks: dict[str, Hashable] = {}
        self._places: dict[str, int] = {}
        self._groups: dict[Hashable, dict[str, Record]] = {}
        for record in known.values():
            self.put(record)

    def put(self, record: Record) -> None:
        """Add one, or put it in the place of the one with its key."""
        key, mark = record.key, self._mark_of(record)
        before = self._marks.get(key)
        if before is not None and before != mark:
            del self._groups[before][key]
        self._marks[key] = mark
        self._places.setdefault(key, len(self._places))
        self._groups.setdefault(mark, {})[key] = record

    def all(self, mark: Hashable) -> list[Record]:
        """Those with this in common."""
        group = self._groups.get(mark, {})
        return sorted(group.values(), key=lambda record: self._places[record.key])

    def first(self, mark: Hashable) -> Record | None:
        """The first of them."""
        group = self._groups.get(mark)
        if not group:
            return None
        return min(group.values(), key=lambda record: self._places[record.key])


def _figures(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))
