"""The chase list: which goals are silent, team by team, and whom to nudge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from programme.people import Person
from programme.plans import Goal, Team
from programme.reminders import leads_of, outstanding
from programme.updates import Rating, WeeklyUpdate
from programme.weeks import ReportingWeek


@dataclass(frozen=True, slots=True)
class SilentGoal:
    """A goal of which nothing is said for a week.

    Attributes:
        leads: by name, those who have left too, so that the office sees that nobody is there.
        nudged: those of them whom a nudge can reach.
        weeks_silent: weeks in a row without a word, this one included; 1 where never reported.
        never_reported: no week of it was ever reported.
        last_rating: of its last report, or None.
    """

    goal: Goal
    leads: tuple[Person, ...]
    nudged: tuple[Person, ...]
    weeks_silent: int
    never_reported: bool
    last_rating: Rating | None


@dataclass(frozen=True, slots=True)
class ChasedTeam:
    """A team with its silent goals, the longest silent first."""

    team: Team
    goals: tuple[SilentGoal, ...]


def chase_list(
    week: ReportingWeek,
    goals: Sequence[Goal],
    standing: Mapping[str, WeeklyUpdate],
    last_reports: Mapping[str, WeeklyUpdate],
    *,
    teams: Mapping[str, Team],
    people: Mapping[str, Person],
    heard: Mapping[str, ReportingWeek] | None = None,
) -> tuple[ChasedTeam, ...]:
    """The silent goals of a week by team; teams by name. Empty when all have reported.

    `standing` is what stands for the week and `last_reports` the last report before it, by goal.
    `heard` is the last earlier week of which anything was said, “nothing to report” included;
    without it, the week of the last report.
    """
    weeks = {key: report.week for key, report in last_reports.items()} | dict(heard or {})
    by_team: dict[str, list[SilentGoal]] = {}
    for goal in outstanding(goals, standing):
        last = last_reports.get(goal.key)
        leads = tuple(people[one] for one in leads_of(goal, teams) if one in people)
        silent = SilentGoal(
            goal=goal,
            leads=leads,
            nudged=tuple(lead for lead in leads if lead.active and lead.slack),
            weeks_silent=week.since(weeks[goal.key]) if goal.key in weeks else 1,
            never_reported=goal.key not in weeks,
            last_rating=last.rating if last else None,
        )
        by_team.setdefault(goal.team, []).append(silent)
    chased = (
        ChasedTeam(teams[team], tuple(sorted(silent, key=_longest_first)))
        for team, silent in by_team.items()
        if team in teams
    )
    return tuple(sorted(chased, key=lambda one: (one.team.name, one.team.key)))


def _longest_first(silent: SilentGoal) -> tuple[int, str, str]:
    return (-silent.weeks_silent, silent.goal.name, silent.goal.key)
