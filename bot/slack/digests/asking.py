"""What somebody types after `/truenorth digest`: a week, a part of the programme, since when."""

import re
from dataclasses import dataclass

_WEEK = re.compile(r"\d{4}-?W\d{1,2}", re.IGNORECASE | re.ASCII)
_SINCE = re.compile(r"(?:^|\s)since\s+(?:the\s+)?(\S+)", re.IGNORECASE)
_LAST = re.compile(r"^(?:the\s+)?last(?:\s+week)?\b", re.IGNORECASE)
_THIS = re.compile(r"^(?:this\s+week\b|(?:this|now)$)", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?:W|week\s*)\d{1,2}", re.IGNORECASE | re.ASCII)
_QUOTES = "\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, in the words that were typed.

    Attributes:
        week: as `2026-W45`, or what was meant as one; empty for the current one.
        last: the week before the current one.
        name: a part of the programme; empty for all of it.
        since: the week to compare with; empty for none.
    """

    week: str = ""
    last: bool = False
    name: str = ""
    since: str = ""


def wanted_digest(words: str) -> Wanted:
    """Read `last`, `2026-W45`, a name, `since 2026-W42`, or several of them."""
    since = _SINCE.search(words)
    rest = _SINCE.sub(" ", words).strip()
    week = _WEEK.search(rest)
    rest = _WEEK.sub(" ", rest).strip()
    last = bool(_LAST.match(rest))
    rest = _THIS.sub("", _LAST.sub("", rest)).strip()
    name = " ".join(rest.split()).strip(_QUOTES).strip()
    if _NO_YEAR.fullmatch(name):
        return Wanted(name, last, since=since[1] if since else "")
    return Wanted(week[0] if week else "", last, name, since[1] if since else "")
