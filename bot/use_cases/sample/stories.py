"""How a goal's weeks go: what its measure does, what its lead says of it, and when."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from programme.updates import Rating

WEEKS = 26
SHORTEST_RULE = 7
"""As many points on one side of the mean, or rising, make a shift or a trend."""

G, A, R = Rating.GREEN, Rating.AMBER, Rating.RED

Series = Callable[[random.Random], Sequence[float]]
"""How far the way from baseline to target is gone, week by week: 0 at the one, 1 at the other."""


@dataclass(frozen=True, slots=True)
class Story:
    """One way for 26 weeks to go.

    Attributes:
        progress: see `Series`.
        ratings: of each week.
        silent: weeks, counted from 0, for which nothing was ever said.
        late, early: weeks whose update came after the deadline, or before the opening.
        nothing: weeks that were marked as having nothing to report.
        decision_from: the first week from which a decision is asked for, or None.
        blocked_from: the first week from which a blocker stands in the way, or None.
        amended: weeks whose update was put right the day after.
    """

    progress: Series
    ratings: tuple[Rating, ...]
    silent: frozenset[int] = frozenset()
    late: frozenset[int] = frozenset()
    early: frozenset[int] = frozenset()
    nothing: frozenset[int] = frozenset()
    decision_from: int | None = None
    blocked_from: int | None = None
    amended: frozenset[int] = frozenset()


def _ratings(*runs: tuple[Rating, int]) -> tuple[Rating, ...]:
    told = tuple(rating for rating, weeks in runs for _ in range(weeks))
    return told + told[-1:] * (WEEKS - len(told))


def _noise(chance: random.Random, size: float) -> float:
    """Ordinary ups and downs, never wild."""
    return max(-2.0, min(2.0, chance.gauss(0, 1))) * size


def _alternating(chance: random.Random, week: int, size: float) -> float:
    """Ups and downs that never stay on one side, nor rise, for long enough to mean anything."""
    side = 1 if (week + week // 5) % 2 else -1
    return side * size * (0.4 + 0.6 * chance.random())


def _only_noise(chance: random.Random) -> list[float]:
    return [0.3 + _alternating(chance, week, 0.12) for week in range(WEEKS)]


def _shift(chance: random.Random) -> list[float]:
    return [
        (0.15 if week < 14 else 0.75) + _alternating(chance, week, 0.06) for week in range(WEEKS)
    ]


def _improving(chance: random.Random) -> list[float]:
    rising = WEEKS - SHORTEST_RULE - 3
    level = 0.1
    found = []
    for week in range(WEEKS):
        if week < rising:
            level += 0.02
            found.append(level + _alternating(chance, week, 0.05))
        else:
            level = max(level, found[-1]) + 0.03 + 0.02 * chance.random()
            found.append(level)
    return found


def _worsening(chance: random.Random) -> list[float]:
    return [0.4 - 0.025 * week + _noise(chance, 0.03) for week in range(WEEKS)]


def _recovering(chance: random.Random) -> list[float]:
    found = []
    for week in range(WEEKS):
        dip = math.exp(-(((week - 11) / 4) ** 2))
        found.append(0.2 + 0.022 * week - 0.7 * dip + _noise(chance, 0.03))
    return found


def _stuck(chance: random.Random) -> list[float]:
    return [-0.2 + _noise(chance, 0.05) for _ in range(WEEKS)]


def _steady(chance: random.Random) -> list[float]:
    return [0.15 + 0.028 * week + _noise(chance, 0.06) for week in range(WEEKS)]


def _weeks(*weeks: int) -> frozenset[int]:
    return frozenset(weeks)


STEADY = Story(_steady, _ratings((G, WEEKS)), late=_weeks(9), early=_weeks(17))
RECOVERS = Story(
    _recovering,
    _ratings((G, 6), (A, 2), (R, 7), (A, 5), (G, 6)),
    blocked_from=8,
    amended=_weeks(12),
)
STAYS_RED = Story(
    _stuck, _ratings((A, 3), (R, WEEKS - 3)), decision_from=18, blocked_from=5, late=_weeks(7, 15)
)
FALLS_SILENT = Story(
    _steady, _ratings((G, 12), (A, 14)), silent=frozenset(range(19, WEEKS)), late=_weeks(16, 17, 18)
)
TRUE_SHIFT = Story(_shift, _ratings((A, 16), (G, 10)))
ONLY_NOISE = Story(
    _only_noise, _ratings((G, 5), (A, 1), (G, 4), (A, 2), (G, 5), (A, 1), (G, 4), (A, 2), (G, 2))
)
IMPROVING = Story(_improving, _ratings((A, 9), (G, 17)), early=_weeks(22))
SAYS_GREEN = Story(_worsening, _ratings((G, WEEKS)))
PATCHY = Story(
    _steady,
    _ratings((A, 10), (G, 16)),
    silent=_weeks(2, 3, 8, 14, 20),
    late=_weeks(1, 5, 6, 11, 17, 23),
    nothing=_weeks(12),
)
WAITS_FOR_A_DECISION = Story(
    _only_noise, _ratings((G, 14), (A, 8), (R, 4)), decision_from=22, early=_weeks(4)
)
BLOCKED = Story(_only_noise, _ratings((G, 16), (A, 10)), blocked_from=17)
ON_LEAVE = Story(_steady, _ratings((G, WEEKS)), nothing=_weeks(10, 11), silent=_weeks(18))
