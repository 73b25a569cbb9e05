"""The mean and the process limits of each stretch of a series.

Limits are the mean ± 2.66 × the average moving range. They are taken as they come: not floored
at 0, not capped at 100%.
Source: NHS England, "Making Data Count"; one screening pass of moving ranges as the package
NHSRplotthedots 0.2.2 does it (the NHS spreadsheet does not screen, hence the setting).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from programme.spc.series import XmrSeries

LIMIT = 2.66
"""Average moving ranges from the mean to a limit: three sigma over Shewhart's d2 for pairs."""

NEAR_LIMIT = 2 * (LIMIT / 3)
"""From here to the limit a point is near it: the outer third."""

SCREEN = 3.267
"""Moving ranges from this many averages up are left out: Shewhart's D4 for pairs."""

SHORT = 13
"""A stretch with fewer points than this has uncertain limits."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with one mean and one pair of limits.

    Attributes:
        number: 0 for the first, one more after each rebase.
        start, stop: places of its points in the series, as in a slice.
        mean, lpl, upl: in the unit of the values; no limits for a single point, nor where nothing
            varies and ranges are screened.
        near_lpl, near_upl: beyond these a point is near the limit.
        short: fewer than 13 points.
    """

    number: int
    start: int
    stop: int
    mean: float
    lpl: float | None
    upl: float | None
    near_lpl: float | None
    near_upl: float | None
    short: bool


def segments(series: XmrSeries) -> tuple[Segment, ...]:
    """The stretches of a series between its rebases, in order."""
    edges = (0, *series.rebase_at, len(series.values))
    return tuple(
        _segment(number, start, stop, series)
        for number, (start, stop) in enumerate(pairwise(edges))
    )


def _segment(number: int, start: int, stop: int, series: XmrSeries) -> Segment:
    values = series.values[start:stop]
    fixed = values[: series.fix_after]
    mean = _mean(fixed)
    spread = _average_moving_range(fixed, screen=series.screen_outliers)
    return Segment(
        number=number,
        start=start,
        stop=stop,
        mean=mean,
        lpl=None if spread is None else mean - LIMIT * spread,
        upl=None if spread is None else mean + LIMIT * spread,
        near_lpl=None if spread is None else mean - NEAR_LIMIT * spread,
        near_upl=None if spread is None else mean + NEAR_LIMIT * spread,
        short=len(values) < SHORT,
    )


def _mean(values: Sequence[float]) -> float:
    """The mean, put right once for rounding: equal values have exactly that value as mean."""
    mean = math.fsum(values) / len(values)
    return mean + math.fsum([value - mean for value in values]) / len(values)


def _average_moving_range(values: Sequence[float], *, screen: bool) -> float | None:
    """The average step from point to point, or None when there is no step to go by."""
    ranges = [abs(b - a) for a, b in pairwise(values)]
    if screen and ranges:
        highest = SCREEN * _mean(ranges)
        ranges = [step for step in ranges if step < highest]
    return _mean(ranges) if ranges else None
