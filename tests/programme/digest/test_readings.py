"""A measure's latest value against its target, and its chart in one sentence."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.digest import TargetStanding
from programme.digest.figures import figure, with_unit
from programme.digest.readings import read_measure
from programme.spc import ImprovementDirection, VariationIcon
from tests.programme.digest.made_up import WEEK, measure, values

UP, DOWN, NEITHER = (
    ImprovementDirection.INCREASE,
    ImprovementDirection.DECREASE,
    ImprovementDirection.NEUTRAL,
)
SHIFTED = [13.0, 11.2, 12.9, 11.8, 13.1, 11.9, 12.8, 10.4, 11.3, 10.2, 11.4, 10.6, 11.2, 10.5]
"""Half its values high, then seven low ones, all within the limits."""
STEADY = [10.0, 10.4, 9.8, 10.1, 9.9, 10.3, 9.7, 10.2, 10.0, 9.9, 10.1, 9.8]

SPIKE = [14.0]


@pytest.mark.parametrize(
    ("direction", "target", "value", "standing"),
    [
        (DOWN, 10, 9, TargetStanding.MET),
        (DOWN, 10, 10, TargetStanding.MET),
        (DOWN, 10, 10.1, TargetStanding.MISSED),
        (UP, 85, 85, TargetStanding.MET),
        (UP, 85, 84.9, TargetStanding.MISSED),
        (NEITHER, 85, 84.9, TargetStanding.NO_TARGET),
        (UP, None, 1, TargetStanding.NO_TARGET),
    ],
)
def test_a_target_is_met_on_its_own_value(
    direction: ImprovementDirection, target: float | None, value: float, standing: TargetStanding
) -> None:
    reading = read_measure(measure(target=target, direction=direction), values("m", [value]))
    assert reading.target_standing is standing


def test_without_a_value_nothing_is_said_to_be_met() -> None:
    reading = read_measure(measure(target=10), [])
    assert reading.target_standing is TargetStanding.NO_VALUE
    assert reading.variation is None
    assert reading.sentence == "No value has been given yet."


def test_one_value_says_nothing_of_variation() -> None:
    reading = read_measure(measure(), values("m", [10]))
    assert reading.variation is None
    assert "too few" in reading.sentence


@pytest.mark.parametrize(
    ("numbers", "direction", "sentence"),
    [
        (STEADY, DOWN, "No special cause: the values vary as they usually do."),
        (
            SHIFTED,
            DOWN,
            "Seven values in a row below the mean: an improvement since 28 September 2026.",
        ),
        (
            SHIFTED,
            UP,
            "Seven values in a row below the mean: a concern since 28 September 2026.",
        ),
        (
            [*STEADY, *SPIKE, *STEADY[:3]],
            DOWN,
            "No special cause now: the latest value varies as usual.",
        ),
        (
            [*STEADY, *STEADY, 14.0, 14.1],
            DOWN,
            "The latest two values are above the upper limit: a concern since 2 November 2026.",
        ),
        ([*STEADY, 14.0], DOWN, "The latest value is above the upper limit: a concern."),
        ([*STEADY, 6.0], NEITHER, "The latest value is below the lower limit: a change."),
        (
            [20, 19, 21, 20, 19, 21, 10, 11, 12, 13, 14, 15, 16, 17],
            UP,
            "Rising for eight values in a row: an improvement since 21 September 2026.",
        ),
    ],
)
def test_the_sentence_says_what_the_chart_shows(
    numbers: list[float], direction: ImprovementDirection, sentence: str
) -> None:
    assert read_measure(measure(direction=direction), values("m", numbers)).sentence == sentence


def test_few_values_are_said_to_be_provisional() -> None:
    assert "Only six values so far" in read_measure(measure(), values("m", STEADY[:6])).sentence


def test_a_rebase_begins_mean_and_limits_anew() -> None:
    numbers = [20.0, 20.4, 19.8, 20.1, 19.9, 20.3, 19.7, *STEADY]
    at = WEEK.monday - timedelta(weeks=len(STEADY) - 1)
    whole = read_measure(measure(), values("m", numbers))
    anew = read_measure(measure(), values("m", numbers), rebases=[at])
    assert whole.variation is VariationIcon.IMPROVEMENT_LOW
    assert anew.variation is VariationIcon.COMMON_CAUSE


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        (1, "One value since the rebase: too few to say anything of its variation."),
        (
            3,
            (
                "No special cause: the values vary as they usually do. "
                "Only three values since the rebase, so the limits are provisional."
            ),
        ),
    ],
)
def test_after_a_rebase_only_the_values_since_count(since: int, sentence: str) -> None:
    day = WEEK.monday - timedelta(weeks=since - 1)
    reading = read_measure(measure(), values("m", STEADY), rebases=[day])
    assert reading.sentence == sentence
    assert (reading.variation is None) == (since == 1)


def test_values_that_are_all_the_same_have_no_limits_to_be_judged_by() -> None:
    reading = read_measure(measure(target=5), values("m", [5.0] * 20))
    assert reading.sentence == (
        "All 20 values are the same, so there are no limits to judge them by."
    )


def test_a_rebase_outside_the_series_changes_nothing() -> None:
    held = values("m", STEADY)
    days = [WEEK.monday - timedelta(weeks=500), WEEK.monday + timedelta(weeks=5)]
    assert read_measure(measure(), held, rebases=days) == read_measure(measure(), held)


def test_a_baseline_holds_later_values_to_the_first_ones() -> None:
    numbers = [*STEADY, 11.5, 11.6, 11.4, 11.5, 11.7, 11.6, 11.5]
    day = WEEK.monday - timedelta(weeks=7)
    held = read_measure(measure(), values("m", numbers), baseline=day)
    assert held.variation is VariationIcon.CONCERN_HIGH


def test_a_baseline_of_too_few_values_changes_nothing() -> None:
    held = values("m", STEADY)
    day = WEEK.monday - timedelta(weeks=9)
    assert read_measure(measure(), held, baseline=day) == read_measure(measure(), held)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (11.4, "weeks", "11.4 weeks"),
        (62, "%", "62%"),
        (1204.5, "£", "£1,204.50"),
        (1204.125, "£", "£1,204.125"),
        (-1200, "£", "-£1,200"),
        (1.2, "£m", "£1.2m"),
        (0.00004, "", "0.00004"),
        (0.000312, "per person", "0.00031 per person"),
        (1e-15, "", "0"),
        (11.4567, "weeks", "11.4567 weeks"),
        (-0.00001, "days", "-0.00001 days"),
        (3, "incidents a month", "3 incidents a month"),
    ],
)
def test_a_value_is_written_as_people_write_it(value: float, unit: str, written: str) -> None:
    assert with_unit(value, unit) == written


@given(st.floats(-1e9, 1e9))
def test_a_figure_reads_back_as_the_value_to_two_decimals(value: float) -> None:
    assert float(figure(value).replace(",", "")) == pytest.approx(value, abs=0.0051)
