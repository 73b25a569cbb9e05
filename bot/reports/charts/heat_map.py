"""Goals by week: each week's rating as a coloured square with its letter, gaps shown as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from bot.reports.charts.picture import (
    FONT,
    GRID,
    INK,
    PAPER,
    QUIET,
    RATING_FILL,
    RATING_INK,
    SMALL,
    WIDTH,
    Picture,
    clear_of_mathematics,
    new_figure,
    save,
    title_height,
    write_title,
)
from programme.updates import Rating, WeekState
from programme.weeks import ReportingWeek

ROW = 0.27
LEFT = 2.35
FOOT = 0.62
LONGEST_NAME = 27


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal's weeks in the order of the columns: a rating, or how the week stands without one."""

    name: str
    cells: tuple[Rating | WeekState, ...]


def draw_heat_map(title: str, weeks: Sequence[ReportingWeek], rows: Sequence[GoalRow]) -> Picture:
    """The weeks of goals side by side.

    Args:
        title: what is shown.
        weeks: the columns, oldest first; about twelve are legible on a telephone.
        rows: in the order they are read.
    """
    below = f"Weeks from {_day(weeks[0])} to {_day(weeks[-1])}" if weeks else "No week yet"
    top = title_height(title, below)
    figure = new_figure(top + ROW * max(1, len(rows)) + FOOT)
    write_title(figure, title, below)
    height = float(figure.get_size_inches()[1])
    span = WIDTH - LEFT - 0.12
    axes = figure.add_axes((LEFT / WIDTH, FOOT / height, span / WIDTH, ROW * len(rows) / height))
    axes.set_xlim(0, max(1, len(weeks)))
    axes.set_ylim(max(1, len(rows)), 0)
    axes.set_axis_off()
    for line, row in enumerate(rows):
        axes.text(
            -0.12 * len(weeks) / span,
            line + 0.5,
            clear_of_mathematics(_short(row.name)),
            fontsize=SMALL - 1,
            color=INK,
            fontfamily=FONT,
            ha="right",
            va="center",
        )
        for column, cell in enumerate(row.cells):
            fill, ink, letter = _look(cell)
            axes.add_patch(
                Rectangle(
                    (column + 0.05, line + 0.07),
                    0.9,
                    0.86,
                    facecolor=fill,
                    edgecolor=GRID if fill == PAPER else fill,
                    linewidth=0.8,
                )
            )
            axes.text(
                column + 0.5,
                line + 0.52,
                letter,
                fontsize=SMALL - 1,
                color=ink,
                fontfamily=FONT,
                ha="center",
                va="center",
            )
    step = max(1, round(len(weeks) / 4))
    for column in range(0, len(weeks), step):
        axes.text(
            column + 0.5,
            len(rows) + 0.15,
            f"{weeks[column].monday.day} {weeks[column].monday:%b}",
            fontsize=SMALL - 1,
            color=QUIET,
            fontfamily=FONT,
            ha="center",
            va="top",
        )
    figure.text(
        0.03,
        0.1 / height,
        "G green, A amber, R red, n nothing to report, – no update",
        fontsize=SMALL,
        color=QUIET,
        fontfamily=FONT,
    )
    return save(figure, title, alt_text(title, weeks, rows))


def alt_text(title: str, weeks: Sequence[ReportingWeek], rows: Sequence[GoalRow]) -> str:
    """What the map says: its span, and how the latest week stands."""
    latest = [row.cells[-1] for row in rows if row.cells]
    counted = ", ".join(
        f"{sum(cell is rating for cell in latest)} {rating.value}" for rating in Rating
    )
    silent = sum(cell in (WeekState.MISSING, WeekState.WITHDRAWN) for cell in latest)
    gaps = sum(
        cell in (WeekState.MISSING, WeekState.WITHDRAWN) for row in rows for cell in row.cells
    )
    return (
        f"{title}: {len(rows)} goals over {len(weeks)} weeks. In the latest week {counted}, "
        f"{silent} with no update. {gaps} weeks of goals without an update in all."
    )


def _look(cell: Rating | WeekState) -> tuple[str, str, str]:
    if isinstance(cell, Rating):
        return RATING_FILL[cell.value], RATING_INK[cell.value], cell.value[0].upper()
    if cell is WeekState.NOTHING_TO_REPORT:
        return PAPER, INK, "n"
    return PAPER, QUIET, "–"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _day(week: ReportingWeek) -> str:
    return f"{week.monday.day} {week.monday:%B %Y}"
