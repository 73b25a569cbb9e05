"""Which points are special causes, and by which rule.

Four rules within a stretch, in order of precedence: outside a limit; a trend of seven points;
two of three near the same limit with all three on one side of the mean; seven points on one side
of the mean. A point on the mean breaks a run; equal neighbours break a trend.
Source: NHS England, "Making Data Count"; labels and order as in NHSRplotthedots 0.2.2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from programme.spc.limits import Segment
from programme.spc.series import ImprovementDirection

RUN = 7
"""Points that make a trend, or a shift to one side."""


class SpecialCause(StrEnum):
    """The rule a point is special by, in the field's own labels."""

    NONE = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    TREND_UP = "7 Point Trend (Increasing)"
    TREND_DOWN = "7 Point Trend (Decreasing)"
    TWO_OF_THREE_ABOVE = "2 in 3 Above CL"
    TWO_OF_THREE_BELOW = "2 in 3 Below CL"
    SHIFT_ABOVE = "7 Points Above CL"
    SHIFT_BELOW = "7 Points Below CL"

    @property
    def sign(self) -> int:
        """1 when it speaks of high or rising values, -1 of low or falling ones, 0 for none."""
        if self is SpecialCause.NONE:
            return 0
        return 1 if "Above" in self.value or "Increasing" in self.value else -1


class PointType(StrEnum):
    """What a point means, given which way is better."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the points of one stretch stand, one entry for each.

    Attributes:
        relative_to_mean: 1 above, 0 on, -1 below.
        outside_limits: beyond a limit; None where the stretch has no limits.
        close_to_limits: within the limits, in the outer third; None where there are none.
    """

    relative_to_mean: list[int]
    outside_limits: list[bool | None]
    close_to_limits: list[bool | None]


def standing(values: Sequence[float], segment: Segment) -> Standing:
    """Where the values of a stretch stand to its mean and limits."""
    mean = segment.mean
    sides = [(value > mean) - (value < mean) for value in values]
    lpl, upl, near_lpl, near_upl = segment.lpl, segment.upl, segment.near_lpl, segment.near_upl
    if lpl is None or upl is None or near_lpl is None or near_upl is None:
        unknown: list[bool | None] = [None] * len(values)
        return Standing(sides, unknown, unknown)
    return Standing(
        sides,
        [value > upl or value < lpl for value in values],
        [lpl <= value < near_lpl or near_upl < value <= upl for value in values],
    )


def special_causes(values: Sequence[float], places: Standing) -> list[SpecialCause]:
    """The rule each point of one stretch is special by; the four rules see no other stretch.

    The rules are written in from the weakest to the strongest, each over those before it.
    """
    sides = places.relative_to_mean
    causes = [SpecialCause.NONE] * len(values)
    for start, stop, side in _stretches(sides):
        if side and stop - start >= RUN:
            shift = SpecialCause.SHIFT_ABOVE if side > 0 else SpecialCause.SHIFT_BELOW
            causes[start:stop] = [shift] * (stop - start)
    for place in _two_of_three(places):
        above = sides[place] > 0
        causes[place] = (
            SpecialCause.TWO_OF_THREE_ABOVE if above else SpecialCause.TWO_OF_THREE_BELOW
        )
    for place, rising in _trends(values):
        causes[place] = SpecialCause.TREND_UP if rising else SpecialCause.TREND_DOWN
    for place, outside in enumerate(places.outside_limits):
        if outside:
            above = sides[place] > 0
            causes[place] = SpecialCause.ABOVE_LIMIT if above else SpecialCause.BELOW_LIMIT
    return causes


def _trends(values: Sequence[float]) -> Iterator[tuple[int, bool]]:
    """The places of points in a trend, each with whether it is a rising one.

    A point whose neighbour to the right is in a trend too takes the direction of the step to that
    neighbour, anything but a rise counting as a fall. Where one trend meets another, that is the
    reference's reading, and charts are compared with it.
    """
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    inside = [False] * (len(values) + 1)
    for start, stop, direction in _stretches(steps):
        if direction and stop - start >= RUN - 1:
            inside[start : stop + 1] = [True] * (stop + 1 - start)
    for place in range(len(values)):
        if inside[place]:
            yield place, steps[place if inside[place + 1] else place - 1] > 0


def _two_of_three(places: Standing) -> set[int]:
    """The places of points near a limit that are two (or three) of three on one side."""
    sides, close = places.relative_to_mean, places.close_to_limits
    near = [place for place, is_close in enumerate(close) if is_close]
    found: set[int] = set()
    for one, other in pairwise(near):
        if other - one > 2:
            continue
        for start in range(max(0, other - 2), min(one, len(sides) - 3) + 1):
            if abs(sum(sides[start : start + 3])) == 3:
                found |= {one, other}
    return found


def _stretches(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of equal signs as start, stop and sign."""
    start = 0
    for sign, members in groupby(signs):
        stop = start + len(list(members))
        yield start, stop, sign
        start = stop


def point_type(cause: SpecialCause, direction: ImprovementDirection) -> PointType:
    """What a special cause means, given which way is better."""
    if cause is SpecialCause.NONE:
        return PointType.COMMON_CAUSE
    if direction is ImprovementDirection.NEUTRAL:
        return PointType.NEUTRAL_HIGH if cause.sign > 0 else PointType.NEUTRAL_LOW
    return PointType.IMPROVEMENT if cause.sign == direction.sign else PointType.CONCERN
