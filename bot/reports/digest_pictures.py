"""The pictures that go with a digest: the True Norths side by side, and the goals week by week."""

from collections.abc import Mapping, Sequence

from bot.reports.charts import GoalRow, Picture, draw_heat_map
from programme.digest import Digest, GoalLine
from programme.updates import Rating, WeekState
from programme.weeks import ReportingWeek

MOST_GOALS = 40
"""Rows of a heat map: more cannot be read on a telephone."""


def heat_map_of(
    digest: Digest,
    weeks: Sequence[ReportingWeek],
    cells: Mapping[str, Sequence[Rating | WeekState]],
) -> Picture:
    """The goals that need attention most, week by week; the title says how many of all they are.

    Args:
        digest: whose goals; its own week is drawn as it tells of it, whatever was amended since.
        weeks: the columns; the digest's own week is the last.
        cells: what stands for each goal in each week, as of now.
    """
    ordered = sorted(digest.lines, key=_gravity)
    shown = ordered[:MOST_GOALS]
    title = f"Goals by week, {digest.week.label}"
    if len(shown) < len(ordered):
        title = f"{title}: the {len(shown)} of {len(ordered):,} that need attention most"
    unheard = (WeekState.MISSING,) * len(weeks)
    rows = [
        GoalRow(line.name, (*cells.get(line.goal, unheard)[:-1], _as_told(line))) for line in shown
    ]
    return draw_heat_map(title, weeks, rows)


def _as_told(line: GoalLine) -> Rating | WeekState:
    if line.rating or line.state is WeekState.NOTHING_TO_REPORT:
        return line.rating or WeekState.NOTHING_TO_REPORT
    return WeekState.MISSING


def _gravity(line: GoalLine) -> tuple[int, int, str]:
    """Red first, then silent, amber, the rest; the longest first."""
    if line.rating is Rating.RED:
        return (0, -line.weeks_at_rating, line.name)
    if line.weeks_silent:
        return (1, -line.weeks_silent, line.name)
    return (2 if line.rating is Rating.AMBER else 3, 0, line.name)
