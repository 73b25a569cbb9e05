"""An XmR chart as NHS England's Making Data Count draws it, with its icons and one sentence.

Each kind of point has a shape of its own beside its colour.
"""

from datetime import date

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
    Picture,
    new_figure,
    plain_axes,
    save,
    title_height,
    write_title,
)
from bot.reports.words import ASSURANCES, VARIATIONS, plural
from programme.dates import as_people_write
from programme.digest.readings import figure as figure_words
from programme.digest.readings import sentence_of, with_unit
from programme.plans import Measure
from programme.spc import PointType, Segment, XmrChart

PLOT = 3.0
FOOT = 0.75
"""Inches of the plot, and of what is below it."""

_MARKS = {
    PointType.COMMON_CAUSE: ("o", COMMON_CAUSE, "common cause"),
    PointType.IMPROVEMENT: ("^", IMPROVEMENT, "improvement"),
    PointType.CONCERN: ("D", CONCERN, "concern"),
    PointType.NEUTRAL_HIGH: ("s", NEUTRAL, "special cause, high"),
    PointType.NEUTRAL_LOW: ("s", NEUTRAL, "special cause, low"),
}


def draw_spc_chart(measure: Measure, chart: XmrChart) -> Picture:
    """A measure's chart: values, mean, limits, target, rebases, special causes.

    Args:
        measure: its name and unit.
        chart: as `programme.spc.build_chart` made it.
    """
    sentence = sentence_of(chart)
    top = title_height(measure.name, sentence)
    figure = new_figure(top + PLOT + FOOT + 0.5)
    write_title(figure, measure.name, sentence)
    height = float(figure.get_size_inches()[1])
    axes = figure.add_axes((0.12, (FOOT + 0.25) / height, 0.7, PLOT / height))
    plain_axes(axes)
    _draw_lines(axes, chart)
    _draw_values(axes, chart)
    _label_ends(axes, chart)
    _label_days(axes, chart)
    axes.set_title(measure.unit, loc="left", fontsize=SMALL, color=QUIET, fontfamily=FONT, pad=6)
    _draw_foot(figure, chart)
    return save(figure, measure.name, alt_text(measure, chart))


def alt_text(measure: Measure, chart: XmrChart) -> str:
    """What the chart says, in words."""
    series, last = chart.series, chart.segments[-1]
    days = series.dates
    span = f"from {as_people_write(days[0])} to {as_people_write(days[-1])}"
    words = [
        f"Chart of {measure.name}, {plural(len(days), 'value')} {span}.",
        f"Latest value {with_unit(series.values[-1], measure.unit)}.",
        f"Mean {figure_words(last.mean)}{_limits(last)}.",
    ]
    if series.target is not None:
        words.append(f"Target {with_unit(series.target, measure.unit)}.")
    words.append(sentence_of(chart))
    if chart.assurance:
        words.append(f"The process {ASSURANCES[chart.assurance]}.")
    return " ".join(words)


def _limits(segment: Segment) -> str:
    if segment.lpl is None or segment.upl is None:
        return ", no limits yet"
    return f", limits {figure_words(segment.lpl)} to {figure_words(segment.upl)}"


def _draw_lines(axes: Axes, chart: XmrChart) -> None:
    days = [day.toordinal() for day in chart.series.dates]
    for number, segment in enumerate(chart.segments):
        start = days[segment.start]
        stop = (
            days[min(segment.stop, len(days) - 1)] if number < len(chart.segments) - 1 else days[-1]
        )
        axes.plot([start, stop], [segment.mean] * 2, color=INK, linewidth=1.6)
        for limit in (segment.lpl, segment.upl):
            if limit is not None:
                axes.plot([start, stop], [limit] * 2, color=QUIET, linewidth=1.3, dashes=(4, 3))
        if number:
            axes.axvline(start, color=QUIET, linewidth=1.1, linestyle=":")
            axes.annotate(
                "rebased",
                (start, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 3),
                textcoords="offset points",
                fontsize=SMALL,
                color=QUIET,
                fontfamily=FONT,
                ha="center",
                va="bottom",
            )
    if chart.series.target is not None:
        axes.axhline(chart.series.target, color=TARGET, linewidth=1.5, dashes=(7, 2, 1.5, 2))


