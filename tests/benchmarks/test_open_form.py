"""What a click comes to: the app's own share of the time, and the centiles of many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.open_form import Click, centile, click_of
from playground.web_api import Call


def opening(trigger: str = "T1", error: str | None = None) -> Call:
    return Call("views.open", {"trigger_id": trigger}, error, 10.5, 12.5)


def filling(error: str | None = None) -> Call:
    return Call("views.update", {"view_id": "V1"}, error, 13.5, 20.0)


def reply() -> Call:
    return Call("chat.postMessage", {"text": "An answer."}, None, 10.0, 10.25)


def test_the_time_the_stand_in_takes_to_open_the_form_is_left_out() -> None:
    calls = [reply(), opening(), reply(), filling()]

    assert click_of(10.0, "T1", calls) == Click(opened=500.0, filled=1500.0)


@pytest.mark.parametrize(
    "calls", [[], [reply()], [opening()], [filling()], [opening("T0"), filling()]]
)
def test_a_form_that_is_not_filled_yet_is_waited_for(calls: list[Call]) -> None:
    assert click_of(10.0, "T1", calls) is None


@pytest.mark.parametrize(
    "calls",
    [
        [opening(error="expired_trigger_id"), filling()],
        [opening(), filling("invalid_arguments")],
    ],
)
def test_a_form_that_was_refused_is_no_figure(calls: list[Call]) -> None:
    with pytest.raises(AssertionError, match="refused"):
        click_of(10.0, "T1", calls)


def test_the_95th_centile_of_a_hundred_is_the_95th() -> None:
    assert centile([float(n) for n in range(100, 0, -1)], 0.95) == 95.0
    assert centile([7.0], 0.95) == 7.0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=300))
def test_a_centile_is_the_smallest_value_that_enough_keep_to(values: list[float]) -> None:
    found = centile(values, 0.95)

    assert found in values
    assert sum(each <= found for each in values) >= 0.95 * len(values)
    assert sum(each < found for each in values) < 0.95 * len(values)
