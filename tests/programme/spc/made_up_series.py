"""Made-up series for the tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from programme.spc import ImprovementDirection, XmrSeries


def days(count: int) -> tuple[date, ...]:
    """So many days in a row, from 5 January 2026."""
    return tuple(date(2026, 1, 5) + timedelta(days=place) for place in range(count))


def series(values: Sequence[float], **settings: Any) -> XmrSeries:
    """A series of daily values."""
    return XmrSeries(values=tuple(values), dates=days(len(values)), **settings)


@st.composite
def any_series(draw: st.DrawFn) -> XmrSeries:
    """Series of whole values, so that adding and scaling are exact, with runs and trends in them.

    A third of them are rebased, a third have fixed limits where they are long enough.
    """
    steps = draw(st.lists(st.integers(-3, 3), min_size=1, max_size=40))
    drawn = draw(
        st.sampled_from(
            [steps, [sum(steps[: n + 1]) for n in range(len(steps))], [64 * s for s in steps]]
        )
    )
    count = len(drawn)
    baseline = draw(st.sampled_from(["plain", "rebased", "fixed"]))
    places = st.lists(st.integers(1, max(1, count - 1)), max_size=3, unique=True).map(sorted)
    return series(
        [float(value) for value in drawn],
        improvement_direction=draw(st.sampled_from(ImprovementDirection)),
        target=draw(st.none() | st.integers(-50, 50).map(float)),
        rebase_at=tuple(draw(places)) if baseline == "rebased" and count > 1 else (),
        fix_after=draw(st.integers(12, 30)) if baseline == "fixed" else None,
        screen_outliers=draw(st.booleans()),
    )
