"""Plans as tables and as JSON: what is planned, and what an import brought in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.tables import key_width, table
from programme.dates import as_people_write

if TYPE_CHECKING:
    from bot.use_cases.planning import PlanImport, PlannedGoal
    from ingest.worksheets.columns import RowFault
    from programme.plan_changes import FieldChange, RecordChange
    from programme.plans import Measure

_DAYS = frozenset({"due", "start", "end"})
_KINDS = {"teams": "team", "goals": "goal", "measures": "measure"}


def import_json(done: "PlanImport") -> dict[str, Any]:
    """What an import did; counts are of what was stored, so 0 when nothing was."""
    return {
        "stored": done.stored,
        **{name: _counts(done, kind) for name, kind in _KINDS.items()},
        "changes": [_change_json(change, done.names) for change in done.changes]
        if done.stored
        else [],
        "refused": [fault_json(fault) for fault in done.refused],
        "warnings": [fault_json(fault) for fault in done.warnings],
        "new_people": [person.name for person in done.new_people],
        "not_linked": [person.name for person in done.not_linked],
        "left": [person.name for person in done.left],
    }


def _counts(done: "PlanImport", kind: str) -> dict[str, int]:
    changes = [one for one in done.changes if one.kind == kind] if done.stored else []
    added = sum(one.added for one in changes)
    return {
        "added": added,
        "changed": len(changes) - added,
        "unchanged": done.unchanged[kind] if done.stored else 0,
    }


def _change_json(change: "RecordChange", names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "key": change.key,
        "name": change.name,
        "added": change.added,
        "fields": [
            {
                "field": one.field,
                "before": _named(one, one.before, names),
                "after": _named(one, one.after, names),
            }
            for one in change.fields
        ],
    }


def fault_json(fault: "RowFault") -> dict[str, Any]:
    """One fault with its place."""
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "reason": fault.reason,
    }


def import_view(done: "PlanImport") -> RenderableType:
    """Differences line by line, then faults, then one line that sums up."""
    parts: list[RenderableType] = []
    if done.stored:
        parts += [_change_line(change, done.names) for change in done.changes]
    if done.refused:
        parts.append(faults_view(done.refused))
    if done.warnings:
        parts.append(faults_view(done.warnings, "Worth another look"))
    parts.append(Padding(Text(_sum(done), style="tn.quiet"), (1, 0, 0, 2)))
    return Group(*parts)


def faults_view(
    faults: Sequence["RowFault"], heading: str = "What would be right"
) -> RenderableType:
    """A row for each fault."""
    grid = table("Sheet", "Row", "Column", heading, right=("Row",))
    for fault in faults:
        grid.add_row(Text(fault.sheet), str(fault.row), Text(fault.column), Text(fault.reason))
    return Padding(grid, (1, 0, 0, 2))


def _change_line(change: "RecordChange", names: Mapping[str, str]) -> RenderableType:
    if change.added:
        return Padding(Text(f"added {change.kind} “{change.name}”"), (0, 0, 0, 2))
    told = "; ".join(
        f"{one.field.replace('_', ' ')}: {_spoken(one, one.before, names)} → "
        f"{_spoken(one, one.after, names)}"
        for one in change.fields
    )
    return Padding(Text(f"changed {change.kind} “{change.name}”: {told}"), (0, 0, 0, 2))


def _named(one: "FieldChange", value: str | None, names: Mapping[str, str]) -> str | None:
    """A value of a field; leads by their names."""
    if value is None or one.field != "leads":
        return value
    return ", ".join(names.get(lead, lead) for lead in value.split())


def _spoken(one: "FieldChange", value: str | None, names: Mapping[str, str]) -> str:
    """A value of a field as people write it."""
    told = _named(one, value, names) or "none"
    if value is not None and one.field in _DAYS:
        return as_people_write(date.fromisoformat(value))
    return told


def _sum(done: "PlanImport") -> str:
    if not done.stored:
        count = len(done.refused)
        faults = "one thing" if count == 1 else f"{count} things"
        return f"Nothing was stored: {faults} to mend. --accept-valid takes the rows that hold."
    told = []
    for name, kind in _KINDS.items():
        counts = {what: count for what, count in _counts(done, kind).items() if count}
        if counts:
            told.append(f"{name}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return "; ".join(told) or "Nothing to store."


def goal_json(one: "PlannedGoal") -> dict[str, Any]:
    """One goal with all it refers to."""
    goal = one.goal
    return {
        "key": goal.key,
        "name": goal.name,
        "team": one.team.name,
        "plan": one.plan.title,
        "true_north": goal.true_north,
        "breakthrough": goal.breakthrough,
        "measure": measure_json(one.measure) if one.measure else None,
        "due": goal.due.isoformat() if goal.due else None,
        "leads": [person.name for person in one.leads],
        "state": goal.state.value,
    }


def measure_json(measure: "Measure") -> dict[str, Any]:
    """One measure."""
    return {
        "key": measure.key,
        "name": measure.name,
        "unit": measure.unit,
        "direction": measure.direction.value,
        "baseline": measure.baseline,
        "target": measure.target,
    }


def goals_view(goals: Sequence["PlannedGoal"], norths: Mapping[str, str]) -> RenderableType:
    """A row for each goal, its key below its name.

    `norths` has the names of the True Norths by key.
    """
    grid = table("Team", "Goal and key", "True North", "Measure and target", "Due", "Leads")
    grid.columns[1].min_width = key_width(one.goal.key for one in goals)
    for one in goals:
        goal, measure = one.goal, one.measure
        target = ""
        if measure:
            to = "" if measure.target is None else f" → {measure.target:g}"
            target = f"{measure.name}, {measure.unit}{to}"
        state = "" if goal.state.value == "active" else f" ({goal.state.value})"
        grid.add_row(
            Text(one.team.name),
            Text.assemble(goal.name + state, "\n", (goal.key, "tn.quiet")),
            Text(norths.get(goal.true_north, goal.true_north)),
            Text(target),
            Text(as_people_write(goal.due) if goal.due else ""),
            Text(", ".join(person.name for person in one.leads)),
        )
    return Padding(grid, (0, 0, 0, 2))
