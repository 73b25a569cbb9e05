"""One line of the table: what was measured, against what, and whether its bound is met."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit, on the ratio of ours to the baseline or on our figure itself."""

    limit: float
    direction: Literal["at most", "at least"]
    on: Literal["ratio", "ours"] = "ratio"

    def holds(self, value: float) -> bool:
        """True when a value keeps to the limit."""
        return value <= self.limit if self.direction == "at most" else value >= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure.

    Attributes:
        unit: of `ours` and `baseline`: `ms`, `s`, `MB`, `passages/s`, `%` …
        baseline: the figure it is compared with; None where there is none.
        against: what the baseline is.
        bound: None for figures that are only told.
    """

    what: str
    ours: float
    unit: str
    baseline: float | None = None
    against: str = ""
    bound: Bound | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def met(self) -> bool | None:
        """Whether the bound is kept; None where there is none.

        A bound on a ratio that could not be formed is missed.
        """
        if self.bound is None:
            return None
        value = self.ours if self.bound.on == "ours" else self.ratio
        return value is not None and self.bound.holds(value)
