"""Times taken so that a busy machine weighs on both sides alike."""

import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[int], object], number: int) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work(number)
    return time.perf_counter() - started


def interleaved(
    ours: Callable[[int], object], baseline: Callable[[int], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of both in each round, told its number; they take turns at going first."""
    own, other = in_turns((ours, baseline), rounds)
    return own, other


def in_turns(works: Sequence[Callable[[int], object]], rounds: int) -> list[list[float]]:
    """Seconds of each in each round, told its number; another one goes first each time."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        for after in range(len(works)):
            place = (number + after) % len(works)
            times[place].append(seconds(works[place], number))
    return times
