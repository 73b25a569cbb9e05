"""An XmR chart as NHS England's Making Data Count draws it, with its icons and one sentence."""

from matplotlib.axes import Axes

from bot.reports.charts.picture import (
    COMMON_CAUSE,
    FONT,
    INK,
    QUIET,
    SMALL,
    TARGET,
    WIDTH,
    Picture,
    clear_of_mathematics,
    new_figure,
    plain_axes,
    save,
    title_height,
    width_of,
    write_title,
)
from bot.reports.charts.spc_labels import (
    KEY,
    MARKS,
    draw_icons,
    draw_key,
    label_days,
    label_ends,
    label_values,
    line_ends,
)
from bot.reports.words import assurance_sentence, plural
from programme.dates import as_people_write
from programme.digest.figures import figure as figure_words
from programme.digest.figures import with_unit
from programme.digest.sentences import sentence_of
from programme.plans import Measure
from programme.spc import PointType, Segment, XmrChart

PLOT = 3.0
FOOT = 0.75
"""Inches of the plot, and of what is below it."""

LEAST_LEFT, LEAST_RIGHT = 0.72, 1.08
"""Inches beside the plot: more where figures are wide."""

NEAR = 0.4
"""A mark within this share of the chart's left stands where the unit does."""

LONGEST_UNIT = 58
"""Letters of a unit above the plot."""


def draw_spc_chart(measure: Measure, chart: XmrChart) -> Picture:
    """A measure's chart: values, mean, limits, target, rebases, special causes.

    Args:
        measure: its name and unit.
        chart: as `programme.spc.build_chart` made it.
    """
    sentence = sentence_of(chart)
    top = title_height(measure.name, sentence)
    with_key = set(chart.point_types) != {PointType.COMMON_CAUSE}
    foot = FOOT + (KEY if with_key else 0.0)
    figure = new_figure(top + PLOT + foot + 0.5)
    write_title(figure, measure.name, sentence)
    height = float(figure.get_size_inches()[1])
    axes = figure.add_axes((0.12, (foot + 0.25) / height, 0.7, PLOT / height))
    plain_axes(axes)
    _draw_lines(axes, chart)
    _draw_values(axes, chart)
    left = max(LEAST_LEFT, label_values(axes) + 0.28)
    widest = max(width_of(words, SMALL) for _, words, _ in line_ends(chart))
    right = max(LEAST_RIGHT, widest + 0.16)
    wide = WIDTH - left - right
    axes.set_position((left / WIDTH, (foot + 0.25) / height, wide / WIDTH, PLOT / height))
    label_ends(axes, chart, PLOT)
    label_days(axes, chart)
    axes.set_title(
        clear_of_mathematics(_cut(measure.unit)),
        loc="left",
        fontsize=SMALL,
        color=QUIET,
        fontfamily=FONT,
        pad=18 if any(_share(chart, day) < NEAR for day, _ in _marks_of(chart)) else 6,
    )
    draw_key(axes, figure, chart, FOOT - 0.08)
    draw_icons(figure, chart)
    return save(figure, measure.name, alt_text(measure, chart))


def alt_text(measure: Measure, chart: XmrChart) -> str:
    """What the chart says, in words."""
    series, last = chart.series, chart.segments[-1]
    days = series.dates
    span = f"from {as_people_write(days[0])} to {as_people_write(days[-1])}"
    if len(days) == 1:
        span = f"of {as_people_write(days[0])}"
    words = [
        f"Chart of {measure.name.strip()}, {plural(len(days), 'value')} {span}.",
        f"Latest value {with_unit(series.values[-1], measure.unit)}.",
        f"Mean {figure_words(last.mean)}{_limits(last)}{_from(chart)}.",
    ]
    if series.target is not None:
        words.append(f"Target {with_unit(series.target, measure.unit)}.")
    words += [sentence_of(chart), assurance_sentence(chart.assurance)]
    return " ".join(filter(None, words))


def _limits(segment: Segment) -> str:
    if segment.lpl is None or segment.upl is None:
        return ", no limits yet"
    return f", limits {figure_words(segment.lpl)} to {figure_words(segment.upl)}"


def _from(chart: XmrChart) -> str:
    """Which values mean and limits are taken from, where that is not all of them."""
    days = chart.series.dates
    if chart.series.fix_after:
        return f", held to the baseline up to {as_people_write(days[chart.series.fix_after - 1])}"
    if len(chart.segments) > 1:
        return f", rebased on {as_people_write(days[chart.segments[-1].start])}"
    return ""


def _marks_of(chart: XmrChart) -> list[tuple[int, str]]:
    """The days above which something is said: where the chart was rebased, or its baseline ends."""
    days = [day.toordinal() for day in chart.series.dates]
    if chart.series.fix_after:
        return [(days[min(chart.series.fix_after, len(days)) - 1], "baseline ends")]
    return [(days[segment.start], "rebased") for segment in chart.segments[1:]]


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
    said: float | None = None
    apart = (days[-1] - days[0]) * 0.22
    for day, words in _marks_of(chart):
        axes.axvline(day, color=QUIET, linewidth=1.1, linestyle=":")
        if said is None or day - said > apart:
            said = day
            _say_above(axes, day, words, chart)
    if chart.series.target is not None:
        axes.axhline(chart.series.target, color=TARGET, linewidth=1.5, dashes=(7, 2, 1.5, 2))


def _say_above(axes: Axes, day: int, words: str, chart: XmrChart) -> None:
    share = _share(chart, day)
    axes.annotate(
        words,
        (day, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        fontsize=SMALL,
        color=QUIET,
        fontfamily=FONT,
        ha="left" if share < 0.15 else "right" if share > 0.85 else "center",
        va="bottom",
    )


def _share(chart: XmrChart, day: int) -> float:
    """How far along the chart a day is, from 0 to 1."""
    first, last = chart.series.dates[0].toordinal(), chart.series.dates[-1].toordinal()
    return (day - first) / max(1, last - first)


def _draw_values(axes: Axes, chart: XmrChart) -> None:
    days = [day.toordinal() for day in chart.series.dates]
    axes.plot(days, chart.series.values, color=COMMON_CAUSE, linewidth=1.4, zorder=3)
    size = 42 if len(days) <= 30 else 30
    for kind in sorted(set(chart.point_types)):
        mark, colour = MARKS[kind]
        places = [n for n, each in enumerate(chart.point_types) if each is kind]
        axes.scatter(
            [days[n] for n in places],
            [chart.series.values[n] for n in places],
            marker=mark,
            s=size,
            color=colour,
            edgecolors=INK if kind is not PointType.COMMON_CAUSE else QUIET,
            linewidths=0.6,
            zorder=4,
        )
    if len(days) == 1:
        axes.set_xlim(days[0] - 7, days[0] + 7)


def _cut(unit: str) -> str:
    return unit if len(unit) <= LONGEST_UNIT else f"{unit[: LONGEST_UNIT - 1].rstrip()}…"
