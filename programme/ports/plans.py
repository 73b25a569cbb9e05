"""Where teams, annual plans, goals, measures and their values are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from programme.plans import AnnualPlan, Goal, Measure, MeasureValue, Team


class PlanStore(Protocol):
    """What the programme plans, inside a unit of work. `put` adds, or replaces by key."""

    def teams(self) -> list[Team]:
        """Every team, by name."""
        ...

    def put_team(self, team: Team) -> None:
        """Keep a team."""
        ...

    def plans(self) -> list[AnnualPlan]:
        """Every annual plan, newest first."""
        ...

    def put_plan(self, plan: AnnualPlan) -> None:
        """Keep a plan."""
        ...

    def goals(self, keys: Collection[str] | None = None) -> list[Goal]:
        """Goals with these keys, or all, by team and name."""
        ...

    def goals_of(self, person: str, *, active: bool = True) -> list[Goal]:
        """Goals a person leads, themselves or through their team; only active ones by default."""
        ...

    def put_goal(self, goal: Goal) -> None:
        """Keep a goal with its leads."""
        ...

    def remove_goal(self, goal: str) -> bool:
        """Remove a goal, with its measure and values where no other goal has them.

        Its updates are removed first. False when there is no such goal.
        """
        ...

    def measures(self, keys: Collection[str] | None = None) -> list[Measure]:
        """Measures with these keys, or all, by name."""
        ...

    def put_measure(self, measure: Measure) -> None:
        """Keep a measure."""
        ...

    def values(
        self, measures: Collection[str], since: date | None = None
    ) -> Mapping[str, Sequence[MeasureValue]]:
        """Values of measures in order of date, from a day on; a measure without any is left out."""
        ...

    def put_values(self, values: Sequence[MeasureValue]) -> None:
        """Keep values; one already there for the same measure and day is replaced."""
        ...

    def remove_values(self, update: str) -> None:
        """Remove what one update brought."""
        ...
