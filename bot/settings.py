"""What the people-facing part reads from its surroundings."""

from datetime import date
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DISTRESS_HELP = (
    "It sounds as though you or someone else may be going through something very hard. "
    "If a life is in danger, call 999 or go to the nearest emergency department. "
    "For urgent mental health help at any hour, call NHS 111 and choose option 2. "
    "This assistant only knows the trust's strategy and is not the right place for this; "
    "a person is."
)


class BotSettings(BaseSettings):
    """Settings of the command line, and of what people are told wherever they ask."""

    model_config = SettingsConfigDict(env_prefix="TRUENORTH_", frozen=True, extra="ignore")

    documents: Path | None = Field(
        None, description="Documents for `truenorth demo`, when none are named on the command line."
    )
    programme: Path | None = Field(
        None,
        description="The programme office's own file of True Norths, breakthrough objectives, "
        "reporting rhythm, reminders and bank holidays; without it, the one that is shipped.",
    )
    distress_help: str = Field(
        DISTRESS_HELP, description="What is shown, unanalysed, when a message speaks of self-harm."
    )
    distress_reviewed: date = Field(
        date(2026, 11, 21), description="When the trust last reviewed that text (year-month-day)."
    )


def as_people_write(day: date) -> str:
    """A date as the trust writes it: `3 August 2026`."""
    return f"{day.day} {day:%B %Y}"
