"""Numbers as people write them: the same in every form of a digest, and on every chart."""

import math

GIVEN = 4
"""Decimals of a value that somebody gave; what is worked out from values is shown with two."""

SIGNIFICANT = 2
"""A small number keeps so many figures: a rate of 0.0003 is not nought."""

FINEST = 10
"""Decimals beyond which there is only the noise of the arithmetic."""

_COUNTING = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int) -> str:
    """A small number in words, a larger one in figures."""
    return _COUNTING[number] if 0 <= number < len(_COUNTING) else str(number)


def figure(value: float, places: int = 2) -> str:
    """A number with so many decimals, or a few more where it is small; no needless nought."""
    text = f"{value:,.{_decimals(value, places)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def with_unit(value: float, unit: str) -> str:
    """A value as it was given, with its unit: `62%`, `£1,200`, `£4.50`, `11.4 weeks`."""
    if unit.startswith("£"):
        sign = "-" if value < 0 else ""
        pence = unit == "£" and round(value, 2) == value and value != int(value)
        amount = f"{abs(value):,.2f}" if pence else figure(abs(value), GIVEN)
        return f"{sign}£{amount}{unit[1:]}"
    joined = unit.startswith("%")
    return f"{figure(value, GIVEN)}{'' if joined or not unit else ' '}{unit}"


def _decimals(value: float, places: int) -> int:
    if not value:
        return places
    needed = SIGNIFICANT - 1 - math.floor(math.log10(abs(value)))
    return min(max(places, needed), FINEST)
