"""Days as people write them in a line: 12 November, 12/11, Friday, yesterday, the end of October.

A day without a year is the nearest that makes sense: behind for a figure, ahead for a deadline.
Days come before months, as in Britain.
"""

import re
from calendar import day_name, month_name, monthrange
from datetime import date, timedelta

_MONTHS = tuple(month.lower() for month in month_name[1:])
_WEEKDAYS = tuple(day.lower() for day in day_name)
_DAY = re.compile(
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<day>\d{1,2})/(?P<number>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?"
    r"|(?:the )?(?P<first>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9})\.?"
    r"(?:,? (?P<after>\d{4}))?"
    r"|(?P<near>today|yesterday|tomorrow)"
    r"|(?:the )?(?:month end|end of (?:(?:this|the) )?(?P<end>[a-z]{3,9}))"
    r"|(?P<when>last |next |this |coming )?(?P<weekday>[a-z]{3,9}))"
    r"(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
_LATEST_DEADLINE_PAST = timedelta(days=30)


def match_day(text: str, start: int, today: date, *, ahead: bool) -> tuple[date, int] | None:
    """The day written at a place of a text, and where it ends; None when none is.

    Args:
        text: what was written.
        start: the place in it.
        today: what days without a year are counted from.
        ahead: a deadline, which lies ahead or not long past, rather than the day of a figure.
    """
    found = _DAY.match(text, start)
    if not found:
        return None
    day = _day(found, today, ahead=ahead)
    return (day, found.end()) if day else None


def _day(found: re.Match[str], today: date, *, ahead: bool) -> date | None:
    if found["iso"]:
        return _date(*map(int, found["iso"].split("-")))
    if found["day"]:
        year = int(found["year"]) if found["year"] else None
        if year is not None and year < 100:
            year += 2000
        return _nearest(year, int(found["number"]), int(found["day"]), today, ahead=ahead)
    if found["first"]:
        month = _place(found["month"], _MONTHS)
        year = int(found["after"]) if found["after"] else None
        return _nearest(year, month, int(found["first"]), today, ahead=ahead) if month else None
    if found["near"]:
        steps = {"yesterday": -1, "today": 0, "tomorrow": 1}
        return today + timedelta(days=steps[found["near"].lower()])
    if found["weekday"]:
        return _weekday(found["weekday"], (found["when"] or "").strip().lower(), today, ahead=ahead)
    return _end_of_month(found["end"] or "month", today, ahead=ahead)


def _weekday(name: str, when: str, today: date, *, ahead: bool) -> date | None:
    weekday = _place(name, _WEEKDAYS)
    if not weekday:
        return None
    behind = (today.isoweekday() - weekday) % 7
    if ahead and when != "last":
        return today + timedelta(days=-behind % 7)
    return today - timedelta(days=behind or (7 if when == "last" else 0))


def _end_of_month(name: str, today: date, *, ahead: bool) -> date | None:
    if name.lower() == "month":
        end = _date(today.year, today.month, monthrange(today.year, today.month)[1])
        if ahead or end == today:
            return end
        return today.replace(day=1) - timedelta(days=1)
    month = _place(name, _MONTHS)
    if not month:
        return None
    ends = (_date(year, month, monthrange(year, month)[1]) for year in _years(today))
    return _sensible([end for end in ends if end], today, ahead=ahead)


def _nearest(year: int | None, month: int, day: int, today: date, *, ahead: bool) -> date | None:
    if year is not None:
        return _date(year, month, day)
    days = (_date(each, month, day) for each in _years(today))
    return _sensible([each for each in days if each], today, ahead=ahead)


def _sensible(days: list[date], today: date, *, ahead: bool) -> date | None:
    if ahead:
        return min((day for day in days if day >= today - _LATEST_DEADLINE_PAST), default=None)
    return max((day for day in days if day <= today), default=None)


def _years(today: date) -> range:
    return range(today.year - 1, today.year + 2)


def _place(name: str, names: tuple[str, ...]) -> int:
    """1-based place of the one name that begins so; 0 for none."""
    found = [place for place, full in enumerate(names, 1) if full.startswith(name.lower())]
    if name.lower() == "sept":
        return 9
    return found[0] if len(found) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
