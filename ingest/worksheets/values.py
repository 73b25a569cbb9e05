"""Values as people type them into a cell; what cannot be read says what would be right."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from programme.errors import RuleBroken
from programme.naming import folded

LONGEST_NAME = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100

Meaning = TypeVar("Meaning")

_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})*|\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_DATE_FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y",
    "%Y-%m-%d %H:%M:%S",
)  # fmt: skip
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.IGNORECASE)


def read_text(text: str) -> str:
    """Words, white space folded.

    Raises:
        RuleBroken: they hold characters that cannot be seen, or are too long for a name.
    """
    words = " ".join(text.split())
    if not words.isprintable():
        raise RuleBroken("This holds characters that cannot be seen: type it again.")
    if len(words) > LONGEST_NAME:
        raise RuleBroken(f"Keep this under {LONGEST_NAME} characters; it has {len(words)}.")
    return words


def read_number(text: str) -> float:
    """A number: `11.4`, `1,250`, `85%` as 85, `£1,200`.

    Raises:
        RuleBroken: it is not written as one.
    """
    bare = _SPACES.sub("", text).replace("−", "-").removesuffix("%")
    bare = bare.removeprefix("£")
    if not bare or not _NUMBER.fullmatch(bare) or not any(map(str.isdigit, bare)):
        raise RuleBroken("Give a number alone, like 11.4; its unit has a column of its own.")
    value = float(bare.replace(",", ""))
    if not math.isfinite(value) or abs(value) > 1e12:
        raise RuleBroken("Give an ordinary number, like 11.4.")
    return value


def read_date(text: str) -> date:
    """A date: `3 August 2026`, `03/08/2026`, `2026-08-03`; the day comes before the month.

    Raises:
        RuleBroken: it is not written as one, there is no such day, or it is of another century.
    """
    plain = _WEEKDAY.sub("", _ORDINAL.sub("", " ".join(text.split())))
    for form in _DATE_FORMS:
        try:
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RuleBroken(f"Give a day between {FIRST_YEAR} and {LAST_YEAR}.")
        return day
    raise RuleBroken("Give a date like 3 August 2026 or 03/08/2026.")


def read_choice(text: str, choices: Sequence[str], meanings: Mapping[str, Meaning]) -> Meaning:
    """What one of several ways to fill a cell in means.

    Args:
        text: what stands in the cell.
        choices: the ways that a drop-down offers, as a refusal names them.
        meanings: those and every other way, with what they mean.

    Raises:
        RuleBroken: it is none of them; the one it comes near is named.
    """
    known = {folded(way): meaning for way, meaning in meanings.items()}
    asked = folded(text)
    if asked in known:
        return known[asked]
    near = get_close_matches(asked, [folded(way) for way in choices], n=1, cutoff=0.75)
    for way in choices:
        if near and folded(way) == near[0]:
            raise RuleBroken(f"This is not one of the choices. Is “{way}” meant?")
    between = "; " if any("," in way for way in choices) else ", "
    raise RuleBroken(f"Choose one of: {between.join(choices)}.")


def read_list(text: str) -> tuple[str, ...]:
    """Names or ids with semicolons, commas or line breaks between them, each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[;,\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
