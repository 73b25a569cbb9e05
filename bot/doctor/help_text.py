"""The words shown to somebody in distress: has a person read them lately."""

from datetime import date, timedelta

from bot.doctor.check import Check, ok, warning
from programme.dates import as_people_write

REVIEW_EVERY = timedelta(days=365)
"""Helplines change: a text nobody has read for a year is not to be relied on."""


def check_help_text(reviewed: date, today: date) -> Check:
    """The help text was reviewed within the year."""
    part = "help text"
    finding = f"The text for people in distress was last reviewed on {as_people_write(reviewed)}."
    if reviewed > today + timedelta(days=1):
        mend = "Set TRUENORTH_DISTRESS_REVIEWED to the day it was last reviewed."
        finding = f"The day of its review, {as_people_write(reviewed)}, is still to come."
        return warning(part, finding, mend)
    if today - reviewed > REVIEW_EVERY:
        return warning(
            part,
            finding,
            "Have its numbers checked, then set TRUENORTH_DISTRESS_HELP and "
            "TRUENORTH_DISTRESS_REVIEWED.",
        )
    return ok(part, finding)
