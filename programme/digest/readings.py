"""A measure's latest value, and what its XmR chart says of it in one sentence."""

from collections.abc import Sequence
from datetime import date

from programme.digest.lines import MeasureReading, TargetStanding
from programme.digest.sentences import sentence_of, values_in_stretch
from programme.plans import Measure, MeasureValue
from programme.spc import ImprovementDirection, XmrChart, XmrSeries, build_chart
from programme.spc.series import FEWEST_FIXED_POINTS


def read_measure(
    measure: Measure,
    values: Sequence[MeasureValue],
    *,
    rebases: Sequence[date] = (),
    baseline: date | None = None,
    screen_outliers: bool = True,
) -> MeasureReading:
    """The latest value against its target, and by itself the variation of the series.

    Args:
        measure: what is measured.
        values: in order of date, no day twice.
        screen_outliers: as in `XmrSeries`.
        rebases: days from which mean and limits begin anew; those outside the series are passed
            over.
        baseline: the last day of the values that mean and limits are taken from; with fewer than
            twelve values up to it, they are taken from all.
    """
    latest = values[-1] if values else None
    chart = chart_of(
        measure, values, rebases=rebases, baseline=baseline, screen_outliers=screen_outliers
    )
    enough = chart if chart and values_in_stretch(chart) > 1 else None
    return MeasureReading(
        measure=measure.key,
        name=measure.name,
        unit=measure.unit,
        set=measure.set,
        direction=measure.direction,
        value=latest.value if latest else None,
        as_at=latest.as_at if latest else None,
        before=values[-2].value if len(values) > 1 else None,
        target=measure.target,
        target_standing=_target_standing(measure, latest),
        variation=enough.variation_icon if enough else None,
        assurance=enough.assurance if enough else None,
        points=len(values),
        sentence=sentence_of(chart),
        team=measure.team,
        true_north=measure.true_north,
    )


def chart_of(
    measure: Measure,
    values: Sequence[MeasureValue],
    *,
    rebases: Sequence[date] = (),
    baseline: date | None = None,
    screen_outliers: bool = True,
) -> XmrChart | None:
    """The XmR chart of a measure's values; None without any."""
    if not values:
        return None
    dates = tuple(each.as_at for each in values)
    places = _places(dates, rebases)
    fixed = sum(day <= baseline for day in dates) if baseline and not places else 0
    return build_chart(
        XmrSeries(
            values=tuple(each.value for each in values),
            dates=dates,
            improvement_direction=measure.direction,
            target=measure.target,
            rebase_at=places,
            fix_after=fixed if fixed >= FEWEST_FIXED_POINTS else None,
            screen_outliers=screen_outliers,
        )
    )


def is_as_read(reading: MeasureReading, chart: XmrChart) -> bool:
    """Whether a chart still says what a digest read off it: values may be corrected later on."""
    latest = chart.points[-1]
    now = (latest.value, latest.date, len(chart.points), sentence_of(chart))
    return now == (reading.value, reading.as_at, reading.points, reading.sentence)


def _target_standing(measure: Measure, latest: MeasureValue | None) -> TargetStanding:
    if measure.target is None or measure.direction is ImprovementDirection.NEUTRAL:
        return TargetStanding.NO_TARGET
    if latest is None:
        return TargetStanding.NO_VALUE
    met = (latest.value - measure.target) * measure.direction.sign >= 0
    return TargetStanding.MET if met else TargetStanding.MISSED


def _places(dates: Sequence[date], rebases: Sequence[date]) -> tuple[int, ...]:
    """Where in a series new means begin: the first value on or after each day."""
    places = set()
    for day in rebases:
        place = next((n for n, each in enumerate(dates) if each >= day), 0)
        if place:
            places.add(place)
    return tuple(sorted(places))
