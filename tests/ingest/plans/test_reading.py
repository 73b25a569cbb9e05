from dataclasses import replace
from datetime import date

import pytest

from ingest.plans import PlanRows, plan_form, read_plans
from ingest.plans.reading import read_year
from ingest.plans.rows import PlanYear
from ingest.sheets import Sheet
from programme.configuration import load_programme
from programme.errors import RuleBroken
from programme.plans import BreakthroughObjective, GoalState, MeasureSet, TeamKind
from programme.spc import ImprovementDirection

PROGRAMME = load_programme()
FORM = plan_form(PROGRAMME)

GOAL_HEADINGS = tuple(column.heading for column in FORM.goals.columns)
GOAL = {
    "Team": "Sample: Harbour",
    "Goal": "Shorter waits",
    "True North": "timely access",
    "Measure": "Median wait",
    "Unit": "weeks",
    "Better": "down",
    "Baseline": "16.5",
    "Target": "11",
    "Due": "31/03/2027",
    "Leads": "Sample Ann; U0BEN",
    "Plan year": "2026-27",
    "State": "Active",
    "Key": "harbour-waits",
}


def goals(*rows: dict[str, str], name: str = "Goals") -> Sheet:
    cells = [tuple(row.get(heading, "") for heading in GOAL_HEADINGS) for row in rows]
    return Sheet(name, tuple(enumerate([GOAL_HEADINGS, *cells], start=1)))


def read(*sheets: Sheet) -> PlanRows:
    return read_plans(sheets, FORM, PROGRAMME)


def faults(**cells: str) -> list[tuple[str, str]]:
    rows = read(goals({**GOAL, **{key.replace("_", " "): text for key, text in cells.items()}}))
    assert (rows.goals == ()) == bool(rows.faults)
    return [(fault.column, fault.reason) for fault in rows.faults]


def test_a_goal_is_read_whole() -> None:
    (goal,) = read(goals(GOAL)).goals
    assert (goal.place.sheet, goal.place.row) == ("Goals", 2)
    assert (goal.team, goal.name, goal.true_north) == (
        "Sample: Harbour",
        "Shorter waits",
        "timely-access",
    )
    assert goal.measure is not None
    assert (goal.measure.direction, goal.measure.baseline, goal.measure.target) == (
        ImprovementDirection.DECREASE,
        16.5,
        11.0,
    )
    assert (goal.due, goal.leads, goal.state) == (
        date(2027, 3, 31),
        ("Sample Ann", "U0BEN"),
        GoalState.ACTIVE,
    )
    assert goal.year == PlanYear(date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"Team": ""}, "Team", "Fill this in"),
        ({"Goal": ""}, "Goal", "Fill this in"),
        ({"True_North": "Timely acess"}, "True North", "Is “Timely access” meant"),
        ({"True_North": "Money"}, "True North", "Choose one of: Timely access, Safe care"),
        ({"Better": "sideways"}, "Better", "lower is better"),
        ({"Unit": ""}, "Unit", "Fill this in for the measure"),
        ({"Better": ""}, "Better", "Fill this in for the measure"),
        ({"Measure": ""}, "Measure", "Name the measure that “Unit” is of"),
        ({"Baseline": "16 weeks"}, "Baseline", "a number alone"),
        ({"Target": "n/a"}, "Target", "a number alone"),
        ({"Due": "spring"}, "Due", "3 August 2026"),
        ({"Plan_year": "2026-28"}, "Plan year", "2026–27"),
        ({"State": "asleep"}, "State", "active"),
        ({"Key": "Harbour Waits"}, "Key", "lower-case"),
        ({"Breakthrough_objective": "x"}, "Breakthrough objective", "No breakthrough"),
        ({"Goal": "Shorter waits for patient NHS 943 476 5919"}, "Goal", "patient"),
        ({"Unit": "x" * 41}, "Unit", "40 characters"),
    ],
)
def test_each_fault_has_its_column_and_what_would_be_right(
    cells: dict[str, str], column: str, words: str
) -> None:
    ((found, reason),) = faults(**cells)
    assert found == column
    assert words in reason
    assert "943" not in reason


