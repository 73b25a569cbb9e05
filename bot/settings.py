"""What the people-facing part reads from its surroundings."""

from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DISTRESS_HELP = (
    "It sounds as though you or someone else may be going through something very hard. "
    "If a life is in danger, call 999 or go to the nearest emergency department. "
    "For urgent mental health help at any hour, call NHS 111 and choose option 2. "
    "This assistant only knows the trust's strategy and is not the right place for this; "
    "a person is."
)


class BotSettings(BaseSettings):
    """Settings of the command line and of the Slack app.

    Names are read with the prefix `TRUENORTH_`, save the four that Slack's own libraries name.
    """

    model_config = SettingsConfigDict(
        env_prefix="TRUENORTH_", frozen=True, extra="ignore", populate_by_name=True
    )

    data: Path = Field(
        Path("var"), description="Folder for the database, the indexes and the logs."
    )
    documents: Path | None = Field(
        None, description="Documents for `truenorth demo`, when none are named on the command line."
    )
    programme_office: str = Field(
        "the programme office", description="Whom people are told to ask when no document says."
    )
    distress_help: str = Field(
        DISTRESS_HELP, description="What is shown, unanalysed, when a message speaks of self-harm."
    )
    distress_reviewed: date = Field(
        date(2026, 11, 21), description="When the trust last reviewed that text (year-month-day)."
    )
    slack_bot_token: SecretStr | None = Field(
        None,
        validation_alias="SLACK_BOT_TOKEN",
        description="Bot token (`xoxb-…`) of the Slack app.",
    )
    slack_app_token: SecretStr | None = Field(
        None,
        validation_alias="SLACK_APP_TOKEN",
        description="App-level token (`xapp-…`), for Socket Mode.",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="Signing secret of the Slack app, for HTTP.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="Base address of Slack's Web API; a stand-in can take its place.",
    )
    http_host: str = Field("127.0.0.1", description="Address that `serve --http` listens on.")
    http_port: int = Field(3000, ge=1, le=65535, description="Port that `serve --http` listens on.")


def as_people_write(day: date) -> str:
    """A date as the trust writes it: `3 August 2026`."""
    return f"{day.day} {day:%B %Y}"