def _draw_values(axes: Axes, chart: XmrChart) -> None:
    days = [day.toordinal() for day in chart.series.dates]
    axes.plot(days, chart.series.values, color=COMMON_CAUSE, linewidth=1.4, zorder=3)
    size = 34 if len(days) <= 30 else 22
    for kind in sorted(set(chart.point_types)):
        mark, colour, _ = _MARKS[kind]
        places = [n for n, each in enumerate(chart.point_types) if each is kind]
        axes.scatter(
            [days[n] for n in places],
            [chart.series.values[n] for n in places],
            marker=mark,
            s=size,
            color=colour,
            edgecolors=INK if kind is not PointType.COMMON_CAUSE else QUIET,
            linewidths=0.7,
            zorder=4,
        )
    if len(days) == 1:
        axes.set_xlim(days[0] - 7, days[0] + 7)


def _label_ends(axes: Axes, chart: XmrChart) -> None:
    """Names of the lines at their right ends, moved apart where they would overlap."""
    last = chart.segments[-1]
    ends = [(last.mean, f"mean {figure_words(last.mean)}", INK)]
    if last.upl is not None and last.lpl is not None and last.upl > last.lpl:
        ends.append((last.upl, f"upper {figure_words(last.upl)}", QUIET))
        ends.append((last.lpl, f"lower {figure_words(last.lpl)}", QUIET))
    if chart.series.target is not None:
        ends.append((chart.series.target, f"target {figure_words(chart.series.target)}", TARGET))
    low, high = axes.get_ylim()
    room = (high - low) * SMALL * 1.25 / 72 / PLOT
    placed: list[float] = []
    for value, words, colour in sorted(ends):
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


def _label_days(axes: Axes, chart: XmrChart) -> None:
    """At most five days, evenly spaced, the first and the last among them."""
    days = chart.series.dates
    number = min(len(days), 5 if len(days) > 8 else 3)
    places = sorted({round(n * (len(days) - 1) / max(1, number - 1)) for n in range(number)})
    long_ago = (days[-1] - days[0]).days > 400
    axes.set_xticks(
        [days[place].toordinal() for place in places],
        [_day_words(days[place], with_year=long_ago) for place in places],
    )


def _day_words(day: date, *, with_year: bool) -> str:
    return f"{day:%b %Y}" if with_year else f"{day.day} {day:%b}"


def _draw_foot(figure: Figure, chart: XmrChart) -> None:
    """The icons with their words, and a key to the shapes that were used."""
    if len(chart.series.values) < 2:
        return
    height = float(figure.get_size_inches()[1])
    y = 0.06 / height
    size = 0.5
    draw_variation(figure, chart.variation_icon, (0.18, 0.06, size))
    figure.text(
        (0.18 + size + 0.08) / WIDTH,
        y + size / 2 / height,
        _two_lines(VARIATIONS[chart.variation_icon]),
        fontsize=SMALL,
        color=INK,
        fontfamily=FONT,
        va="center",
    )
    if chart.assurance:
        draw_assurance(figure, chart.assurance, (3.1, 0.06, size))
        figure.text(
            (3.1 + size + 0.08) / WIDTH,
            y + size / 2 / height,
            _two_lines(ASSURANCES[chart.assurance]),
            fontsize=SMALL,
            color=INK,
            fontfamily=FONT,
            va="center",
        )


def _two_lines(words: str) -> str:
    """Words over two lines, broken near the middle."""
    middle = len(words) // 2
    places = [n for n, letter in enumerate(words) if letter == " "]
    if not places or len(words) < 22:
        return words
    at = min(places, key=lambda place: abs(place - middle))
    return f"{words[:at]}\n{words[at + 1 :]}"
