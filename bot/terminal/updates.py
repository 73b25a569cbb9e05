"""Weekly updates as tables and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.terminal.plans import fault_json, faults_view
from bot.terminal.tables import key_width, table
from programme.dates import as_people_write
from programme.updates import Rating, UpdateKind, WeekState

if TYPE_CHECKING:
    from bot.use_cases.goal_weeks import GoalWeek
    from bot.use_cases.update_import import UpdateImport
    from programme.plans import Goal, Measure, Team
    from programme.updates import Report, WeeklyUpdate

RATING_STYLES = {Rating.GREEN: "tn.ok", Rating.AMBER: "tn.warning", Rating.RED: "tn.broken"}
STATES = {
    WeekState.MISSING: "missing",
    WeekState.WITHDRAWN: "withdrawn",
    WeekState.NOTHING_TO_REPORT: "nothing to report",
}


def update_json(update: "WeeklyUpdate", goal: "Goal", team: "Team") -> dict[str, Any]:
    """One version as it is kept."""
    return {
        "id": update.id,
        "goal": goal.key,
        "goal_name": goal.name,
        "team": team.key,
        "week": update.week.key,
        "version": update.version,
        "kind": update.kind.value,
        **_report_json(update.report),
        "reason": update.reason,
        "author": update.author,
        "submitted_at": update.submitted_at.isoformat(),
        "timing": update.timing.value,
        "via": update.via.value,
        "after_digest": update.after_digest,
        "backfilled": update.backfilled,
    }


def _report_json(report: "Report | None") -> dict[str, Any]:
    if report is None:
        return {"rating": None}
    blocker, decision = report.blocker, report.decision
    return {
        "rating": report.rating.value if report.rating else None,
        "confidence": report.confidence.value if report.confidence else None,
        "value": report.value,
        "as_at": report.as_at.isoformat() if report.as_at else None,
        "done": report.done,
        "next": report.next,
        "recovery": report.recovery,
        "blocker": None
        if blocker is None
        else {
            "what": blocker.what,
            "who": blocker.who,
            "by": blocker.by.isoformat() if blocker.by else None,
        },
        "decision": None
        if decision is None
        else {
            "what": decision.what,
            "from_whom": decision.from_whom,
            "by": decision.by.isoformat() if decision.by else None,
        },
        "risk": report.risk,
    }


def week_view(goals: Sequence["GoalWeek"]) -> RenderableType:
    """A row for each goal, its key below its name; what is missing is shown as missing."""
    grid = table("Team", "Goal and key", "Says", "Value", "Done")
    grid.columns[1].min_width = key_width(seen.goal.key for seen in goals)
    for seen in goals:
        grid.add_row(
            Text(seen.team.name),
            Text.assemble(seen.goal.name, "\n", (seen.goal.key, "tn.quiet")),
            _says(seen.standing),
            _value(seen.standing, seen.measure),
            Text((seen.said.done or seen.said.next or "") if seen.said else ""),
        )
    return Padding(grid, (0, 0, 0, 2))


def history_view(updates: Sequence["WeeklyUpdate"], measure: "Measure | None") -> RenderableType:
    """A row for each week, newest first."""
    grid = table("Week", "Says", "Value", "Done", "Came")
    for update in updates:
        report = update.report
        came = "filled in later" if update.backfilled else update.timing.value.replace("_", " ")
        grid.add_row(
            Text(update.week.key),
            _says(update),
            _value(update, measure),
            Text((report.done or report.next or "") if report else update.reason or ""),
            Text(came),
        )
    return Padding(grid, (0, 0, 0, 2))


def _says(update: "WeeklyUpdate | None") -> Text:
    """The rating in a word, never by its colour alone."""
    if update is None:
        return Text(STATES[WeekState.MISSING], style="tn.quiet")
    if update.rating:
        return Text(update.rating.value, style=RATING_STYLES[update.rating])
    nothing = update.kind is UpdateKind.NOTHING_TO_REPORT
    return Text(STATES[WeekState.NOTHING_TO_REPORT if nothing else WeekState.WITHDRAWN])


def _value(update: "WeeklyUpdate | None", measure: "Measure | None") -> Text:
    report = update.report if update else None
    if report is None or report.value is None:
        return Text("")
    unit = measure.unit if measure else ""
    day = f" at {as_people_write(report.as_at)}" if report.as_at else ""
    gap = "" if unit.startswith("%") or not unit else " "
    return Text(f"{report.value:.15g}{gap}{unit}{day}")


def update_import_json(done: "UpdateImport") -> dict[str, Any]:
    """What an import of updates did; counts are of what was stored."""
    return {
        "stored": done.stored,
        "added": len(done.added),
        "unchanged": done.unchanged,
        "updates": [update_json(one.update, one.goal, one.team) for one in done.added],
        "refused": [fault_json(fault) for fault in done.refused],
    }


def update_import_view(done: "UpdateImport") -> RenderableType:
    """Faults, then one line that sums up."""
    parts: list[RenderableType] = [faults_view(done.refused)] if done.refused else []
    if done.stored:
        told = f"{len(done.added)} added, {done.unchanged} there already"
    else:
        count = len(done.refused)
        faults = "one thing" if count == 1 else f"{count} things"
        told = f"Nothing was stored: {faults} to mend. --accept-valid takes the rows that hold."
    parts.append(Padding(Text(told, style="tn.quiet"), (1, 0, 0, 2)))
    return Group(*parts)
