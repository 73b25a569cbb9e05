"""The one place that reads the environment and ties the parts of the house together.

Nothing is opened or loaded before a command asks for it: `truenorth --help` must not wait for a
database driver, and a migration must not wait for an embedding model. So most imports stand in
the functions that need them.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from programme.errors import RuleBroken

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings
    from sqlalchemy import Engine

    from bot.conversation import Conversation
    from bot.doctor import Check
    from bot.settings import BotSettings
    from bot.slack.settings import SlackSettings
    from ingest.pipeline import IngestReport, Progress
    from ingest.settings import IngestSettings
    from knowledge.library import Library
    from knowledge.settings import KnowledgeSettings
    from programme.guard import HelpTexts
    from programme.ports import DocumentSummary, UnitOfWorkFactory
    from storage.settings import StorageSettings

Read = TypeVar("Read", bound="BaseSettings")


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


class House:
    """Every part of the house, each made when it is first asked for.

    Args:
        env_file: settings that the environment itself does not give.
        data: a data folder with its own SQLite database, instead of those that are set.
    """

    def __init__(self, env_file: Path = Path(".env"), data: Path | None = None) -> None:
        self._env_file = env_file
        self._data = data
        self._debug = False

    def start_log(self, *, debug: bool) -> None:
        """Send the log to its file in the data folder, or to standard error."""
        from bot.logs import log_to_standard_error

        self._debug = debug
        if debug:
            log_to_standard_error(debug=True)

    def with_data(self, data: Path) -> House:
        """The same house with its own data folder and a SQLite database in it."""
        return House(self._env_file, data)

    @cached_property
    def settings(self) -> BotSettings:
        """Settings of the command line."""
        from bot.settings import BotSettings

        return self._read(BotSettings)

    @cached_property
    def storage(self) -> StorageSettings:
        """Settings of the storage; the log begins where they say."""
        from bot.logs import log_to_file
        from storage.settings import StorageSettings

        settings = self._read(StorageSettings)
        if self._data is not None:
            settings = settings.model_copy(update={"data": self._data, "database_url": None})
        if not self._debug:
            log_to_file(settings.data / "logs")
        return settings

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
    def engine(self) -> Engine:
        """The database, with the tables of this version.

        Raises:
            RuleBroken: a database server's tables are not those of this version.
            Unavailable: the database does not answer.
        """
        from storage import migrate
        from storage.engine import open_engine

        url = self.storage.url
        if not migrate.is_current(url):
            if not url.startswith("sqlite"):
                raise RuleBroken(
                    "The database has not the tables of this version. Run truenorth db upgrade."
                )
            migrate.upgrade(url)
        return open_engine(url, wait_seconds=self.storage.database_wait_seconds)

    @cached_property
    def works(self) -> UnitOfWorkFactory:
        """Units of work that may write."""
        from storage.work import sql_works

        return sql_works(self.engine)

    @cached_property
    def readings(self) -> UnitOfWorkFactory:
        """Units of work that only read."""
        from storage.work import sql_readings

        return sql_readings(self.engine)

    @cached_property
    def library(self) -> Library:
        """What the documents say."""
        from knowledge.library import open_library

        return open_library(self.knowledge, self.readings, self.storage.data)

    @cached_property
    def texts(self) -> HelpTexts:
        """What people read when a text is declined."""
        from bot.settings import as_people_write
        from programme.guard import HelpTexts

        return HelpTexts(
            distress=self.settings.distress_help,
            distress_reviewed=as_people_write(self.settings.distress_reviewed),
            office=self.knowledge.contact,
        )

    def conversation(self) -> Conversation:
        """Questions in, answers out; the model is loaded with the first question."""
        from bot.conversation import Conversation

        return Conversation(answering=self.library, works=self.works, texts=self.texts, now=now)

    def warm(self) -> None:
        """Load the model in the background, so that the first question waits less."""
        self.library.warm()

    def documents(self) -> list[DocumentSummary]:
        """The documents that answer now; none before the first ingest."""
        with self.readings() as work:
            served = work.library.served()
            return work.library.documents(served.id) if served else []

    def ingest(
        self, paths: Sequence[Path], *, prune: bool, progress: Callable[[Progress], None]
    ) -> IngestReport:
        """Read documents in and serve them; one ingest at a time.

        Raises:
            RuleBroken: another ingest is running, or a path cannot be taken.
        """
        from ingest.pipeline import ingest
        from knowledge.embedding import SentenceEmbedder
        from knowledge.indexing import Indexer
        from knowledge.vectors import open_home
        from storage.ingest_lock import ingest_lock

        home = open_home(self.knowledge.chroma_url, self.storage.data)
        indexer = Indexer(SentenceEmbedder(self.knowledge), home, self.works, now)
        with ingest_lock(self.engine):
            return ingest(
                paths,
                settings=self.reading,
                works=self.works,
                indexer=indexer,
                prune=prune,
                progress=progress,
            )

    def upgrade_database(self) -> str:
        """Bring the database to this version's tables; says where it stands."""
        from storage import migrate

        url = self.storage.url
        if migrate.is_current(url):
            return "The database has the tables of this version already."
        migrate.upgrade(url)
        return "The database now has the tables of this version."

    def examine(self) -> list[Check]:
        """Look at every part, and say how it is."""
        from bot.doctor.database import check_database
        from bot.doctor.help_text import check_help_text
        from bot.doctor.library import check_glossary, check_index, check_model
        from bot.doctor.machine import check_data_folder, check_room
        from knowledge.embedding import SentenceEmbedder
        from storage import migrate

        embedder = SentenceEmbedder(self.knowledge)
        url = self.storage.url
        checks = [check_data_folder(self.storage.data), check_room(self.storage.data)]
        tables = check_database(
            lambda: migrate.current(url), migrate.head(), mends_itself=url.startswith("sqlite")
        )
        checks += tables
        if all(check.mark == "ok" for check in tables):
            checks.append(check_index(self.readings, self._finds_stored))
        checks += [
            check_model(embedder.check, packaged=embedder.packaged_weights is not None),
            check_glossary(self.knowledge.glossary),
            check_help_text(self.settings.distress_reviewed, now().date()),
        ]
        return checks + self._examine_slack()

    def serve(self, *, http: bool) -> None:
        """Run the Slack app until it is stopped."""
        raise NotImplementedError

    def _read(self, kind: type[Read]) -> Read:
        from pydantic import ValidationError

        try:
            return kind(_env_file=self._env_file)
        except ValidationError as error:
            names = sorted({_name(kind, str(fault["loc"][0])) for fault in error.errors()})
            raise RuleBroken(
                f"Not a value that can be used: {', '.join(names)}. "
                "docs/reference/settings.md says what each setting takes."
            ) from None

    def _finds_stored(self, generation_id: str, passage_id: str, vector: bytes) -> bool:
        import numpy as np

        from knowledge.vectors import open_home, unproven

        index = open_home(self.knowledge.chroma_url, self.storage.data).open(generation_id)
        try:
            return not unproven(index, [(passage_id, np.frombuffer(vector, dtype="<f4"))])
        finally:
            index.close()

    def _examine_slack(self) -> list[Check]:
        from slack_sdk import WebClient

        from bot.doctor.slack import check_slack, scopes_of

        manifest = resources.files("bot.slack") / "manifest.json"
        tokens = self.slack
        web = None
        if tokens.bot_token is not None:
            web = WebClient(
                token=tokens.bot_token.get_secret_value(),
                base_url=tokens.api_url,
                timeout=tokens.timeout_seconds,
            )
        return check_slack(
            web,
            app_token=tokens.app_token.get_secret_value() if tokens.app_token else None,
            signing_secret=(
                tokens.signing_secret.get_secret_value() if tokens.signing_secret else None
            ),
            scopes=scopes_of(manifest.read_text(encoding="utf-8")),
            now=now(),
        )


def _name(kind: type[BaseSettings], field: str) -> str:
    """The environment variable behind a field of a settings class."""
    known = kind.model_fields.get(field)
    alias = known.validation_alias if known else None
    if isinstance(alias, str):
        return alias
    return f"{kind.model_config.get('env_prefix', '')}{field}".upper() if known else field
