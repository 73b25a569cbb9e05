"""Measures as tidy tables: the latest value of each, and the values behind its chart."""

from collections.abc import Iterator, Mapping

from bot.reports.tidy import Column, Kind, TidyTable, Value, table_of
from bot.reports.words import POINT_TYPES, assurance_words, variation_words
from programme.digest import Digest, MeasureReading
from programme.plans import Measure
from programme.spc import XmrChart


def figures_of(reading: MeasureReading | None) -> tuple[Value, ...]:
    """What the columns from measure to assurance say of a goal."""
    if reading is None:
        return (None,) * 8
    return (
        reading.name,
        reading.value,
        reading.unit,
        reading.as_at,
        reading.target,
        reading.target_standing.value.replace("_", " "),
        variation_words(reading),
        assurance_words(reading) or None,
    )


def measures_table(digest: Digest) -> TidyTable:
    """Every measure with its latest value and what its chart says."""
    readings = [line.reading for line in digest.lines if line.reading] + list(digest.wider)
    return table_of(
        "Measures",
        dict.fromkeys(readings),
        (Column("Measure", width=30), lambda each: each.name),
        (Column("Set", width=12), lambda each: each.set.value),
        (Column("Better", width=10), lambda each: each.direction.value),
        (Column("Value", Kind.GIVEN, 12), lambda each: each.value),
        (Column("Value before", Kind.GIVEN, 12), lambda each: each.before),
        (Column("Unit", width=12), lambda each: each.unit),
        (Column("As at", Kind.DAY, 19), lambda each: each.as_at),
        (Column("Target", Kind.GIVEN, 10), lambda each: each.target),
        (
            Column("Against target", width=13),
            lambda each: each.target_standing.value.replace("_", " "),
        ),
        (Column("Values", Kind.WHOLE, 8), lambda each: each.points),
        (Column("Variation", width=34), variation_words),
        (Column("Assurance", width=34), lambda each: assurance_words(each) or None),
        (Column("In a sentence", width=60), lambda each: each.sentence),
    )


def values_table(charts: Mapping[str, tuple[Measure, XmrChart]]) -> TidyTable:
    """The values behind the charts, with mean, limits and what each value means."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for measure, chart in charts.values():
            for point in chart.points:
                segment = chart.segments[point.segment - chart.segments[0].number]
                yield (
                    measure.name,
                    point.date,
                    point.value,
                    measure.unit,
                    segment.mean,
                    segment.lpl,
                    segment.upl,
                    chart.series.target,
                    point.special_cause.value,
                    POINT_TYPES[point.point_type],
                )

    return TidyTable(
        "SPC values",
        (
            Column("Measure", width=30),
            Column("As at", Kind.DAY, 19),
            Column("Value", Kind.GIVEN, 12),
            Column("Unit", width=12),
            Column("Mean", Kind.NUMBER, 10),
            Column("Lower limit", Kind.NUMBER, 10),
            Column("Upper limit", Kind.NUMBER, 10),
            Column("Target", Kind.GIVEN, 10),
            Column("Special cause", width=24),
            Column("Meaning", width=26),
        ),
        tuple(rows()),
    )
