"""Teams, plans, goals and measures in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from programme.errors import Fault
from programme.plans import AnnualPlan, Goal, GoalState, Measure, MeasureValue, Team
from tests.fakes.state import FakeState


class FakePlanStore:
    """`PlanStore` over dictionaries; like the database, it refuses what refers to nothing."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def teams(self) -> list[Team]:
        return sorted(self._state.teams.values(), key=lambda team: (team.name, team.key))

    def put_team(self, team: Team) -> None:
        self._people(team.leads)
        self._state.teams[team.key] = team

    def plans(self) -> list[AnnualPlan]:
        found = sorted(self._state.plans.values(), key=lambda plan: plan.key)
        return sorted(found, key=lambda plan: plan.start, reverse=True)

    def put_plan(self, plan: AnnualPlan) -> None:
        self._known(self._state.teams, plan.team)
        self._state.plans[plan.key] = plan

    def goals(self, keys: Collection[str] | None = None) -> list[Goal]:
        found = [g for g in self._state.goals.values() if keys is None or g.key in keys]
        return sorted(found, key=lambda goal: (goal.team, goal.name, goal.key))

    def goals_of(self, person: str, *, active: bool = True) -> list[Goal]:
        return [
            goal
            for goal in self.goals()
            if (goal.state is GoalState.ACTIVE or not active)
            and (person in goal.leads or person in self._state.teams[goal.team].leads)
        ]

    def put_goal(self, goal: Goal) -> None:
        self._known(self._state.plans, goal.plan)
        self._known(self._state.teams, goal.team)
        self._known(self._state.measures, goal.measure)
        self._people(goal.leads)
        self._state.goals[goal.key] = goal

    def remove_goal(self, goal: str) -> bool:
        if any(update.goal == goal for update in self._state.updates.values()):
            raise Fault("refers to nothing")
        removed = self._state.goals.pop(goal, None)
        if removed is None:
            return False
        measure = removed.measure
        if measure and all(other.measure != measure for other in self._state.goals.values()):
            del self._state.measures[measure]
            for key in [key for key in self._state.values if key[0] == measure]:
                del self._state.values[key]
        return True

    def measures(self, keys: Collection[str] | None = None) -> list[Measure]:
        found = [m for m in self._state.measures.values() if keys is None or m.key in keys]
        return sorted(found, key=lambda measure: (measure.name, measure.key))

    def put_measure(self, measure: Measure) -> None:
        self._known(self._state.teams, measure.team)
        self._state.measures[measure.key] = measure

    def values(
        self, measures: Collection[str], since: date | None = None
    ) -> Mapping[str, Sequence[MeasureValue]]:
        found: dict[str, list[MeasureValue]] = {}
        for key in sorted(self._state.values):
            value = self._state.values[key]
            if value.measure in measures and (since is None or value.as_at >= since):
                found.setdefault(value.measure, []).append(value)
        return found

    def put_values(self, values: Sequence[MeasureValue]) -> None:
        for value in values:
            self._known(self._state.measures, value.measure)
            self._state.values[value.measure, value.as_at] = value

    def remove_values(self, update: str) -> None:
        for key, value in list(self._state.values.items()):
            if value.update == update:
                del self._state.values[key]

    def _people(self, leads: Sequence[str]) -> None:
        if len(set(leads)) < len(leads):
            raise Fault("somebody leads twice")
        for person in leads:
            self._known(self._state.people, person)

    def _known(self, kept: Mapping[str, object], key: str | None) -> None:
        if key is not None and key not in kept:
            raise Fault("it refers to what is not there")
