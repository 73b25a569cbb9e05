"""The ratings of goals week by week, as a heat map shows them."""

from collections.abc import Collection

from programme.ports import UnitOfWork
from programme.updates import Rating, UpdateKind, WeekState
from programme.weeks import ReportingWeek

WEEKS = 12
"""So many columns are legible on a telephone."""


def weeks_up_to(last: ReportingWeek, count: int = WEEKS) -> list[ReportingWeek]:
    """So many weeks, oldest first."""
    return [last.plus(-back) for back in range(count - 1, -1, -1)]


def ratings_by_week(
    work: UnitOfWork, goals: Collection[str], last: ReportingWeek, count: int = WEEKS
) -> dict[str, tuple[Rating | WeekState, ...]]:
    """What stood for each goal in each week, oldest first; a week without a word is missing."""
    weeks = weeks_up_to(last, count)
    traces = work.updates.traces(goals, weeks[0], last)
    found = {}
    for goal in goals:
        said = {trace.week: trace for trace in traces.get(goal, ())}
        cells: list[Rating | WeekState] = []
        for week in weeks:
            trace = said.get(week)
            if trace is None:
                cells.append(WeekState.MISSING)
            elif trace.kind is UpdateKind.NOTHING_TO_REPORT or trace.rating is None:
                cells.append(WeekState.NOTHING_TO_REPORT)
            else:
                cells.append(trace.rating)
        found[goal] = tuple(cells)
    return found