def test_every_fault_of_a_row_is_told() -> None:
    assert [column for column, _ in faults(Goal="", Target="x", Due="x")] == [
        "Goal",
        "Target",
        "Due",
    ]


def test_a_goal_needs_no_measure_and_no_date() -> None:
    bare = {"Team": "Sample: Harbour", "Goal": "Kinder words", "True North": "Safe care"}
    (goal,) = read(goals(bare)).goals
    assert (goal.measure, goal.due, goal.leads, goal.year, goal.key) == (None, None, (), None, None)


def test_a_breakthrough_objective_belongs_to_its_true_north() -> None:

    objective = BreakthroughObjective("first", "Sample objective", "safe-care")
    programme = replace(PROGRAMME, breakthrough_objectives=(objective,))
    row = {**GOAL, "Breakthrough objective": "sample objective"}
    refused = read_plans([goals(row)], plan_form(programme), programme)
    assert "another True North" in refused.faults[0].reason
    right = {**row, "True North": "Safe care"}
    (goal,) = read_plans([goals(right)], plan_form(programme), programme).goals
    assert goal.breakthrough == "first"


TEAMS = Sheet(
    "Teams",
    (
        (1, ("Team", "Kind", "Slack channel", "Leads", "Key")),
        (2, ("Sample: Harbour", "", "<#C0HARBOUR|harbour>", "Sample Ann", "harbour")),
        (3, ("Sample: Garden", "Corporate team", "", "", "")),
        (4, ("Sample: Pier", "shed", "#pier", "", "")),
    ),
)
MEASURES = Sheet(
    "any name",
    (
        (1, ("Measure", "Set", "Unit", "Better", "Team", "True North")),
        (2, ("Vacant posts", "workforce", "%", "lower is better", "", "")),
        (3, ("Vacant posts", "goal", "%", "lower is better", "", "")),
    ),
)


def test_teams_are_read_with_their_faults() -> None:
    rows = read(TEAMS)
    assert [(row.name, row.kind, row.channel, row.key) for row in rows.teams] == [
        ("Sample: Harbour", None, "C0HARBOUR", "harbour"),
        ("Sample: Garden", TeamKind.CORPORATE_TEAM, None, None),
    ]
    assert [(fault.row, fault.column) for fault in rows.faults] == [
        (4, "Kind"),
        (4, "Slack channel"),
    ]
    assert rows.names_teams


def test_measures_beside_goals_are_known_by_their_headings() -> None:
    rows = read(MEASURES)
    assert [(row.name, row.set) for row in rows.measures] == [
        ("Vacant posts", MeasureSet.WORKFORCE)
    ]
    assert [(fault.row, fault.column) for fault in rows.faults] == [(3, "Set")]


def test_a_table_of_goals_under_another_name_is_known_by_its_headings() -> None:
    rows = read(goals(GOAL, name="export 2026"))
    assert len(rows.goals) == 1
    assert not rows.names_teams


def test_a_sheet_named_as_one_of_the_form_must_have_its_columns() -> None:
    rows = read(Sheet("Goals", ((1, ("What", "Who")), (2, ("x", "y")))))
    assert {fault.column for fault in rows.faults} == {"Team", "Goal", "True North"}


def test_a_file_without_any_such_sheet_is_refused() -> None:
    with pytest.raises(RuleBroken, match="plans template"):
        read(Sheet("Shopping", ((1, ("Bread", "Milk")),)))


@pytest.mark.parametrize("text", ["2026–27", "2026-27", "2026/27", "2026 - 2027", " 2026-27 "])
def test_a_year_runs_from_april_to_march(text: str) -> None:
    assert read_year(text) == PlanYear(date(2026, 4, 1), date(2027, 3, 31))


def test_a_calendar_year_and_a_century_are_years() -> None:
    assert read_year("2026") == PlanYear(date(2026, 1, 1), date(2026, 12, 31))
    assert read_year("2099-00").end == date(2100, 3, 31)


@pytest.mark.parametrize("text", ["", "26-27", "2026-28", "2026-2028", "next year", "1926"])
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(RuleBroken, match="2026–27"):
        read_year(text)
