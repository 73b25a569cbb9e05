"""SPC charts that Excel draws itself, each beside the values it is drawn from.

Special causes are series of their own, so that they have a colour, a shape and a name in the key.
"""

import math
from collections.abc import Mapping

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bot.reports.charts.picture import (
    COMMON_CAUSE,
    CONCERN,
    GRID,
    IMPROVEMENT,
    INK,
    NEUTRAL,
    QUIET,
    TARGET,
)
from bot.reports.plain import printable
from bot.reports.tidy import Kind
from bot.reports.workbook_cells import Look, Looks, fit_to_width, number_format
from programme.digest.sentences import sentence_of
from programme.plans import Measure
from programme.spc import PointType, XmrChart, XmrPoint

MOST_CHARTS = 60
"""Native charts on the sheet: more make a workbook that is slow to open."""

LEAST_ROWS = 22
"""Rows that a chart is high."""

LABELS = 6
"""Days named along the foot of a chart."""

_LINES: tuple[tuple[str, str, str | None], ...] = (
    ("Value", COMMON_CAUSE, None),
    ("Mean", INK, None),
    ("Lower limit", QUIET, "dash"),
    ("Upper limit", QUIET, "dash"),
    ("Target", TARGET, "dashDot"),
)
_MARKS: tuple[tuple[str, str, str, frozenset[PointType]], ...] = (
    ("Improvement", IMPROVEMENT, "triangle", frozenset({PointType.IMPROVEMENT})),
    ("Concern", CONCERN, "diamond", frozenset({PointType.CONCERN})),
    (
        "Special cause",
        NEUTRAL,
        "square",
        frozenset({PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW}),
    ),
)


def write_charts(
    sheet: Worksheet, charts: Mapping[str, tuple[Measure, XmrChart]], looks: Looks
) -> None:
    """Each measure's values beside its chart, one below the other."""
    at = 1
    shown = list(charts.values())[:MOST_CHARTS]
    if len(shown) < len(charts):
        looks.cell(sheet, at, 1, Look()).value = (
            f"The first {len(shown)} of {len(charts):,} measures are drawn here; the sheet "
            "SPC values holds the values of all."
        )
        at += 2
    for measure, chart in shown:
        if at > 1:
            sheet.row_breaks.append(Break(id=at - 1))
        _write_values(sheet, measure, chart, at, looks)
        _add_chart(sheet, measure, chart, at)
        at += max(len(chart.series.values) + 5, LEAST_ROWS)
    sheet.column_dimensions["A"].width = 20
    for letter in "BCDEFGHI":
        sheet.column_dimensions[letter].width = 12
    fit_to_width(sheet)


def _write_values(
    sheet: Worksheet, measure: Measure, chart: XmrChart, at: int, looks: Looks
) -> None:
    heading = looks.cell(sheet, at, 1, Look(bold=True))
    heading.value = printable(f"{measure.name} ({measure.unit})")
    heading.data_type = "s"
    looks.cell(sheet, at + 1, 1, Look()).value = sentence_of(chart)
    names = ["As at", *(name for name, _, _ in _LINES), *(name for name, *_ in _MARKS)]
    for number, name in enumerate(names, 1):
        looks.cell(sheet, at + 2, number, Look()).value = name
    stretches = {stretch.number: stretch for stretch in chart.segments}
    for line, point in enumerate(chart.points, start=at + 3):
        stretch = stretches[point.segment]
        day = Look(number_format=number_format(Kind.DAY, point.date))
        looks.cell(sheet, line, 1, day).value = point.date
        row = (
            (point.value, Kind.GIVEN),
            (stretch.mean, Kind.NUMBER),
            (stretch.lpl, Kind.NUMBER),
            (stretch.upl, Kind.NUMBER),
            (chart.series.target, Kind.GIVEN),
            *((_special(point, kinds), Kind.GIVEN) for *_, kinds in _MARKS),
        )
        for number, (value, kind) in enumerate(row, start=2):
            if value is not None:
                look = Look(number_format=number_format(kind, value))
                looks.cell(sheet, line, number, look).value = value


def _special(point: XmrPoint, kinds: frozenset[PointType]) -> float | None:
    return point.value if point.point_type in kinds else None


def _add_chart(sheet: Worksheet, measure: Measure, chart: XmrChart, at: int) -> None:
    drawn = LineChart()
    drawn.title = printable(measure.name)
    drawn.height, drawn.width = 9.5, 19
    drawn.y_axis.title = printable(measure.unit)
    drawn.y_axis.number_format = "General"
    drawn.x_axis.number_format = "d mmm"
    drawn.x_axis.tickLblPos = "low"
    drawn.x_axis.tickLblSkip = max(1, len(chart.series.values) // LABELS)
    drawn.x_axis.delete = drawn.y_axis.delete = False
    quiet = LineProperties(solidFill=GRID.lstrip("#"), w=6350)
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=quiet)
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = _span(chart)
    drawn.legend.position = "b"
    first, last = at + 2, at + 2 + len(chart.series.values)
    for number, (name, colour, dash) in enumerate(_LINES, start=2):
        if name != "Target" or chart.series.target is not None:
            line = _series(drawn, sheet, number, first, last).graphicalProperties.line
            line.solidFill, line.dashStyle, line.width = colour.lstrip("#"), dash, 19050
    for number, (_, colour, shape, kinds) in enumerate(_MARKS, start=2 + len(_LINES)):
        if kinds & set(chart.point_types):
            series = _series(drawn, sheet, number, first, last)
            series.graphicalProperties.line.noFill = True
            series.marker.symbol, series.marker.size = shape, 8
            series.marker.graphicalProperties = GraphicalProperties(solidFill=colour.lstrip("#"))
    values = drawn.series[0].marker
    values.symbol, values.size = "circle", 5
    values.graphicalProperties = GraphicalProperties(solidFill=COMMON_CAUSE.lstrip("#"))
    drawn.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    sheet.add_chart(drawn, f"K{at}")


def _series(drawn: LineChart, sheet: Worksheet, column: int, first: int, last: int) -> Series:
    held = Reference(sheet, min_col=column, min_row=first, max_row=last)
    drawn.add_data(held, titles_from_data=True)
    series = drawn.series[-1]
    series.smooth = False
    return series


def _span(chart: XmrChart) -> tuple[float, float]:
    """From where to where the axis goes, so that limits are told apart from values."""
    shown = [*chart.series.values, *(s.mean for s in chart.segments)]
    shown += [limit for s in chart.segments for limit in (s.lpl, s.upl) if limit is not None]
    if chart.series.target is not None:
        shown.append(chart.series.target)
    low, high = min(shown), max(shown)
    room = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    return _round_outwards(low - room, high + room)


def _round_outwards(low: float, high: float) -> tuple[float, float]:
    """The nearest round numbers that hold both."""
    step = 10 ** math.floor(math.log10(high - low)) / 2
    return math.floor(low / step) * step, math.ceil(high / step) * step
