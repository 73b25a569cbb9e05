"""The programme as the office set it up: can it be read, and does it know the days to come."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.doctor.check import Check, broken, ok, warning
from programme.configuration import Programme
from programme.dates import as_people_write
from programme.errors import RuleBroken

AHEAD = timedelta(days=120)
"""Bank holidays are to be known so far ahead; never four months go by in England without one."""


def check_programme(read: Callable[[], Programme], today: date) -> Check:
    """The programme's file can be read, and names bank holidays of the months to come."""
    part = "programme"
    try:
        programme = read()
    except RuleBroken as error:
        return broken(part, error.sentence, "Correct the file that TRUENORTH_PROGRAMME names.")
    last = max(programme.bank_holidays, default=None)
    if last is None or last < today + AHEAD:
        known = f"up to {as_people_write(last)} only" if last else "nowhere"
        return warning(
            part,
            f"Bank holidays are listed {known}, so people will be reminded on those after.",
            "Add those to come under [bank_holidays] in the programme's own file, which "
            "TRUENORTH_PROGRAMME names.",
        )
    norths = len(programme.true_norths)
    return ok(
        part, f"It has {norths} True Norths, and bank holidays up to {as_people_write(last)}."
    )
