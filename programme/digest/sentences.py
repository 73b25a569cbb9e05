"""What an XmR chart says, in one sentence that needs no knowledge of charts."""

from programme.dates import as_people_write
from programme.digest.figures import counted
from programme.spc import PointType, SpecialCause, XmrChart

FEW = 12
"""With fewer values than this, mean and limits are provisional (Making Data Count)."""


def sentence_of(chart: XmrChart | None) -> str:
    """The sentence: what the latest value is special by and since when, or that it is not."""
    if chart is None:
        return "No value has been given yet."
    points = values_in_stretch(chart)
    rebased = len(chart.segments) > 1
    if points == 1:
        so_far = "since the rebase" if rebased else "so far"
        return f"One value {so_far}: too few to say anything of its variation."
    if _is_constant(chart):
        which = f"{counted(points)} values{' since the rebase' if rebased else ''}"
        return f"All {which} are the same, so there are no limits to judge them by."
    cause, meaning = chart.special_causes[-1], chart.point_types[-1]
    return f"{_reading(chart, cause, meaning)}.{_provisional(points, rebased=rebased)}"


def values_in_stretch(chart: XmrChart) -> int:
    """How many values the latest mean and limits speak of: those since the last rebase."""
    return len(chart.series.values) - chart.segments[-1].start


def _is_constant(chart: XmrChart) -> bool:
    return len(set(chart.series.values[chart.segments[-1].start :])) == 1 and (
        chart.special_causes[-1] is SpecialCause.NONE
    )


def _reading(chart: XmrChart, cause: SpecialCause, meaning: PointType) -> str:
    if cause is not SpecialCause.NONE:
        return f"{_what(chart, cause)}: {_meaning(meaning)}{_since(chart, cause)}"
    earlier = chart.special_causes[chart.segments[-1].start :]
    if any(each is not SpecialCause.NONE for each in earlier):
        return "No special cause now: the latest value varies as usual"
    return "No special cause: the values vary as they usually do"


def _provisional(points: int, *, rebased: bool) -> str:
    if points >= FEW:
        return ""
    so_far = "since the rebase" if rebased else "so far"
    return f" Only {counted(points)} values {so_far}, so the limits are provisional."


def _what(chart: XmrChart, cause: SpecialCause) -> str:
    side = "above" if cause.sign > 0 else "below"
    limit = "upper" if cause.sign > 0 else "lower"
    run = _run(chart, cause)
    match cause:
        case SpecialCause.ABOVE_LIMIT | SpecialCause.BELOW_LIMIT:
            which = "value is" if run == 1 else f"{counted(run)} values are"
            return f"The latest {which} {side} the {limit} limit"
        case SpecialCause.TREND_UP | SpecialCause.TREND_DOWN:
            way = "Rising" if cause.sign > 0 else "Falling"
            return f"{way} for {counted(run)} values in a row"
        case SpecialCause.TWO_OF_THREE_ABOVE | SpecialCause.TWO_OF_THREE_BELOW:
            return f"Two of three values close to the {limit} limit"
        case _:
            return f"{counted(run).capitalize()} values in a row {side} the mean"


def _meaning(meaning: PointType) -> str:
    return {
        PointType.IMPROVEMENT: "an improvement",
        PointType.CONCERN: "a concern",
    }.get(meaning, "a change")


def _since(chart: XmrChart, cause: SpecialCause) -> str:
    places = _run(chart, cause)
    return f" since {as_people_write(chart.series.dates[-places])}" if places > 1 else ""


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
    elif cause in (SpecialCause.ABOVE_LIMIT, SpecialCause.BELOW_LIMIT):
        while place > start and chart.special_causes[place - 1] is cause:
            place -= 1
    return last - place + 1
