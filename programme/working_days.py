"""Which days people work: not at weekends, and not on bank holidays."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta


def is_working_day(day: date, bank_holidays: AbstractSet[date]) -> bool:
    """Monday to Friday, and no bank holiday."""
    return day.isoweekday() <= 5 and day not in bank_holidays


def next_working_day(day: date, bank_holidays: AbstractSet[date]) -> date:
    """The first working day after a day."""
    day += timedelta(days=1)
    while not is_working_day(day, bank_holidays):
        day += timedelta(days=1)
    return day
