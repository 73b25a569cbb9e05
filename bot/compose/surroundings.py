"""Settings, read from the environment here and nowhere else."""
# ruff: noqa: PLC0415 - see the package: nothing is imported before it is needed

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from programme.errors import RuleBroken

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from bot.settings import BotSettings, RetentionSettings
    from bot.slack.settings import SlackSettings
    from ingest.settings import IngestSettings
    from knowledge.settings import KnowledgeSettings
    from storage.settings import StorageSettings

Read = TypeVar("Read", bound="BaseSettings")


class Surroundings:
    """The settings of each package, read when first asked for.

    Args:
        env_file: settings that the environment itself does not give.
        data: a data folder with its own SQLite database, instead of those that are set.

    Raises:
        RuleBroken: a setting has a value that cannot be used; the sentence names it, and never
            shows the value, which may be a password.
    """

    def __init__(self, env_file: Path, data: Path | None) -> None:
        self.env_file = env_file
        self._data = data

    @cached_property
    def bot(self) -> BotSettings:
        """Settings of the command line."""
        from bot.settings import BotSettings

        return self._read(BotSettings)

    @cached_property
    def storage(self) -> StorageSettings:
        """Settings of the storage."""
        from storage.settings import StorageSettings

        settings = self._read(StorageSettings)
        if self._data is None:
            return settings
        return settings.model_copy(update={"data": self._data, "database_url": None})

    @cached_property
    def knowledge(self) -> KnowledgeSettings:
        """Settings of what reads and answers."""
        from knowledge.settings import KnowledgeSettings

        return self._read(KnowledgeSettings)

    @cached_property
    def reading(self) -> IngestSettings:
        """Settings of what comes in."""
        from ingest.settings import IngestSettings

        return self._read(IngestSettings)

    @cached_property
    def slack(self) -> SlackSettings:
        """Settings of the Slack app."""
        from bot.slack.settings import SlackSettings

        return self._read(SlackSettings)

    @cached_property
    def retention(self) -> RetentionSettings:
        """How long records are kept."""
        from bot.settings import RetentionSettings

        return self._read(RetentionSettings)

    def _read(self, kind: type[Read]) -> Read:
        from pydantic import ValidationError

        try:
            # `.env.example` is copied with its empty lines: empty means not set
            return kind(_env_file=self.env_file, _env_ignore_empty=True)
        except ValidationError as error:
            names = sorted({_name(kind, str(fault["loc"][0])) for fault in error.errors()})
            raise RuleBroken(
                f"Not a value that can be used: {', '.join(names)}. "
                "docs/reference/settings.md says what each setting takes."
            ) from None


def _name(kind: type[BaseSettings], field: str) -> str:
    """The environment variable behind a field of a settings class."""
    known = kind.model_fields.get(field)
    alias = known.validation_alias if known else None
    if isinstance(alias, str):
        return alias
    return f"{kind.model_config.get('env_prefix', '')}{field}".upper() if known else field
