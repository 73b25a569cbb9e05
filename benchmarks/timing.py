"""Times taken so that a busy machine weighs on both sides alike."""

import time
from collections.abc import Callable


def seconds(work: Callable[[int], object], number: int) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work(number)
    return time.perf_counter() - started


def interleaved(
    ours: Callable[[int], object], baseline: Callable[[int], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of both in each round, told its number; they take turns at going first."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        turns = [(0, ours), (1, baseline)]
        for place, work in turns if number % 2 == 0 else turns[::-1]:
            times[place].append(seconds(work, number))
    return times
