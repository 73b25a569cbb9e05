"""What holds for any series: moving, mirroring and scaling it."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from programme.spc import (
    Assurance,
    ImprovementDirection,
    PointType,
    SpecialCause,
    XmrChart,
    XmrSeries,
    build_chart,
)
from tests.programme.spc.made_up_series import any_series

MIRRORED_CAUSE = {
    SpecialCause.NONE: SpecialCause.NONE,
    SpecialCause.ABOVE_LIMIT: SpecialCause.BELOW_LIMIT,
    SpecialCause.TREND_UP: SpecialCause.TREND_DOWN,
    SpecialCause.TWO_OF_THREE_ABOVE: SpecialCause.TWO_OF_THREE_BELOW,
    SpecialCause.SHIFT_ABOVE: SpecialCause.SHIFT_BELOW,
}
MIRRORED_CAUSE |= {below: above for above, below in MIRRORED_CAUSE.items()}
MIRRORED_DIRECTION = {
    ImprovementDirection.INCREASE: ImprovementDirection.DECREASE,
    ImprovementDirection.DECREASE: ImprovementDirection.INCREASE,
    ImprovementDirection.NEUTRAL: ImprovementDirection.NEUTRAL,
}
TURNED = {PointType.IMPROVEMENT: PointType.CONCERN, PointType.CONCERN: PointType.IMPROVEMENT}


def on_an_edge(chart: XmrChart) -> bool:
    """True when a value or the target lies on a line but for rounding: either side is right then.

    The lines are the mean, the limits and the edges of the outer thirds.
    """
    target = chart.series.target
    for segment in chart.segments:
        values = [*chart.series.values[segment.start : segment.stop]]
        if target is not None:
            values.append(target)
        for line in (segment.mean, segment.lpl, segment.upl, segment.near_lpl, segment.near_upl):
            if line is not None and any(0 < abs(value - line) < 1e-9 for value in values):
                return True
    return False


def moved(series: XmrSeries, by: float = 0.0, times: float = 1.0) -> XmrSeries:
    return replace(
        series,
        values=tuple(value * times + by for value in series.values),
        target=None if series.target is None else series.target * times + by,
    )


def meeting_trends(chart: XmrChart) -> bool:
    """True when two trends touch: which of them the point between is in is a convention."""
    trends = (SpecialCause.TREND_UP, SpecialCause.TREND_DOWN)
    causes = chart.special_causes
    return any(a in trends and b in trends and a != b for a, b in pairwise(causes))


@given(any_series(), st.integers(-1_000, 1_000))
def test_adding_a_constant_moves_the_lines_and_changes_nothing_else(
    series: XmrSeries, constant: int
) -> None:
    before, after = build_chart(series), build_chart(moved(series, by=constant))
    assume(not on_an_edge(before) and not on_an_edge(after))
    assert after.special_causes == before.special_causes
    assert after.point_types == before.point_types
    assert after.outside_limits == before.outside_limits
    assert after.close_to_limits == before.close_to_limits
    assert after.relative_to_mean == before.relative_to_mean
    assert after.variation_icon is before.variation_icon
    assert after.assurance is before.assurance
    for old, new in zip(before.segments, after.segments, strict=True):
        assert abs(new.mean - old.mean - constant) < 1e-9
        if old.upl is not None and new.upl is not None:
            assert abs(new.upl - old.upl - constant) < 1e-9


@given(any_series(), st.sampled_from([0.25, 0.5, 2.0, 1024.0]))
def test_scaling_scales_the_lines_and_changes_nothing_else(
    series: XmrSeries, factor: float
) -> None:
    before, after = build_chart(series), build_chart(moved(series, times=factor))
    assert after.special_causes == before.special_causes
    assert after.point_types == before.point_types
    assert after.variation_icon is before.variation_icon
    assert after.assurance is before.assurance
    for old, new in zip(before.segments, after.segments, strict=True):
        assert new.mean == old.mean * factor
        assert new.lpl == (None if old.lpl is None else old.lpl * factor)
        assert new.upl == (None if old.upl is None else old.upl * factor)


@given(any_series())
def test_turned_upside_down_with_its_direction_a_series_means_the_same(series: XmrSeries) -> None:
    direction = MIRRORED_DIRECTION[series.improvement_direction]
    before = build_chart(series)
    after = build_chart(replace(moved(series, times=-1.0), improvement_direction=direction))
    assume(not meeting_trends(before) and not equal_step_between_trends(before))
    assert after.special_causes == tuple(MIRRORED_CAUSE[cause] for cause in before.special_causes)
    assert after.assurance is before.assurance
    if direction is not ImprovementDirection.NEUTRAL:
        assert after.point_types == before.point_types
    for old, new in zip(before.segments, after.segments, strict=True):
        assert new.mean == -old.mean
        assert new.lpl == (None if old.upl is None else -old.upl)


def equal_step_between_trends(chart: XmrChart) -> bool:
    """True when a trend follows another after an equal value, which the reference calls a fall."""
    trends = (SpecialCause.TREND_UP, SpecialCause.TREND_DOWN)
    values, causes = chart.series.values, chart.special_causes
    return any(
        values[place] == values[place + 1] and causes[place] in trends
        for place in range(len(values) - 1)
    )


@given(any_series())
def test_the_other_direction_turns_improvement_into_concern(series: XmrSeries) -> None:
    before = build_chart(series)
    after = build_chart(
        replace(series, improvement_direction=MIRRORED_DIRECTION[series.improvement_direction])
    )
    assert after.special_causes == before.special_causes
    assert after.point_types == tuple(TURNED.get(t, t) for t in before.point_types)
    passing = {Assurance.CONSISTENT_PASS, Assurance.CONSISTENT_FAIL}
    if before.assurance in passing:
        assert {before.assurance, after.assurance} == passing
    else:
        assert after.assurance is before.assurance


@given(any_series())
def test_stretches_between_rebases_are_charts_of_their_own(series: XmrSeries) -> None:
    chart = build_chart(series)
    for segment in chart.segments:
        part = slice(segment.start, segment.stop)
        alone = build_chart(
            replace(series, values=series.values[part], dates=series.dates[part], rebase_at=())
        )
        assert chart.special_causes[part] == alone.special_causes
        assert (segment.mean, segment.lpl, segment.upl) == (
            alone.segments[0].mean,
            alone.segments[0].lpl,
            alone.segments[0].upl,
        )


@given(any_series())
def test_points_tell_the_same_as_the_chart(series: XmrSeries) -> None:
    chart = build_chart(series)
    assert tuple(point.special_cause for point in chart.points) == chart.special_causes
    assert tuple(point.value for point in chart.points) == series.values
    assert [point.segment for point in chart.points] == [
        segment.number for segment in chart.segments for _ in range(segment.start, segment.stop)
    ]


@given(any_series())
def test_a_point_is_never_both_outside_and_near_a_limit(series: XmrSeries) -> None:
    for point in build_chart(series).points:
        assert not (point.outside_limits and point.close_to_limits)
        assert (point.outside_limits is None) == (point.close_to_limits is None)
