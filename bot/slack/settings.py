"""What the Slack app reads from its surroundings."""

import re
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from programme.people import Role

_GROUP = re.compile(r"(S[A-Z0-9]{2,20})\s*=\s*(\w+)", re.ASCII)


class SlackSettings(BaseSettings):
    """Settings of the Slack app.

    Names are read with the prefix `TRUENORTH_SLACK_`, save the four that Slack's own libraries
    name. Lists are written as JSON: `TRUENORTH_SLACK_CHANNELS='["C0123456789"]'`.
    """

    model_config = SettingsConfigDict(
        env_prefix="TRUENORTH_SLACK_", frozen=True, extra="ignore", populate_by_name=True
    )

    bot_token: SecretStr | None = Field(
        None,
        validation_alias="SLACK_BOT_TOKEN",
        description="Bot token (`xoxb-…`) of the Slack app.",
    )
    app_token: SecretStr | None = Field(
        None,
        validation_alias="SLACK_APP_TOKEN",
        description="App-level token (`xapp-…`) with `connections:write`, for Socket Mode.",
    )
    signing_secret: SecretStr | None = Field(
        None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="Signing secret of the Slack app, for HTTP.",
    )
    api_url: str = Field(
        "https://slack.com/api/",
        pattern=r"^https?://[^\s/]+(/\S*)?$",
        validation_alias="SLACK_API_URL",
        description="Base address of Slack's Web API; a stand-in can take its place.",
    )
    http_host: str = Field("127.0.0.1", description="Address that `serve --http` listens on.")
    http_port: int = Field(3000, ge=0, le=65535, description="Port that `serve --http` listens on.")
    health_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port on which `serve` in Socket Mode answers /healthz and /readyz, to this "
        "machine only; unset: none.",
    )
    channels: tuple[str, ...] = Field(
        (),
        description="Ids of channels where every message that starts a thread is a question; "
        "elsewhere the assistant answers only when mentioned.",
    )
    groups: Annotated[tuple[tuple[str, Role], ...], NoDecode] = Field(
        (),
        description="User groups whose members have a role: `S0123=programme_office,"
        "S0456=administrator`. Needs the scope `usergroups:read`.",
    )
    other_teams: tuple[str, ...] = Field(
        (),
        description="Ids of further workspaces of the same organisation whose people may ask.",
    )
    answer_guests: bool = Field(
        False, description="Whether guests of the workspace may ask; people from outside never."
    )
    prompts: tuple[str, ...] = Field(
        (
            "What is our vision?",
            "What are the True Norths?",
            "How will we measure success?",
            "What can you do?",
        ),
        max_length=4,
        description="Up to four questions offered when somebody opens the assistant.",
    )
    workers: int = Field(4, ge=1, le=32, description="How many questions are worked on at once.")
    queue_size: int = Field(
        50,
        ge=1,
        le=10_000,
        description="How many questions may wait; past it people are told the assistant is busy.",
    )
    connections: int = Field(
        10, ge=1, le=64, description="How many requests from Slack are heard at once."
    )
    take_over_seconds: float = Field(
        60.0,
        gt=0,
        description="After how long a question that another process left unfinished is taken up; "
        "must be longer than the slowest answer.",
    )
    attempts: int = Field(
        3, ge=1, le=10, description="How often a question is begun before it is given up."
    )
    stop_seconds: float = Field(
        20.0, ge=0, description="How long a stop waits for the questions in hand."
    )
    rate_limit_retries: int = Field(
        3, ge=0, le=10, description="How often a post that Slack holds back is tried again."
    )
    between_posts_seconds: float = Field(
        1.05, ge=0, le=10, description="How long a channel is left alone after a post."
    )
    timeout_seconds: int = Field(
        15, ge=1, le=120, description="How long one call to Slack may take."
    )

    @field_validator("bot_token", "app_token", "signing_secret")
    @classmethod
    def _can_be_sent(cls, value: SecretStr | None) -> SecretStr | None:
        """A token goes into a header: letters, digits and signs of ASCII, no spaces."""
        words = value.get_secret_value() if value else "none"
        if not (words.isascii() and words.isprintable() and " " not in words):
            raise ValueError("not a token")
        return value

    @field_validator("groups", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        """Read `S0123=programme_office,S0456=administrator`."""
        if not isinstance(value, str):
            return value
        found = [_GROUP.fullmatch(part.strip()) for part in value.split(",") if part.strip()]
        if not all(found):
            raise ValueError("not pairs of a user group's id and a role")
        return tuple((pair[1], pair[2]) for pair in found if pair)
