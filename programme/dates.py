"""Days as the trust writes them."""

from datetime import date


def as_people_write(day: date) -> str:
    """A date as the trust writes it: `3 August 2026`."""
    return f"{day.day} {day:%B %Y}"
