"""A series and its chart in the JSON forms that are exchanged with other programs."""

from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from programme.errors import RuleBroken
from programme.spc.chart import XmrChart
from programme.spc.rules import PointType, SpecialCause
from programme.spc.series import ImprovementDirection, XmrSeries

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_LABELS = {cause: cause.value for cause in SpecialCause}
_TYPES = {meaning: meaning.value for meaning in PointType}
_KNOWN = {
    "values",
    "dates",
    "improvement_direction",
    "target",
    "rebase_at_index_0based",
    "fix_after_n_points",
    "screen_outliers",
}


def from_json(given: object) -> XmrSeries:
    """A series from a JSON object.

    `values` and `dates` (as 2026-08-03) are needed; `improvement_direction` (increase, decrease
    or neutral), `target`, `rebase_at_index_0based`, `fix_after_n_points` and `screen_outliers`
    may be left out.

    Raises:
        RuleBroken: the sentence says which part to mend, without repeating it.
    """
    if not isinstance(given, Mapping):
        raise RuleBroken("A series is given as one JSON object with values and dates.")
    if set(given) - _KNOWN:
        raise RuleBroken(f"A series has no parts but these: {', '.join(sorted(_KNOWN))}.")
    direction = given.get("improvement_direction", "increase")
    if direction not in list(ImprovementDirection):
        raise RuleBroken("The improvement direction is increase, decrease or neutral.")
    screen = given.get("screen_outliers", True)
    if not isinstance(screen, bool):
        raise RuleBroken("Whether to screen outliers is true or false.")
    return XmrSeries(
        values=_figures(_listed(given, "values")),
        dates=_days(_listed(given, "dates")),
        improvement_direction=ImprovementDirection(direction),
        target=_optional_figure(given.get("target")),
        rebase_at=tuple(
            _whole(value, "A rebase point") for value in _listed(given, "rebase_at_index_0based")
        ),
        fix_after=_optional_whole(given.get("fix_after_n_points")),
        screen_outliers=screen,
    )


def to_json(chart: XmrChart) -> dict[str, Json]:
    """A chart as a JSON object: its stretches, one list per property of the points, two icons."""
    return {
        "segments": [
            {
                "rebase_group": segment.number,
                "n": segment.stop - segment.start,
                "mean": _rounded(segment.mean),
                "lpl": _rounded(segment.lpl),
                "upl": _rounded(segment.upl),
                "short": segment.short,
            }
            for segment in chart.segments
        ],
        "special_cause_type": [_LABELS[cause] for cause in chart.special_causes],
        "point_type": [_TYPES[meaning] for meaning in chart.point_types],
        "outside_limits": list(chart.outside_limits),
        "close_to_limits": list(chart.close_to_limits),
        "relative_to_mean": list(chart.relative_to_mean),
        "variation_icon": chart.variation_icon.value,
        "assurance_type": chart.assurance.value if chart.assurance else None,
    }


def _listed(given: Mapping[str, object], name: str) -> list[object]:
    listed = given.get(name)
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise RuleBroken(f"The part {name} must be a list.")
    return listed


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figures(listed: list[object]) -> tuple[float, ...]:
    figures: list[float] = []
    for place, value in enumerate(listed, start=1):
        if not _is_number(value):
            raise RuleBroken(f"Value {place} must be a number.")
        figures.append(value)
    return tuple(figures)


def _optional_figure(value: object) -> float | None:
    if value is None or _is_number(value):
        return value
    raise RuleBroken("The target must be a number.")


def _rounded(figure: float | None) -> float | None:
    """To eleven significant figures: what lies beyond is noise of the arithmetic."""
    return None if figure is None else float(f"{figure:.11g}")


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RuleBroken(f"{name} must be a whole number.")
    return value


def _optional_whole(value: object) -> int | None:
    return None if value is None else _whole(value, "The number of points to fix limits on")


def _days(listed: list[object]) -> tuple[date, ...]:
    days: list[date] = []
    for place, value in enumerate(listed, start=1):
        try:
            if not isinstance(value, str):
                raise ValueError  # noqa: TRY004, TRY301 - one sentence for all that is no date
            days.append(date.fromisoformat(value))
        except ValueError:
            raise RuleBroken(
                f"Date {place} must be written as year-month-day, such as 2026-08-03."
            ) from None
    return tuple(days)
