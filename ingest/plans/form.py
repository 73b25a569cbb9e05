"""The plans workbook as people meet it: three sheets, their columns, notes and choices.

Both the template and the reader are made from this, so that what is offered is what is taken.
"""

from dataclasses import dataclass, replace
from datetime import date

from ingest.worksheets.columns import Column, SheetForm
from programme.configuration import Programme
from programme.plans import GoalState, MeasureSet, TeamKind
from programme.spc import ImprovementDirection

KINDS = {TeamKind.DIRECTORATE: "directorate", TeamKind.CORPORATE_TEAM: "corporate team"}
DIRECTIONS = {
    ImprovementDirection.DECREASE: "lower is better",
    ImprovementDirection.INCREASE: "higher is better",
    ImprovementDirection.NEUTRAL: "neither",
}
SETS: dict[MeasureSet, str] = {
    kind: kind.value for kind in MeasureSet if kind is not MeasureSet.GOAL
}
STATES = {state: state.value for state in GoalState}

_KEY_NOTE = (
    "Leave it empty for something new. The short name by which it is known; keep it when you "
    "change the name."
)
_LEADS_NOTE = (
    "Names or Slack member ids, with semicolons between them; “Name (U0123ABCD)” gives both."
)

TEAM = Column("Team", "The directorate or corporate team, by its name.", needed=True,
              other_headings=("Directorate", "Directorate or team"))  # fmt: skip
KIND = Column("Kind", "Directorate or corporate team; empty means directorate.",
              other_headings=("Team kind", "Type"), choices=tuple(KINDS.values()))  # fmt: skip
CHANNEL = Column("Slack channel", "The id of the channel where its updates are posted, like "
                 "C0123ABCD; empty for none.", other_headings=("Channel",))  # fmt: skip
TEAM_LEADS = Column("Leads", f"Who may report on every goal of the team. {_LEADS_NOTE}",
                    other_headings=("Lead", "Team leads"))  # fmt: skip
KEY = Column("Key", _KEY_NOTE)

GOAL = Column("Goal", "The improvement goal in a few words.", needed=True,
              other_headings=("Improvement goal", "Goal name"))  # fmt: skip
TRUE_NORTH = Column("True North", "The True North the goal is linked to.", needed=True)
BREAKTHROUGH = Column("Breakthrough objective",
                      "The year's breakthrough objective it serves, if any.")  # fmt: skip
MEASURE_OF_GOAL = Column("Measure", "What is measured, where the goal has a measure.",
                         other_headings=("Headline measure",))  # fmt: skip
UNIT = Column("Unit", "As it is written after a value: %, weeks, incidents a month.",
              other_headings=("Units",))  # fmt: skip
BETTER = Column("Better", "Which way is better.", choices=tuple(DIRECTIONS.values()),
                other_headings=("Direction", "Direction of improvement",
                                "Improvement direction"))  # fmt: skip
BASELINE = Column("Baseline", "Where the measure stood at the start: a number, or empty.")
TARGET = Column("Target", "Where it is to be by the due date: a number, or empty.")
DUE = Column("Due", "The day by which the goal is to be met, like 31 March 2027.",
             other_headings=("Due date", "Due by"))  # fmt: skip
LEADS = Column("Leads", f"Who reports on the goal. {_LEADS_NOTE}",
               other_headings=("Lead", "Goal lead", "Goal leads"))  # fmt: skip
YEAR = Column("Plan year", "The annual plan it stands in, like 2026–27; empty means the present "
              "one.", other_headings=("Year", "Plan"))  # fmt: skip
STATE = Column("State", "Empty means active; only active goals are reported on.",
               choices=tuple(STATES.values()))  # fmt: skip

MEASURE = Column("Measure", "What is measured.", needed=True)
SET = Column("Set", "Which of the wider sets it belongs to.", needed=True,
             choices=tuple(SETS.values()))  # fmt: skip
MEASURE_UNIT = Column(UNIT.heading, UNIT.note, needed=True, other_headings=UNIT.other_headings)
MEASURE_BETTER = Column(BETTER.heading, BETTER.note, needed=True, choices=BETTER.choices,
                        other_headings=BETTER.other_headings)  # fmt: skip
MEASURE_TEAM = Column("Team", "Whose measure it is; empty for one of the whole trust.",
                      other_headings=TEAM.other_headings)  # fmt: skip


_TEAM_EXAMPLE = {
    TEAM.heading: "Example: Riverside",
    KIND.heading: KINDS[TeamKind.DIRECTORATE],
    CHANNEL.heading: "C0123ABCD",
    TEAM_LEADS.heading: "Sample Lead; Sample Deputy (U0123ABCD)",
}
_GOAL_EXAMPLE: dict[str, object] = {
    TEAM.heading: "Example: Riverside",
    GOAL.heading: "Shorter waits for a first appointment",
    MEASURE_OF_GOAL.heading: "Median wait",
    UNIT.heading: "weeks",
    BETTER.heading: DIRECTIONS[ImprovementDirection.DECREASE],
    BASELINE.heading: 16.5,
    TARGET.heading: 11,
    DUE.heading: date(2027, 3, 31),
    LEADS.heading: "Sample Lead",
    YEAR.heading: "2026–27",
    STATE.heading: STATES[GoalState.ACTIVE],
}
_MEASURE_EXAMPLE: dict[str, object] = {
    MEASURE.heading: "Example: Vacant posts",
    SET.heading: SETS[MeasureSet.WORKFORCE],
    UNIT.heading: "%",
    BETTER.heading: DIRECTIONS[ImprovementDirection.DECREASE],
    BASELINE.heading: 12,
    TARGET.heading: 8,
}


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The workbook for a programme as it is set up.

    Attributes:
        true_north, breakthrough: the columns whose choices come from the configuration.
    """

    teams: SheetForm
    goals: SheetForm
    measures: SheetForm
    true_north: Column
    breakthrough: Column

    @property
    def sheets(self) -> tuple[SheetForm, ...]:
        """In the order they are filled in."""
        return (self.teams, self.goals, self.measures)


def plan_form(programme: Programme) -> PlanForm:
    """The form with this programme's True Norths and breakthrough objectives to choose from."""
    norths = tuple(north.name for north in programme.true_norths)
    north = replace(TRUE_NORTH, choices=norths)
    breakthrough = replace(
        BREAKTHROUGH, choices=tuple(one.name for one in programme.breakthrough_objectives)
    )
    measures_north = Column(north.heading, "The True North it speaks to, if any.", choices=norths)
    return PlanForm(
        teams=SheetForm(
            "Teams",
            "The directorates and corporate teams that hold an annual plan, a row each.",
            (TEAM, KIND, CHANNEL, TEAM_LEADS, KEY),
            _TEAM_EXAMPLE,
        ),
        goals=SheetForm(
            "Goals",
            "Their improvement goals, a row each, with the measure that shows the improvement.",
            (TEAM, GOAL, north, breakthrough, MEASURE_OF_GOAL, UNIT, BETTER, BASELINE, TARGET,
             DUE, LEADS, YEAR, STATE, KEY),
            {**_GOAL_EXAMPLE, north.heading: norths[0]},
        ),
        measures=SheetForm(
            "Measures",
            "Measures beside the goals: quality, performance, workforce and finance. May be empty.",
            (MEASURE, SET, MEASURE_UNIT, MEASURE_BETTER, BASELINE, TARGET, MEASURE_TEAM,
             measures_north, KEY),
            _MEASURE_EXAMPLE,
        ),
        true_north=north,
        breakthrough=breakthrough,
    )  # fmt: skip
