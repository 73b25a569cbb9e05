"""Reading tables of the programme's file: a value as it must be, or a fault that says so.

Faults are gathered rather than raised one at a time, so that whoever edits the file mends it in
one go.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches

from programme.weeks import WeekTime

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK_TIME = re.compile(
    r"(?P<day>[a-z]{3,9}) +(?P<hour>\d{1,2})[:.](?P<minute>\d\d) ?(?P<half>am|pm)?", re.ASCII
)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def parse_week_time(text: str) -> WeekTime | None:
    """Read `Friday 17:00`, `fri 5.00pm`; None when it is not written so."""
    found = _WEEK_TIME.fullmatch(text.strip().lower())
    if not found:
        return None
    days = [place for place, day in enumerate(_DAYS, 1) if day.startswith(found["day"])]
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if len(days) != 1 or hour > 23 or minute > 59:
        return None
    return WeekTime(days[0], time(hour, minute))


class Table:
    """One table of the file, read value by value.

    Args:
        file: the file's name, as faults write it.
        path: where the table stands: `reporting`, `true_norths[2]`; empty for the whole file.
        values: what stands there, as the TOML reader gives it.
        faults: gathers one sentence for each bad value.
    """

    def __init__(
        self, file: str, path: str, values: Mapping[str, object], faults: list[str]
    ) -> None:
        self.file = file
        self.path = path
        self.faults = faults
        self._values = values
        self._asked: set[str] = set()

    def fault(self, key: str, right: str) -> None:
        """Note that the value of a key is wrong, and what would be right."""
        where = f"{self.path}.{key}" if self.path else key
        self.faults.append(f"In {self.file}, {where} must be {right}.")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked.add(key)
        return key in self._values

    def value(self, key: str) -> object:
        """What stands at a key; None when nothing does."""
        self._asked.add(key)
        return self._values.get(key)

    def words(self, key: str, right: str) -> str:
        """Some words that must be there; `right` says which."""
        value = self.value(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(key, f"{right}, in quotation marks")
        return ""

    def optional_words(self, key: str) -> str:
        """Some words, or none."""
        value = self.value(key)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.fault(key, "words in quotation marks")
        return ""

    def key(self, key: str = "key") -> str:
        """A short lower-case key."""
        value = self.value(key)
        if isinstance(value, str) and _KEY.fullmatch(value) and len(value) <= 60:
            return value
        self.fault(key, 'small letters, digits and hyphens, like "timely-access"')
        return ""

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number in a range, both ends included."""
        value = self.value(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(key, f"a whole number from {low} to {high}")
        return low

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of several words; the first of them after a fault."""
        value = self.value(key)
        if isinstance(value, str) and value in choices:
            return value
        self.fault(key, f"one of {', '.join(choices)}, in quotation marks")
        return choices[0]

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.value(key)
        if isinstance(value, bool):
            return value
        self.fault(key, "true or false")
        return False

    def week_time(self, key: str) -> WeekTime | None:
        """A day and a time of the week; None after a fault."""
        return self._week_time(key, self.value(key))

    def week_times(self, key: str) -> tuple[WeekTime, ...]:
        """Days and times of the week, in order of time, each once."""
        value = self.value(key)
        if not isinstance(value, list):
            self.fault(key, 'a list of days and times, like ["Thursday 14:00"]')
            return ()
        read = (self._week_time(f"{key}[{place}]", one) for place, one in enumerate(value, 1))
        return tuple(sorted({one for one in read if one}))

    def days(self, key: str) -> frozenset[date]:
        """Dates, without a time."""
        value = self.value(key)
        if not isinstance(value, list):
            self.fault(key, "a list of dates, like [2026-12-25]")
            return frozenset()
        days = set()
        for place, day in enumerate(value, 1):
            if isinstance(day, date) and not isinstance(day, datetime):
                days.add(day)
            else:
                self.fault(f"{key}[{place}]", "a date without quotation marks, like 2026-12-25")
        return frozenset(days)

    def below(self, key: str) -> "Table":
        """The table at a key; an empty one after a fault."""
        value = self.value(key)
        if not isinstance(value, dict):
            self.fault(key, f"a table, written [{key}]")
            value = {}
        return Table(self.file, key, value, self.faults)

    def listed(self, key: str, fewest: int = 0) -> "list[Table]":
        """The tables of a list, `[[key]]` in the file; so many at least."""
        value = self.value(key)
        tables = value if isinstance(value, list) else [value]
        if len(tables) < fewest or not all(isinstance(one, dict) for one in tables):
            self.fault(key, f"a list of tables, each written [[{key}]]")
            return []
        return [
            Table(self.file, f"{key}[{place}]", one, self.faults)
            for place, one in enumerate(tables, 1)
        ]

    def close(self) -> None:
        """Note every key that was never asked for: it would have no effect."""
        for key in self._values:
            if key in self._asked:
                continue
            near = get_close_matches(key, self._asked, n=1)
            place = f" in [{self.path}]" if self.path else ""
            meant = f"did you mean “{near[0]}”?" if near else "remove it."
            self.faults.append(f"In {self.file}, there is no setting “{key}”{place}: {meant}")

    def _week_time(self, key: str, value: object) -> WeekTime | None:
        read = parse_week_time(value) if isinstance(value, str) else None
        if read is None:
            self.fault(key, 'a day and a time, like "Friday 17:00"')
        return read
