"""The words around an SPC chart: names of its lines, days, figures, and the key below it."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.reports.charts.icons import draw_assurance, draw_variation
from bot.reports.charts.picture import (
    COMMON_CAUSE,
    CONCERN,
    FONT,
    IMPROVEMENT,
    INK,
    NEUTRAL,
    QUIET,
    SMALL,
    TARGET,
    WIDTH,
    width_of,
)
from bot.reports.words import ASSURANCES, POINT_TYPES, VARIATIONS
from programme.digest.figures import figure as figure_words
from programme.digest.sentences import values_in_stretch
from programme.spc import PointType, XmrChart

MARKS = {
    PointType.COMMON_CAUSE: ("o", COMMON_CAUSE),
    PointType.IMPROVEMENT: ("^", IMPROVEMENT),
    PointType.CONCERN: ("D", CONCERN),
    PointType.NEUTRAL_HIGH: ("s", NEUTRAL),
    PointType.NEUTRAL_LOW: ("s", NEUTRAL),
}
"""Each kind of point has a shape of its own beside its colour."""

KEY = 0.28
"""Inches of the key to the shapes."""

ICON = 0.5
LINE_LENGTH = 25
"""Letters in a line beside an icon."""

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def line_ends(chart: XmrChart) -> list[tuple[float, str, str]]:
    """The lines with their names and colours, as they stand at the right."""
    last = chart.segments[-1]
    ends = [(last.mean, f"mean {shown(last.mean)}", INK)]
    if last.upl is not None and last.lpl is not None and last.upl > last.lpl:
        ends.append((last.upl, f"upper {shown(last.upl)}", QUIET))
        ends.append((last.lpl, f"lower {shown(last.lpl)}", QUIET))
    if chart.series.target is not None:
        ends.append((chart.series.target, f"target {shown(chart.series.target)}", TARGET))
    return ends


def shown(value: float) -> str:
    """A figure short enough to stand beside a chart: `1.62tn`, `-502.5`, `67.27`, `0.0003`."""
    for scale, letter in _SCALES:
        if abs(value) >= scale:
            return f"{figure_words(value / scale)}{letter}"
    return figure_words(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2)


def label_ends(axes: Axes, chart: XmrChart, plot: float) -> None:
    """Names of the lines at their right ends, moved apart where the plot's inches are too few."""
    low, high = axes.get_ylim()
    room = (high - low) * SMALL * 1.25 / 72 / plot
    placed: list[float] = []
    for value, words, colour in sorted(line_ends(chart)):
        place = value if not placed else max(value, placed[-1] + room)
        placed.append(place)
        axes.annotate(
            words,
            (1.015, place),
            xycoords=("axes fraction", "data"),
            fontsize=SMALL,
            color=colour,
            fontfamily=FONT,
            va="center",
            annotation_clip=False,
        )
    axes.set_ylim(low, high)


def label_values(axes: Axes) -> float:
    """Figures at the left, as people write them; returns how wide the widest is, in inches."""
    low, high = axes.get_ylim()
    places = [place for place in axes.get_yticks() if low <= place <= high]
    words = _evenly(places)
    axes.set_yticks(places, words)
    axes.set_ylim(low, high)
    return max((width_of(each, SMALL) for each in words), default=0.0)


def _evenly(places: Sequence[float]) -> list[str]:
    """Figures of one axis: one scale, and as many decimals as tell them all apart."""
    most = max(map(abs, places), default=0.0)
    scale, letter = next((each for each in _SCALES if most >= each[0]), (1.0, ""))
    scaled = [place / scale for place in places]
    step = min((b - a for a, b in pairwise(scaled)), default=1.0)
    decimals = next(
        (n for n in range(10) if all(abs(round(v, n) - v) < step / 100 for v in scaled)), 10
    )
    said = [f"{0.0 if abs(value) < step / 100 else value:,.{decimals}f}" for value in scaled]
    return [f"{words}{letter if value else ''}" for words, value in zip(said, places, strict=True)]


def label_days(axes: Axes, chart: XmrChart) -> None:
    """At most five days, evenly spaced, the first and the last among them."""
    days = chart.series.dates
    number = min(len(days), 5 if len(days) > 8 else 3)
    places = sorted({round(n * (len(days) - 1) / max(1, number - 1)) for n in range(number)})
    long_ago = (days[-1] - days[0]).days > 400
    axes.set_xticks(
        [days[place].toordinal() for place in places],
        [_day_words(days[place], with_year=long_ago) for place in places],
    )


def draw_key(axes: Axes, figure: Figure, chart: XmrChart, bottom: float) -> None:
    """What the shapes mean that were drawn, where there is more than common cause."""
    kinds = sorted(set(chart.point_types))
    if kinds == [PointType.COMMON_CAUSE]:
        return
    handles = [
        axes.scatter([], [], marker=mark, s=42, color=colour, edgecolors=INK, linewidths=0.6)
        for mark, colour in (MARKS[kind] for kind in kinds)
    ]
    figure.legend(
        handles,
        [POINT_TYPES[kind] for kind in kinds],
        loc="lower left",
        bbox_to_anchor=(0.02, bottom / float(figure.get_size_inches()[1])),
        ncols=len(kinds),
        frameon=False,
        prop={"family": FONT, "size": SMALL},
        labelcolor=INK,
        handletextpad=0.1,
        columnspacing=1.0,
        borderpad=0,
    )


def draw_icons(figure: Figure, chart: XmrChart) -> None:
    """The icons with their words, where there is enough to go by."""
    if values_in_stretch(chart) < 2:
        return
    draw_variation(figure, chart.variation_icon, (0.18, 0.06, ICON))
    _beside(figure, 0.18, VARIATIONS[chart.variation_icon])
    if chart.assurance:
        draw_assurance(figure, chart.assurance, (3.1, 0.06, ICON))
        _beside(figure, 3.1, ASSURANCES[chart.assurance])


def _beside(figure: Figure, left: float, words: str) -> None:
    height = float(figure.get_size_inches()[1])
    figure.text(
        (left + ICON + 0.08) / WIDTH,
        (0.06 + ICON / 2) / height,
        _in_lines(words),
        fontsize=SMALL,
        color=INK,
        fontfamily=FONT,
        va="center",
    )


def _in_lines(words: str) -> str:
    """Words over two lines, or three where they are long, broken near equal parts."""
    count = 1 if len(words) < 22 else -(-len(words) // LINE_LENGTH)
    lines, rest = [], words
    for left in range(max(2, count) if count > 1 else 1, 1, -1):
        middle = len(rest) // left
        places = [n for n, letter in enumerate(rest) if letter == " "]
        if not places:
            break
        at = min(places, key=[abs(place - middle) for place in range(len(rest))].__getitem__)
        lines.append(rest[:at])
        rest = rest[at + 1 :]
    return "\n".join([*lines, rest])


def _day_words(day: date, *, with_year: bool) -> str:
    return f"{day:%b %Y}" if with_year else f"{day.day} {day:%b}"
