"""The chase list: silent goals by team, the longest silent first, with whom to nudge."""

from dataclasses import replace

from programme.chasing import chase_list
from programme.people import Person
from programme.plans import GoalState, Team
from programme.updates import Rating, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from tests.programme.made_up import GOAL, WEEK, update

TEAMS = {
    "older-adults": Team("older-adults", "Older adults", leads=("p2",)),
    "forensic": Team("forensic", "Forensic"),
}
PEOPLE = {
    "p1": Person("p1", "B. Lead", slack="U1"),
    "p2": Person("p2", "A. Head"),
    "p3": Person("p3", "C. Gone", slack="U3", active=False),
}
FALLS = replace(GOAL, key="falls", name="Falls", leads=())
RESTRAINT = replace(GOAL, key="restraint", name="Restraint", team="forensic", leads=("p3", "p1"))


def chased(
    standing: dict[str, WeeklyUpdate] | None = None,
    last: dict[str, WeeklyUpdate] | None = None,
    heard: dict[str, ReportingWeek] | None = None,
) -> dict[str, list[tuple[str, int, bool, Rating | None]]]:
    found = chase_list(
        WEEK,
        [GOAL, FALLS, RESTRAINT],
        standing or {},
        last or {},
        teams=TEAMS,
        people=PEOPLE,
        heard=heard,
    )
    return {
        one.team.key: [
            (each.goal.key, each.weeks_silent, each.never_reported, each.last_rating)
            for each in one.goals
        ]
        for one in found
    }


def test_teams_by_name_and_goals_by_silence() -> None:
    last = {
        "dementia-waits": update(week=WEEK.plus(-1)),
        "falls": update(week=WEEK.plus(-5), rating=Rating.RED),
    }
    assert chased(last=last) == {
        "forensic": [("restraint", 1, True, None)],
        "older-adults": [
            ("falls", 5, False, Rating.RED),
            ("dementia-waits", 1, False, Rating.GREEN),
        ],
    }


def test_nothing_to_report_breaks_the_silence_and_keeps_the_last_rating() -> None:
    last = {"falls": update(week=WEEK.plus(-5), rating=Rating.RED)}
    found = chased(last=last, heard={"falls": WEEK.plus(-2)})
    assert ("falls", 2, False, Rating.RED) in found["older-adults"]


def test_what_is_reported_or_not_active_is_not_chased() -> None:
    said = {
        "dementia-waits": update(),
        "falls": update(kind=UpdateKind.NOTHING_TO_REPORT),
        "restraint": update(kind=UpdateKind.WITHDRAWAL),
    }
    assert list(chased(standing=said)) == ["forensic"]
    paused = replace(GOAL, state=GoalState.PAUSED)
    assert chase_list(WEEK, [paused], {}, {}, teams=TEAMS, people=PEOPLE) == ()


def test_leads_are_named_and_only_those_who_can_be_reached_are_nudged() -> None:
    forensic, older = chase_list(WEEK, [GOAL, FALLS, RESTRAINT], {}, {}, teams=TEAMS, people=PEOPLE)
    (restraint,) = forensic.goals
    assert [lead.name for lead in restraint.leads] == ["C. Gone", "B. Lead"]
    assert [lead.name for lead in restraint.nudged] == ["B. Lead"]
    by_key = {each.goal.key: each for each in older.goals}
    assert [lead.id for lead in by_key["falls"].leads] == ["p2"]
    assert by_key["falls"].nudged == ()
