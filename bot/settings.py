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
    digest_channel: str | None = Field(
        None,
        pattern=r"^[CG][A-Z0-9]{2,20}$",
        description="Id of the Slack channel that gets each week's digest by the clock, at the "
        "time the programme's file sets; unset: nobody gets it unasked.",
    )
    spc_screening: bool = Field(
        True,
        description="Leave the largest moving ranges out of the limits of SPC charts, once "
        "(the spreadsheet of NHS England does not).",
    )
    spc_weeks: int = Field(52, ge=13, description="How many weeks of values an SPC chart covers.")
    distress_help: str = Field(
        DISTRESS_HELP,
        pattern=r"\S",
        description="What is shown, unanalysed, when a message speaks of self-harm.",
    )
    distress_reviewed: date = Field(
        date(2026, 11, 21), description="When the trust last reviewed that text (year-month-day)."
    )


class RetentionSettings(BaseSettings):
    """How long records are kept; what is older is removed once a day.

    The audit is not among them: it holds no names and no words, and cannot be changed.
    """

    model_config = SettingsConfigDict(env_prefix="TRUENORTH_KEEP_", frozen=True, extra="ignore")

    updates_weeks: int = Field(
        0,
        ge=0,
        description="How many weeks weekly updates are kept, and the digests made from them; 0 "
        "keeps them until somebody erases them.",
    )
    questions_days: int = Field(
        365,
        ge=0,
        description="How many days questions, their answers and verdicts are kept; 0 keeps them "
        "until somebody erases them.",
    )
    posts_days: int = Field(
        90,
        ge=35,
        description="How many days posts that were sent or given up are kept; while they are, an "
        "amended update rewrites its message in Slack.",
    )
    drafts_days: int = Field(
        7, ge=1, description="How many days a draft is kept that nobody confirmed."
    )
    events_days: int = Field(
        7,
        ge=1,
        description="How many days the ids of finished events are kept, against redelivery.",
    )
