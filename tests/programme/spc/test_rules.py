"""Each rule on a series made for it."""

import time

import pytest

from programme.spc import (
    Assurance,
    ImprovementDirection,
    PointType,
    SpecialCause,
    VariationIcon,
    build_chart,
)
from tests.programme.spc.made_up_series import series

STEADY = (10.0, 12.0) * 10


def test_limits_are_the_mean_and_two_point_six_six_average_moving_ranges() -> None:
    (segment,) = build_chart(series(STEADY)).segments
    assert segment.mean == 11.0
    assert segment.lpl == pytest.approx(11 - 2.66 * 2)
    assert segment.upl == pytest.approx(11 + 2.66 * 2)


def test_one_screening_pass_leaves_out_the_largest_moving_ranges() -> None:
    values = (*STEADY, 60.0, *STEADY)
    screened = build_chart(series(values)).segments[0]
    unscreened = build_chart(series(values, screen_outliers=False)).segments[0]
    assert screened.upl is not None
    assert unscreened.upl is not None
    assert screened.upl - screened.mean == pytest.approx(2.66 * 2)
    assert unscreened.upl > screened.upl


def test_limits_are_neither_floored_nor_capped() -> None:
    segment = build_chart(series((0.0, 100.0) * 10)).segments[0]
    assert segment.lpl is not None
    assert segment.upl is not None
    assert segment.lpl < 0
    assert segment.upl > 100


def test_six_points_on_one_side_are_no_shift_and_seven_are() -> None:
    uneven = (*(9.0, 11.0) * 8, 9.0, *(11.5, 10.8) * 3)
    six = build_chart(series(uneven)).special_causes
    seven = build_chart(series((*uneven, 11.5))).special_causes
    assert SpecialCause.SHIFT_ABOVE not in six[-6:]
    assert seven[-7:] == (SpecialCause.SHIFT_ABOVE,) * 7


def test_a_trend_of_seven_points_may_cross_the_mean() -> None:
    chart = build_chart(series((10.0, 14.0) * 5 + (9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0)))
    assert chart.special_causes[-7:] == (SpecialCause.TREND_UP,) * 7
    assert chart.variation_icon is VariationIcon.IMPROVEMENT_HIGH


def test_equal_neighbours_break_a_trend() -> None:
    chart = build_chart(series((10.0, 14.0) * 5 + (9.0, 10.0, 11.0, 12.0, 12.0, 13.0, 14.0, 15.0)))
    assert SpecialCause.TREND_UP not in chart.special_causes


def test_two_of_three_near_one_limit_are_marked_and_the_third_is_not() -> None:
    chart = build_chart(series((*STEADY, 15.5, 11.5, 15.5)))
    assert chart.special_causes[-3:] == (
        SpecialCause.TWO_OF_THREE_ABOVE,
        SpecialCause.NONE,
        SpecialCause.TWO_OF_THREE_ABOVE,
    )


def test_two_of_three_on_both_sides_of_the_mean_are_common_cause() -> None:
    chart = build_chart(series((*STEADY, 16.0, 10.5, 16.0)))
    assert chart.special_causes[-3:] == (SpecialCause.NONE,) * 3
    assert chart.close_to_limits[-3:] == (True, False, True)


def test_outside_a_limit_goes_before_a_shift() -> None:
    chart = build_chart(series((*STEADY, *(12.5, 13.0) * 4, 40.0)))
    assert chart.special_causes[-1] is SpecialCause.ABOVE_LIMIT


def test_a_neutral_measure_is_neither_better_nor_worse() -> None:
    chart = build_chart(
        series((*STEADY, 40.0), target=5.0, improvement_direction=ImprovementDirection.NEUTRAL)
    )
    assert chart.point_types[-1] is PointType.NEUTRAL_HIGH
    assert chart.variation_icon is VariationIcon.NEUTRAL_HIGH
    assert chart.assurance is None


@pytest.mark.parametrize(
    ("direction", "target", "assurance"),
    [
        (ImprovementDirection.INCREASE, 5.0, Assurance.CONSISTENT_PASS),
        (ImprovementDirection.INCREASE, 11.0, Assurance.INCONSISTENT),
        (ImprovementDirection.INCREASE, 20.0, Assurance.CONSISTENT_FAIL),
        (ImprovementDirection.DECREASE, 5.0, Assurance.CONSISTENT_FAIL),
        (ImprovementDirection.DECREASE, 11.0, Assurance.INCONSISTENT),
        (ImprovementDirection.DECREASE, 20.0, Assurance.CONSISTENT_PASS),
    ],
)
def test_assurance_holds_the_target_against_the_latest_limits(
    direction: ImprovementDirection, target: float, assurance: Assurance
) -> None:
    chart = build_chart(series(STEADY, improvement_direction=direction, target=target))
    assert chart.assurance is assurance


def test_a_target_on_a_limit_is_not_beyond_it() -> None:
    upl = build_chart(series(STEADY)).segments[0].upl
    assert build_chart(series(STEADY, target=upl)).assurance is Assurance.INCONSISTENT


def test_no_limits_means_not_enough_data() -> None:
    for values in ((3.0,), (7.0,) * 15, (0.1,) * 15):
        chart = build_chart(series(values, target=4.0))
        assert chart.segments[0].upl is None
        assert chart.assurance is Assurance.NOT_ENOUGH_DATA
        assert set(chart.special_causes) == {SpecialCause.NONE}


def test_without_limits_a_shift_is_still_seen() -> None:
    chart = build_chart(series((5.0,) * 12 + (6.0,) * 7, fix_after=12))
    assert chart.segments[0].upl is None
    assert chart.special_causes[-7:] == (SpecialCause.SHIFT_ABOVE,) * 7


def test_limits_fixed_on_the_first_points_hold_for_the_later_ones() -> None:
    chart = build_chart(series((*STEADY[:12], 30.0, 31.0, 30.0), fix_after=12))
    assert chart.segments[0].mean == 11.0
    assert chart.special_causes[-3:] == (SpecialCause.ABOVE_LIMIT,) * 3


def test_ten_thousand_points_take_a_few_milliseconds() -> None:
    values = tuple(float((place * 7919) % 1009) for place in range(10_000))
    whole = series(values)
    goes = []
    for _ in range(5):
        started = time.process_time()
        build_chart(whole)
        goes.append(time.process_time() - started)
    assert min(goes) < 0.03
