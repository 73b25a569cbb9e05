"""The rows of a plans workbook against what is known: which record each one is, or becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.use_cases.plan_people import NamedPeople
from bot.use_cases.plan_register import PlanRecords, PlanRegister
from ingest.plans import GoalRow, MeasureRow, PlanRows, TeamRow
from ingest.plans import form as f
from ingest.plans.rows import Place, PlanYear, in_order
from ingest.worksheets.columns import Column, RowFault
from programme.errors import RuleBroken
from programme.goal_states import check_can_change_state
from programme.people import Actor
from programme.plans import AnnualPlan, Goal, GoalState, Measure, MeasureSet, Team, TeamKind


@dataclass(frozen=True, slots=True)
class Matched:
    """What the rows make of what is known.

    Attributes:
        records: everything, as it is after the rows that hold.
        faults: of the rows that do not.
        warnings: what may be a slip in rows that hold.
        meant: kind and key of every record that a row speaks of.
    """

    records: PlanRecords
    faults: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...]
    meant: frozenset[tuple[str, str]]


def match_rows(
    rows: PlanRows, known: PlanRecords, people: NamedPeople, *, actor: Actor, today: date
) -> Matched:
    """Match every row; those with a fault change nothing."""
    now = PlanRegister(known)
    matcher = _Matcher(now, people, actor, today, names_teams=rows.names_teams)
    for team in rows.teams:
        matcher.team(team)
    for goal in rows.goals:
        matcher.goal(goal)
    for measure in rows.measures:
        matcher.measure(measure)
    faults, warnings = in_order(matcher.faults), in_order(matcher.warnings)
    return Matched(now.records, faults, warnings, frozenset(matcher.meant))


class _Matcher:
    """Takes row after row into `now`; what cannot be taken goes to the faults."""

    def __init__(
        self,
        now: PlanRegister,
        people: NamedPeople,
        actor: Actor,
        today: date,
        *,
        names_teams: bool,
    ) -> None:
        self.now = now
        self.faults: list[RowFault] = []
        self.warnings: list[RowFault] = []
        self.meant: set[tuple[str, str]] = set()
        self._places: dict[tuple[str, str], Place] = {}
        self._people = people
        self._actor = actor
        self._today = today
        self._names_teams = names_teams

    def team(self, row: TeamRow) -> None:
        """A row of the sheet of teams."""
        before = len(self.faults)
        named = self.now.team_named(row.name)
        key = row.key or (named.key if named else self.now.new_team_key(row.name))
        if named and named.key != key:
            self._fault(row.place, f.TEAM, "Another team has this name.")
        was = self.now.records.teams.get(key) or Team(key, row.name)
        has = row.place.has
        kind = (row.kind or TeamKind.DIRECTORATE) if has(f.KIND) else was.kind
        channel = row.channel if has(f.CHANNEL) else was.channel
        leads = was.leads
        if has(f.TEAM_LEADS):
            leads = self._leads(row.place, f.TEAM_LEADS, row.leads)
        self._once("team", key, row.place, f.TEAM)
        if len(self.faults) == before:
            self.now.put_team(Team(key, row.name, kind, channel, leads))
            self.meant.add(("team", key))

    def goal(self, row: GoalRow) -> None:
        """A row of the sheet of goals, with its plan and its measure."""
        before = len(self.faults)
        team = self._team_of_goal(row)
        if team is None:
            return
        was = self._goal_meant(row, team)
        plan = self._plan(row, team, was)
        key = was.key if was else row.key or self.now.new_goal_key(row.name)
        if any(other.key != key for other in self.now.goals_of_plan(plan, row.name)):
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
        if team.key not in self.now.records.teams:
            self.now.put_team(team)
        self.now.put_plan(plan)
        self.now.put_goal(goal)
        self.meant.add(("goal", key))
        if measure:
            self._keep_measure(measure, row.place)
            self.meant.add(("measure", measure.key))

    def measure(self, row: MeasureRow) -> None:
        """A row of the sheet of measures beside the goals."""
        before = len(self.faults)
        team = None
        if row.team is not None:
            team = self._team_known(row.team, row.place, f.MEASURE_TEAM)
        was = self._measure_meant(row, team)
        key = was.key if was else row.key or self.now.new_measure_key(row.name)
        if was and was.set is MeasureSet.GOAL:
            self._fault(row.place, f.KEY, "This key belongs to the measure of a goal.")
        self._once("measure", key, row.place, f.MEASURE)
        if len(self.faults) == before:
            self._keep_measure(self._measure(row, key, team, was), row.place)
            self.meant.add(("measure", key))

    def _team_of_goal(self, row: GoalRow) -> Team | None:
        """The team a goal names; without a sheet of teams, a new name makes a new directorate."""
        named = self.now.team_named(row.team)
        if named is not None or self._names_teams or self.now.near_team(row.team):
            return named or self._team_known(row.team, row.place, f.TEAM)
        return Team(self.now.new_team_key(row.team), row.team)

    def _team_known(self, name: str, place: Place, column: Column) -> Team | None:
        named = self.now.team_named(name)
        if named is None:
            near = self.now.near_team(name)
            meant = f" Is “{near}” meant?" if near else ""
            way = "put it on the sheet Teams"
            if not self._names_teams:
                way = "mend it, or bring the team in first with a file of the sheet Teams"
            self._fault(place, column, f"There is no team of this name: {way}.{meant}")
        return named

    def _goal_meant(self, row: GoalRow, team: Team) -> Goal | None:
        """The goal of this key, or else the one of this name in the plan or, unsaid, the latest."""
        if row.key is not None:
            return self.now.records.goals.get(row.key)
        plans = self.now.records.plans
        found = self.now.goals_of_team(team, row.name)
        if row.year is not None:
            found = [goal for goal in found if _days(plans[goal.plan]) == row.year]
        return max(found, key=lambda goal: plans[goal.plan].start, default=None)

    def _plan(self, row: GoalRow, team: Team, was: Goal | None) -> AnnualPlan:
        if row.year is None and was is not None and was.team == team.key:
            return self.now.records.plans[was.plan]
        year = row.year or financial_year(self._today)
        known = self.now.plan_of(team, year)
        if known:
            return known
        made = AnnualPlan("", team.key, "", year.start, year.end)
        key = self.now.new_plan_key(team, made.year)
        return replace(made, key=key, title=f"{team.name} annual plan {made.year}")

    def _measure_of(self, row: GoalRow, key: str, team: Team, was: Goal | None) -> Measure | None:
        known = self.now.records.measures.get(was.measure) if was and was.measure else None
        if not row.place.has(f.MEASURE_OF_GOAL):
            return known
        if row.measure is None:
            return None
        made = known.key if known else self.now.free_measure_key(key)
        return self._measure(row.measure, made, team, known)

    def _measure_meant(self, row: MeasureRow, team: Team | None) -> Measure | None:
        if row.key is not None:
            return self.now.records.measures.get(row.key)
        return self.now.measure_named(row.name, row.set, team)

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

    def _keep_measure(self, measure: Measure, place: Place) -> None:
        if measure.target_is_worse and measure != self.now.records.measures.get(measure.key):
            self.warnings.append(place.fault(f.TARGET, _worse(measure)))
        self.now.put_measure(measure)

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


def _worse(measure: Measure) -> str:
    return (
        f"The target, {measure.target:g}, is worse than the baseline, {measure.baseline:g}, where "
        f"{f.DIRECTIONS[measure.direction]}: check the three. To keep it from getting worse than "
        "that, leave it."
    )


def _days(plan: AnnualPlan) -> PlanYear:
    return PlanYear(plan.start, plan.end)
