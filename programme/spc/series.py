"""What a chart is drawn from: values in order of date, and how to read them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from programme.errors import RuleBroken

FEWEST_FIXED_POINTS = 12
"""A mean and limits fixed on fewer points than this are too uncertain to hold later ones to."""

LARGEST_VALUE = 1e100
"""Beyond this, sums of values overflow; no measure of a trust comes near it."""


class ImprovementDirection(StrEnum):
    """Which way is better for a measure."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """1 when up is better, -1 when down is, 0 when neither is."""
        return {"increase": 1, "decrease": -1, "neutral": 0}[self.value]


@dataclass(frozen=True, slots=True)
class XmrSeries:
    """One measure over time.

    Attributes:
        values: in the measure's own unit, one for each date.
        dates: rising, no date twice.
        target: in the unit of the values.
        rebase_at: 0-based places where a new mean and new limits begin.
        fix_after: take mean and limits from the first so many points only.
        screen_outliers: leave the largest moving ranges out of the limits, once.

    Raises:
        RuleBroken: the sentence says which point or setting to mend.
    """

    values: tuple[float, ...]
    dates: tuple[date, ...]
    improvement_direction: ImprovementDirection = ImprovementDirection.INCREASE
    target: float | None = None
    rebase_at: tuple[int, ...] = ()
    fix_after: int | None = None
    screen_outliers: bool = True

    def __post_init__(self) -> None:
        if not self.values:
            raise RuleBroken("A chart needs at least one value; this series is empty.")
        if len(self.values) != len(self.dates):
            raise RuleBroken(
                f"Each value needs one date: there are {len(self.values)} values and "
                f"{len(self.dates)} dates."
            )
        for place, value in enumerate(self.values, start=1):
            if not -LARGEST_VALUE <= value <= LARGEST_VALUE:
                raise _no_ordinary_number(value, f"Value {place}")
        if self.target is not None and not -LARGEST_VALUE <= self.target <= LARGEST_VALUE:
            raise _no_ordinary_number(self.target, "The target")
        for place, (before, day) in enumerate(pairwise(self.dates), start=2):
            if day <= before:
                raise RuleBroken(
                    f"Dates must rise from point to point: date {place} is not after the one "
                    "before it."
                )
        self._check_baseline()

    def _check_baseline(self) -> None:
        last = len(self.values) - 1
        if self.rebase_at and not last:
            raise RuleBroken("A series of one point has no second point to rebase at.")
        for place in self.rebase_at:
            if not 1 <= place <= last:
                raise RuleBroken(
                    f"A rebase must begin at a point from 1 to {last}, counted from 0: "
                    f"{place} is outside the series."
                )
        if any(place <= before for before, place in pairwise(self.rebase_at)):
            raise RuleBroken("The points of a rebase must rise, with none of them twice.")
        if self.fix_after is None:
            return
        if self.fix_after < FEWEST_FIXED_POINTS:
            raise RuleBroken(f"Limits can be fixed after {FEWEST_FIXED_POINTS} points or more.")
        if self.rebase_at:
            raise RuleBroken("Limits can be fixed or rebased, not both in one chart.")


def _no_ordinary_number(value: float, name: str) -> RuleBroken:
    """Only "not a number" is neither within the bounds nor beyond them."""
    beyond = abs(value) > LARGEST_VALUE
    return RuleBroken(f"{name} is too large to chart." if beyond else f"{name} must be a number.")
