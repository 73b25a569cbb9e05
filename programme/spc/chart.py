"""An XmR chart: each point with its meaning, and the two icons that sum it up.

Source: NHS England, "Making Data Count", variation and assurance icons.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.spc.limits import Segment, segments
from programme.spc.rules import PointType, SpecialCause, point_type, special_causes, standing
from programme.spc.series import ImprovementDirection, XmrSeries


class VariationIcon(StrEnum):
    """What the latest point says about variation."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the process, left as it is, can be relied on to meet the target."""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 - a label of the field, no password
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """One point of a chart.

    Attributes:
        relative_to_mean: 1 above, 0 on, -1 below.
        outside_limits, close_to_limits: None where the stretch has no limits.
    """

    date: date
    value: float
    segment: int
    relative_to_mean: int
    outside_limits: bool | None
    close_to_limits: bool | None
    special_cause: SpecialCause
    point_type: PointType


@dataclass(frozen=True, slots=True)
class XmrChart:
    """A series with its stretches and icons, and what was found for each of its values.

    Attributes:
        relative_to_mean, outside_limits, close_to_limits, special_causes, point_types: one entry
            for each value, as in `XmrPoint`.
        assurance: None without a target, or where neither way is better.
    """

    series: XmrSeries
    segments: tuple[Segment, ...]
    relative_to_mean: tuple[int, ...]
    outside_limits: tuple[bool | None, ...]
    close_to_limits: tuple[bool | None, ...]
    special_causes: tuple[SpecialCause, ...]
    point_types: tuple[PointType, ...]
    variation_icon: VariationIcon
    assurance: Assurance | None

    @property
    def points(self) -> tuple[XmrPoint, ...]:
        """The points one by one, put together each time they are asked for."""
        numbers = [s.number for s in self.segments for _ in range(s.start, s.stop)]
        return tuple(
            map(
                XmrPoint,
                self.series.dates,
                self.series.values,
                numbers,
                self.relative_to_mean,
                self.outside_limits,
                self.close_to_limits,
                self.special_causes,
                self.point_types,
            )
        )


def build_chart(series: XmrSeries) -> XmrChart:
    """Work out mean, limits, special causes and icons; time grows with the number of points."""
    stretches = segments(series)
    direction = series.improvement_direction
    meaning = {cause: point_type(cause, direction) for cause in SpecialCause}
    sides: list[int] = []
    outside: list[bool | None] = []
    close: list[bool | None] = []
    causes: list[SpecialCause] = []
    for segment in stretches:
        values = series.values[segment.start : segment.stop]
        places = standing(values, segment)
        sides += places.relative_to_mean
        outside += places.outside_limits
        close += places.close_to_limits
        causes += special_causes(values, places)
    return XmrChart(
        series=series,
        segments=stretches,
        relative_to_mean=tuple(sides),
        outside_limits=tuple(outside),
        close_to_limits=tuple(close),
        special_causes=tuple(causes),
        point_types=tuple(meaning[cause] for cause in causes),
        variation_icon=_variation_icon(meaning[causes[-1]], direction),
        assurance=_assurance(series, stretches[-1]),
    )


def _variation_icon(latest: PointType, direction: ImprovementDirection) -> VariationIcon:
    up_is_better = direction is ImprovementDirection.INCREASE
    match latest:
        case PointType.COMMON_CAUSE:
            return VariationIcon.COMMON_CAUSE
        case PointType.NEUTRAL_HIGH:
            return VariationIcon.NEUTRAL_HIGH
        case PointType.NEUTRAL_LOW:
            return VariationIcon.NEUTRAL_LOW
        case PointType.IMPROVEMENT:
            return VariationIcon.IMPROVEMENT_HIGH if up_is_better else VariationIcon.IMPROVEMENT_LOW
        case PointType.CONCERN:
            return VariationIcon.CONCERN_LOW if up_is_better else VariationIcon.CONCERN_HIGH


def _assurance(series: XmrSeries, latest: Segment) -> Assurance | None:
    """The target held strictly against the latest limits.

    Without limits there is nothing to hold it against, and that is said; the reference package
    says inconsistent there.
    """
    if series.target is None or series.improvement_direction is ImprovementDirection.NEUTRAL:
        return None
    if latest.lpl is None or latest.upl is None:
        return Assurance.NOT_ENOUGH_DATA
    if latest.lpl <= series.target <= latest.upl:
        return Assurance.INCONSISTENT
    up_is_better = series.improvement_direction is ImprovementDirection.INCREASE
    out_of_reach = (series.target > latest.upl) == up_is_better
    return Assurance.CONSISTENT_FAIL if out_of_reach else Assurance.CONSISTENT_PASS
