"""A measure's latest value, and what its XmR chart says of it in one sentence."""

from collections.abc import Sequence
from datetime import date

from programme.digest.values import MeasureReading, TargetStanding
from programme.plans import Measure, MeasureValue
from programme.spc import (
    ImprovementDirection,
    PointType,
    SpecialCause,
    XmrChart,
    XmrSeries,
    build_chart,
)
from programme.spc.series import FEWEST_FIXED_POINTS

FEW = 12
"""With fewer values than this, mean and limits are provisional (Making Data Count)."""

GIVEN = 4
"""Decimals of a value that somebody gave; what is worked out from values is shown with two."""

_COUNTING = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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
    enough = chart if len(values) > 1 else None
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


def sentence_of(chart: XmrChart | None) -> str:
    """What a chart says, in one sentence that needs no knowledge of charts."""
    if chart is None:
        return "No value has been given yet."
    points = len(chart.series.values)
    if points == 1:
        return "One value so far: too few to say anything of its variation."
    provisional = (
        f" Only {counted(points)} values so far, so the limits are provisional."
        if points < FEW
        else ""
    )
    cause, meaning = chart.special_causes[-1], chart.point_types[-1]
    if cause is SpecialCause.NONE:
        return f"No special cause: the values vary as they usually do.{provisional}"
    return f"{_what(chart, cause)}: {_meaning(meaning)}{_since(chart, cause)}.{provisional}"


def counted(number: int) -> str:
    """A small number in words, a larger one in figures."""
    return _COUNTING[number] if 0 <= number < len(_COUNTING) else str(number)


def figure(value: float, places: int = 2) -> str:
    """A number as people write it: so many decimals at most, thousands marked, no needless zero."""
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def with_unit(value: float, unit: str) -> str:
    """A value as it was given, with its unit: `62%`, `£1,200`, `11.4 weeks`."""
    if unit.startswith("£"):
        sign = "-" if value < 0 else ""
        return f"{sign}£{figure(abs(value), GIVEN)}{unit[1:]}"
    joined = unit.startswith("%")
    return f"{figure(value, GIVEN)}{'' if joined or not unit else ' '}{unit}"


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


def _what(chart: XmrChart, cause: SpecialCause) -> str:
    side = "above" if cause.sign > 0 else "below"
    match cause:
        case SpecialCause.ABOVE_LIMIT | SpecialCause.BELOW_LIMIT:
            limit = "upper" if cause.sign > 0 else "lower"
            return f"The latest value is {side} the {limit} limit"
        case SpecialCause.TREND_UP | SpecialCause.TREND_DOWN:
            way = "Rising" if cause.sign > 0 else "Falling"
            return f"{way} for {counted(_run(chart, cause))} values in a row"
        case SpecialCause.TWO_OF_THREE_ABOVE | SpecialCause.TWO_OF_THREE_BELOW:
            limit = "upper" if cause.sign > 0 else "lower"
            return f"Two of three values close to the {limit} limit"
        case _:
            words = counted(_run(chart, cause)).capitalize()
            return f"{words} values in a row {side} the mean"


def _meaning(meaning: PointType) -> str:
    return {
        PointType.IMPROVEMENT: "an improvement",
        PointType.CONCERN: "a concern",
    }.get(meaning, "a change")


def _since(chart: XmrChart, cause: SpecialCause) -> str:
    places = _run(chart, cause)
    if places < 2:
        return ""
    day = chart.series.dates[-places]
    return f" since {day.day} {day:%B %Y}"


def _run(chart: XmrChart, cause: SpecialCause) -> int:
    """How many of the latest values belong to what the last one is special by."""
    start = chart.segments[-1].start
    last = len(chart.series.values) - 1
    place = last
    if cause in (SpecialCause.TREND_UP, SpecialCause.TREND_DOWN):
        values = chart.series.values
        while place > start and (values[place] - values[place - 1]) * cause.sign > 0:
            place -= 1
    elif cause in (SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW):
        while place > start and chart.relative_to_mean[place - 1] == cause.sign:
            place -= 1
    return last - place + 1
