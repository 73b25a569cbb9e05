"""The value in a piece of a line: `11.4 weeks`, `62%`, `£1.2m`, `1,204 as at 12 November`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programme.day_words import match_day

ANY_DAY = date(2000, 1, 1)
"""Stands for today where only the form of a text counts, not its days."""

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?"
_AMOUNT = re.compile(
    r"(?:(?:value|measure|figure|reading|score|now|at|currently|about|around|approx(?:imately)?"
    r"|roughly|is|was|stands at|down to|up to|average|mean|median|=|:)\s*){0,3}"
    rf"(?P<pounds>£)?\s?(?P<number>{_NUMBER})(?![\d,.]*\d)"
    r"(?:\s?(?P<scale>k|m|bn|million|thousand|billion)\b)?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_TWO_READINGS = re.compile(r"\W*(?:£\s?)?\d+,\d{1,2}(?!\d)|\W*(?:£\s?)?\d+(?:,\d+)+(?!\d)")
_RANGE = re.compile(r"\W*£?\d[\d.]*%? ?(?:-|–|to) ?£?\d[\d.]*")
_AS_AT = re.compile(r"(?:^|[\s(])(?:as (?:at|of|on)|at|on|to|for)\s+", re.IGNORECASE)
_COMPARED = re.compile(
    r"[\s(,]*(?:down|up|from|was|were|against|vs|versus|target|compared|last|better|worse|\()",
    re.IGNORECASE,
)
_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
_UNITS = re.compile(
    r"(?:incidents?|falls|assaults|restraints|complaints|errors|calls|referrals)"
    r" (?:a|per|each) (?:month|week|day)|per [\d,]{1,7} bed days"
    r"|%|per ?cent|(?:percentage )?points?|weeks?|wks?|days?|months?|hours?|hrs?|min(?:ute)?s?"
    r"|incidents?|breaches|falls|complaints|assaults|restraints|placements|wte|fte|pounds"
    r"|tonnes|bed days",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LineValue:
    """A value as it stands in a line.

    Attributes:
        value: in the unit asked for, or in plain pounds, people, weeks …
        text: the number as it was typed.
        unit: as it was typed, or None.
        as_at: the day that was written beside it, or None.
        compared: the piece goes on with what the value was or should be, so it is kept in words.
        other_unit: what was typed is not the unit asked for.
    """

    value: float
    text: str
    unit: str | None = None
    as_at: date | None = None
    compared: bool = False
    other_unit: bool = False


def read_value(piece: str, today: date, unit: str | None = None) -> LineValue | None:
    """The value a piece of a line gives; None when it is words, even with a number in them."""
    found = _AMOUNT.fullmatch(piece.strip())
    if not found:
        return None
    rest, as_at = cut_as_at(found["rest"], today)
    said = _unit_at_start(rest, unit)
    tail = rest[len(said) :]
    compared = bool(tail.strip())
    if compared and not _COMPARED.match(tail):
        return None
    scale = _SCALES.get((found["scale"] or "").lower(), 1)
    number = Decimal(found["number"].replace(",", "")) * scale / _scale_of(unit)
    typed = "£" if found["pounds"] else said.strip() or None
    return LineValue(
        value=float(number),
        text=found["number"],
        unit=typed,
        as_at=as_at,
        compared=compared,
        other_unit=bool(typed and unit) and not _same_unit(typed or "", unit or ""),
    )


def cut_as_at(text: str, today: date) -> tuple[str, date | None]:
    """A text without “as at 12 November” at its end, and that day; (the text, None) without one."""
    for found in _AS_AT.finditer(text):
        day = match_day(text, found.end(), today, ahead=False)
        if day and not text[day[1] :].strip(" .)"):
            return text[: found.start()], day[0]
    return text, None


def is_unclear_number(piece: str) -> bool:
    """Whether a piece begins with a number that can be read two ways: `11,4`, `1,20`."""
    return bool(_TWO_READINGS.match(piece)) and not _AMOUNT.fullmatch(piece.strip())


def is_range(piece: str) -> bool:
    """Whether a piece begins with two numbers where one is asked for: `11-12 weeks`."""
    return bool(_RANGE.match(piece))


def _unit_at_start(text: str, unit: str | None) -> str:
    """The part of a text, from its start, that is a unit; empty when none is."""
    known = _UNITS.match(text)
    lengths = [known.end()] if known else []
    if unit and text.lower().startswith(unit.lower()):
        lengths.append(len(unit))
    end = max(lengths, default=0)
    inside_a_word = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return "" if inside_a_word else text[:end]


def _scale_of(unit: str | None) -> int:
    """What a value is divided by for a unit such as `£m` or `£000`."""
    folded = (unit or "").lower().replace(" ", "")
    if folded.startswith(("£m", "£million")):
        return 10**6
    return 10**3 if folded.startswith(("£k", "£000", "£'000", "£thousand")) else 1


def _same_unit(one: str, other: str) -> bool:
    return _stem(one) == _stem(other)


def _stem(unit: str) -> str:
    """The first word of a unit, one spelling for all of its forms."""
    folded = unit.lower().replace("per cent", "%").replace("percent", "%").strip()
    if folded.startswith(("%", "£")):
        return folded[0]
    if folded == "pounds":
        return "£"
    first = (folded.split() or [""])[0].rstrip("s")
    return {"wk": "week", "hr": "hour", "min": "minute", "fte": "wte"}.get(first, first)
