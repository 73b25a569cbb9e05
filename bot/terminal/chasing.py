"""The chase list as a table and as JSON."""

from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.tables import table

if TYPE_CHECKING:
    from bot.use_cases.chasing import ChaseList


def chase_json(chase: "ChaseList") -> dict[str, Any]:
    """The silent goals of a week, team by team."""
    return {
        "week": chase.week.key,
        "goals": chase.active,
        "silent": [
            {
                "team": team.team.key,
                "goal": silent.goal.key,
                "name": silent.goal.name,
                "weeks_silent": silent.weeks_silent,
                "never_reported": silent.never_reported,
                "last_rating": silent.last_rating,
                "leads": [person.name for person in silent.leads],
                "reached": [person.name for person in silent.nudged],
                "nudged_today": silent.goal.key in chase.nudged,
            }
            for team in chase.teams
            for silent in team.goals
        ],
    }


def chase_view(chase: "ChaseList") -> RenderableType:
    """A row for each silent goal, the longest silent of each team first."""
    grid = table("Team", "Goal", "Silent", "Last rating", "Leads", "Key")
    for team in chase.teams:
        for silent in team.goals:
            weeks = "1 week" if silent.weeks_silent == 1 else f"{silent.weeks_silent} weeks"
            leads = ", ".join(
                person.name if person in silent.nudged else f"{person.name} (cannot be reached)"
                for person in silent.leads
            )
            grid.add_row(
                Text(team.team.name),
                Text(silent.goal.name),
                Text("never reported" if silent.never_reported else weeks),
                Text(silent.last_rating.capitalize() if silent.last_rating else "none"),
                Text(leads or "nobody", style="" if leads else "tn.warning"),
                Text(silent.goal.key, style="tn.quiet"),
            )
    return Padding(grid, (0, 0, 0, 2))
