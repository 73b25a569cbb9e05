"""A run of values as a line of bars, for where a picture would be too much."""

from collections.abc import Sequence

from bot.slack.blocks.update_words import as_at_words, number_words
from programme.plans import Measure, MeasureValue

BARS = "▁▂▃▄▅▆▇█"
MOST = 26


def sparkline(values: Sequence[float]) -> str:
    """Bars from the lowest value to the highest; the last 26 values."""
    shown = values[-MOST:]
    if not shown:
        return ""
    low, high = min(shown), max(shown)
    if low == high:
        return BARS[3] * len(shown)
    top = len(BARS) - 1
    return "".join(BARS[round((value - low) / (high - low) * top)] for value in shown)


def run_words(values: Sequence[MeasureValue], measure: Measure | None) -> str:
    """The run in words, so that nothing is told by bars alone."""
    shown = values[-MOST:]
    if not shown:
        return "No values yet"
    last = as_at_words(shown[-1].value, shown[-1].as_at, measure)
    if len(shown) == 1:
        return f"One value: {last}"
    first = as_at_words(shown[0].value, shown[0].as_at, measure)
    low, high = (number_words(end(each.value for each in shown)) for end in (min, max))
    return f"From {first}, to {last}; between {low} and {high}"
