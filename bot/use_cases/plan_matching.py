"""The rows of a plans workbook against what is known: which record each one is, or becomes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from bot.use_cases.plan_people import NamedPeople
from ingest.plans import GoalRow, MeasureRow, PlanRows, TeamRow
from ingest.plans import form as f
from ingest.plans.rows import Place, PlanYear, in_order
from ingest.worksheets.columns import Column, RowFault
from programme.errors import RuleBroken
from programme.goal_states import check_can_change_state
from programme.naming import folded, free_key, key_of
from programme.people import Actor
from programme.plans import AnnualPlan, Goal, GoalState, Measure, MeasureSet, Team, TeamKind


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


@dataclass(frozen=True, slots=True)
class Matched:
    """What the rows make of what is known.

    Attributes:
        records: everything, as it is after the rows that hold.
        faults: of the rows that do not.
        meant: kind and key of every record that a row speaks of.
    """

    records: PlanRecords
    faults: tuple[RowFault, ...]
    meant: frozenset[tuple[str, str]]


def match_rows(
    rows: PlanRows, known: PlanRecords, people: NamedPeople, *, actor: Actor, today: date
) -> Matched:
    """Match every row; those with a fault change nothing."""
    matcher = _Matcher(known.copy(), people, actor, today, names_teams=rows.names_teams)
    for team in rows.teams:
        matcher.team(team)
    for goal in rows.goals:
        matcher.goal(goal)
    for measure in rows.measures:
        matcher.measure(measure)
    return Matched(matcher.now, in_order(matcher.faults), frozenset(matcher.meant))


class _Matcher:
    """Takes row after row into `now`; what cannot be taken goes to the faults."""

    def __init__(
        self,
        now: PlanRecords,
        people: NamedPeople,
        actor: Actor,
        today: date,
        *,
        names_teams: bool,
    ) -> None:
        self.now = now
        self.faults: list[RowFault] = []
        self.meant: set[tuple[str, str]] = set()
        self._places: dict[tuple[str, str], Place] = {}
        self._people = people
        self._actor = actor
        self._today = today
        self._names_teams = names_teams

    def team(self, row: TeamRow) -> None:
        """A row of the sheet of teams."""
        before = len(self.faults)
        named = self._team_named(row.name)
        key = row.key or (named.key if named else _made_key(row.name, "team", self.now.teams))
        if named and named.key != key:
            self._fault(row.place, f.TEAM, "Another team has this name.")
        was = self.now.teams.get(key) or Team(key, row.name)
        has = row.place.has
        kind = (row.kind or TeamKind.DIRECTORATE) if has(f.KIND) else was.kind
        channel = row.channel if has(f.CHANNEL) else was.channel
        leads = was.leads
        if has(f.TEAM_LEADS):
            leads = self._leads(row.place, f.TEAM_LEADS, row.leads)
        self._once("team", key, row.place, f.TEAM)
        if len(self.faults) == before:
            self.now.teams[key] = Team(key, row.name, kind, channel, leads)
            self.meant.add(("team", key))

    def goal(self, row: GoalRow) -> None:
        """A row of the sheet of goals, with its plan and its measure."""
        before = len(self.faults)
        team = self._team_of_goal(row)
        if team is None:
            return
        was = self._goal_meant(row, team)
        plan = self._plan(row, team, was)
        key = was.key if was else row.key or _made_key(row.name, "goal", self._goal_keys())
        for other in self.now.goals.values():
            same = other.plan == plan.key and folded(other.name) == folded(row.name)
            if same and other.key != key:
                self._fault(row.place, f.GOAL, "Another goal of this plan has this name.")
        self._once("goal", key, row.place, f.GOAL)
        measure = self._measure_of(row, key, team, was)
        leads = was.leads if was else ()
        if row.place.has(f.LEADS):
            leads = self._leads(row.place, f.LEADS, row.leads)
        goal = Goal(
            key,
            plan.key,
            team.key,
            row.name,
            row.true_north,
            row.breakthrough if row.place.has(f.BREAKTHROUGH) or was is None else was.breakthrough,
            measure.key if measure else None,
            row.due if row.place.has(f.DUE) or was is None else was.due,
            leads,
            self._state(row, was),
        )
        if len(self.faults) > before:
            return
        self.now.teams.setdefault(team.key, team)
        self.now.plans[plan.key] = plan
        self.now.goals[key] = goal
        self.meant.add(("goal", key))
        if measure:
            self.now.measures[measure.key] = measure
            self.meant.add(("measure", measure.key))

    def measure(self, row: MeasureRow) -> None:
        """A row of the sheet of measures beside the goals."""
        before = len(self.faults)
        team = None
        if row.team is not None:
            team = self._team_known(row.team, row.place, f.MEASURE_TEAM)
        was = self._measure_meant(row, team)
        key = was.key if was else row.key or _made_key(row.name, "measure", self.now.measures)
        if was and was.set is MeasureSet.GOAL:
            self._fault(row.place, f.KEY, "This key belongs to the measure of a goal.")
        self._once("measure", key, row.place, f.MEASURE)
        if len(self.faults) == before:
            self.now.measures[key] = self._measure(row, key, team, was)
            self.meant.add(("measure", key))

    def _team_of_goal(self, row: GoalRow) -> Team | None:
        """The team a goal names; without a sheet of teams, a new name makes a new directorate."""
        named = self._team_named(row.team)
        if named is not None or self._names_teams or self._near(row.team):
            return named or self._team_known(row.team, row.place, f.TEAM)
        return Team(_made_key(row.team, "team", self.now.teams), row.team)

    def _team_known(self, name: str, place: Place, column: Column) -> Team | None:
        named = self._team_named(name)
        if named is None:
            near = self._near(name)
            meant = f" Is “{near}” meant?" if near else ""
            way = "put it on the sheet Teams"
            if not self._names_teams:
                way = "mend it, or bring the team in first with a file of the sheet Teams"
            self._fault(place, column, f"There is no team of this name: {way}.{meant}")
        return named

    def _team_named(self, name: str) -> Team | None:
        return next(
            (team for team in self.now.teams.values() if folded(team.name) == folded(name)), None
        )

    def _near(self, name: str) -> str | None:
        """The team whose name this looks like a slip of; “Ward 2” is no slip of “Ward 1”."""
        names = {
            folded(team.name): team.name
            for team in self.now.teams.values()
            if _figures(team.name) == _figures(name)
        }
        near = get_close_matches(folded(name), names, n=1, cutoff=0.8)
        return names[near[0]] if near else None

    def _goal_meant(self, row: GoalRow, team: Team) -> Goal | None:
        """The goal of this key, or else the one of this name in the plan or, unsaid, the latest."""
        if row.key is not None:
            return self.now.goals.get(row.key)
        found = [
            goal
            for goal in self.now.goals.values()
            if goal.team == team.key and folded(goal.name) == folded(row.name)
        ]
        if row.year is not None:
            found = [goal for goal in found if _days(self.now.plans[goal.plan]) == row.year]
        return max(found, key=lambda goal: self.now.plans[goal.plan].start, default=None)

    def _plan(self, row: GoalRow, team: Team, was: Goal | None) -> AnnualPlan:
        if row.year is None and was is not None and was.team == team.key:
            return self.now.plans[was.plan]
        year = row.year or financial_year(self._today)
        for plan in self.now.plans.values():
            if plan.team == team.key and _days(plan) == year:
                return plan
        made = AnnualPlan("", team.key, "", year.start, year.end)
        label = made.year
        key = _made_key(f"{team.key} {label}", "plan", self.now.plans)
        return replace(made, key=key, title=f"{team.name} annual plan {label}")

    def _goal_keys(self) -> set[str]:
        # a goal's measure takes the goal's key, so a new goal takes none that a measure has
        return {*self.now.goals, *self.now.measures}

    def _measure_of(self, row: GoalRow, key: str, team: Team, was: Goal | None) -> Measure | None:
        known = self.now.measures.get(was.measure) if was and was.measure else None
        if not row.place.has(f.MEASURE_OF_GOAL):
            return known
        if row.measure is None:
            return None
        made = known.key if known else free_key(key, self.now.measures)
        return self._measure(row.measure, made, team, known)

    def _measure_meant(self, row: MeasureRow, team: Team | None) -> Measure | None:
        if row.key is not None:
            return self.now.measures.get(row.key)
        key = team.key if team else None
        for measure in self.now.measures.values():
            same = folded(measure.name) == folded(row.name) and measure.set is row.set
            if same and measure.team == key:
                return measure
        return None

    def _measure(
        self, row: MeasureRow, key: str, team: Team | None, was: Measure | None
    ) -> Measure:
        has = row.place.has
        return Measure(
            key,
            row.name,
            row.unit,
            row.direction,
            row.baseline if has(f.BASELINE) or was is None else was.baseline,
            row.target if has(f.TARGET) or was is None else was.target,
            row.set,
            team.key if team else None,
            row.true_north,
        )

    def _state(self, row: GoalRow, was: Goal | None) -> GoalState:
        if was is None:
            return row.state or GoalState.ACTIVE
        if row.state is None or row.state is was.state:
            return was.state
        try:
            check_can_change_state(self._actor, was, row.state)
        except RuleBroken as refused:
            self._fault(row.place, f.STATE, refused.sentence)
        return row.state

    def _leads(self, place: Place, column: Column, texts: Sequence[str]) -> tuple[str, ...]:
        leads = []
        for text in texts:
            try:
                leads.append(self._people.person(text).id)
            except RuleBroken as refused:
                self._fault(place, column, refused.sentence)
        return tuple(dict.fromkeys(leads))

    def _once(self, kind: str, key: str, place: Place, column: Column) -> None:
        first = self._places.setdefault((kind, key), place)
        if first is not place:
            where = f"row {first.row} of {first.sheet}"
            self._fault(place, column, f"This {kind} stands in {where} already: keep one of them.")

    def _fault(self, place: Place, column: Column, reason: str) -> None:
        self.faults.append(place.fault(column, reason))


def financial_year(day: date) -> PlanYear:
    """From 1 April to 31 March, the one that a day is in."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return PlanYear(date(first, 4, 1), date(first + 1, 3, 31))


def _figures(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _days(plan: AnnualPlan) -> PlanYear:
    return PlanYear(plan.start, plan.end)


def _made_key(name: str, otherwise: str, taken: Iterable[str]) -> str:
    return free_key(key_of(name) or otherwise, set(taken))
