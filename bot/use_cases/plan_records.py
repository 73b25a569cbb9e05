"""What is planned, as documents that can be asked and cited, and as rows of the plans workbook."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.use_cases.planning import Planned, PlannedGoal
from ingest.plans import form as f
from ingest.plans.form import PlanForm
from ingest.records import Record, RecordDocument
from programme.configuration import Programme
from programme.dates import as_people_write
from programme.documents import Period
from programme.people import Person
from programme.plans import GoalState, Measure

COLLECTION = "plans"
"""What the plans are called among the documents of records."""
ABOUT = (
    "Fill in the sheets, a row for each team, goal or measure. Dark blue headings are needed.",
    "Point at a heading to read what goes into its column; where there is a list, choose from it.",
    "The row that begins with “Example:” shows how it is done; it is never taken in.",
    "Then: truenorth plans import FILE. All rows are looked at before anything is stored.",
    "Whatever is wrong is named by sheet, row and column; nothing is stored until it is mended.",
    "Importing the same file again changes nothing.",
    "An empty cell means none; a column that you take out leaves what is known as it is.",
)


def plan_documents(planned: Planned, programme: Programme) -> list[RecordDocument]:
    """A document for each annual plan, a row for each of its goals.

    Nobody is named: who leads what is no part of what a plan says.
    """
    goals: dict[str, list[PlannedGoal]] = {}
    for one in planned.goals:
        goals.setdefault(one.plan.key, []).append(one)
    return [
        RecordDocument(
            key=key,
            title=held[0].plan.title,
            kind="annual plan",
            owner=held[0].team.name,
            period=Period(held[0].plan.start.year, held[0].plan.end.year),
            rows=tuple(_record(one, programme) for one in held),
        )
        for key, held in sorted(goals.items())
    ]


def _record(one: PlannedGoal, programme: Programme) -> Record:
    goal, measure = one.goal, one.measure
    north = programme.true_north(goal.true_north)
    breakthrough = programme.breakthrough(goal.breakthrough or "")
    return Record(
        section=(one.team.name, goal.name),
        fields=(
            ("Improvement goal", goal.name),
            ("Target", _target(measure, goal.due)),
            ("True North", f"linked to the True North {north.name}" if north else ""),
            ("Breakthrough objective", breakthrough.name if breakthrough else ""),
            ("Due", _due(one)),
            ("State", "" if goal.state is GoalState.ACTIVE else f"this goal is {goal.state}"),
        ),
    )


def _due(one: PlannedGoal) -> str:
    """The day, where no target says it already."""
    said = one.measure is not None and one.measure.target is not None
    return "" if one.goal.due is None or said else as_people_write(one.goal.due)


def _target(measure: Measure | None, due: date | None) -> str:
    """The target as a sentence would say it, so that it can be quoted by itself."""
    if measure is None:
        return ""
    steps = []
    if measure.baseline is not None:
        steps.append(f"from {_value(measure.baseline, measure)}")
    if measure.target is not None:
        steps.append(f"to {_value(measure.target, measure)}")
        if due:
            steps.append(f"by {as_people_write(due)}")
    told = " ".join(steps)
    return f"{measure.name}: {told}" if told else f"{measure.name}, in {measure.unit}"


def _value(value: float, measure: Measure) -> str:
    gap = "" if measure.unit.startswith("%") else " "
    return f"{value:.15g}{gap}{measure.unit}"


def filled_rows(
    planned: Planned, form: PlanForm, programme: Programme
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """What is planned as rows of the workbook, by sheet and heading, keys included."""
    norths = {north.key: north.name for north in programme.true_norths}
    objectives = {one.key: one.name for one in programme.breakthrough_objectives}
    names = {team.key: team.name for team in planned.teams}
    return {
        form.teams.name: [
            {
                f.TEAM.heading: team.name,
                f.KIND.heading: f.KINDS[team.kind],
                f.CHANNEL.heading: team.channel,
                f.TEAM_LEADS.heading: _leads([planned.people[lead] for lead in team.leads]),
                f.KEY.heading: team.key,
            }
            for team in planned.teams
        ],
        form.goals.name: [
            {
                f.TEAM.heading: one.team.name,
                f.GOAL.heading: one.goal.name,
                f.TRUE_NORTH.heading: norths.get(one.goal.true_north),
                f.BREAKTHROUGH.heading: objectives.get(one.goal.breakthrough or ""),
                **(_measure_cells(one.measure) if one.measure else {}),
                f.DUE.heading: one.goal.due,
                f.LEADS.heading: _leads(one.leads),
                f.YEAR.heading: one.plan.year,
                f.STATE.heading: f.STATES[one.goal.state],
                f.KEY.heading: one.goal.key,
            }
            for one in planned.goals
        ],
        form.measures.name: [
            {
                **_measure_cells(measure),
                f.SET.heading: f.SETS.get(measure.set),
                f.MEASURE_TEAM.heading: names.get(measure.team or ""),
                f.TRUE_NORTH.heading: norths.get(measure.true_north or ""),
                f.KEY.heading: measure.key,
            }
            for measure in planned.measures
        ],
    }


def _measure_cells(measure: Measure) -> dict[str, object]:
    return {
        f.MEASURE.heading: measure.name,
        f.UNIT.heading: measure.unit,
        f.BETTER.heading: f.DIRECTIONS[measure.direction],
        f.BASELINE.heading: measure.baseline,
        f.TARGET.heading: measure.target,
    }


def _leads(people: Sequence[Person]) -> str | None:
    told = [f"{one.name} ({one.slack})" if one.slack else one.name for one in people]
    return "; ".join(told) or None
