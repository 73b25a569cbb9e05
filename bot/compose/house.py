"""The house: every part made when it is first asked for, and tied to the others."""
# ruff: noqa: PLC0415 - see the package: nothing is imported before it is needed

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from bot.compose.programme import ProgrammeParts
from bot.compose.surroundings import Surroundings
from bot.errors import as_told
from programme.errors import AssistantError, RuleBroken

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_sdk import WebClient
    from sqlalchemy import Engine

    from bot.compose.safekeeping import Safekeeping
    from bot.conversation import Conversation
    from bot.doctor import Check
    from bot.settings import BotSettings
    from bot.slack.links import MessageLinks
    from bot.slack.services import SlackServices
    from bot.slack.settings import SlackSettings
    from bot.use_cases.who import Directory, GroupRoles
    from ingest.pipeline import IngestReport, Progress
    from ingest.records import RecordDocument
    from knowledge.embedding import SentenceEmbedder
    from knowledge.indexing import Indexer
    from knowledge.library import Library
    from programme.guard import HelpTexts
    from programme.ports import DocumentSummary, UnitOfWork, UnitOfWorkFactory


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
        self._set = Surroundings(env_file, data)
        self._debug = False

    @property
    def settings(self) -> BotSettings:
        """Settings of the command line."""
        return self._set.bot

    def start_log(self, *, debug: bool) -> None:
        """Send the log to standard error now, or to its file once the data folder is known."""
        from bot.logs import log_to_standard_error

        self._debug = debug
        if debug:
            log_to_standard_error(debug=True)

    def with_data(self, data: Path) -> House:
        """The same house with its own data folder and a SQLite database in it."""
        house = House(self._set.env_file, data)
        house.start_log(debug=self._debug)
        return house

    @cached_property
    def engine(self) -> Engine:
        """The database, with the tables of this version.

        Raises:
            RuleBroken: a database server's tables are not those of this version.
            Unavailable: the database does not answer.
        """
        from storage import migrate
        from storage.engine import open_engine

        self._log_to_file()
        url = self._set.storage.url
        if not migrate.is_current(url):
            if not url.startswith("sqlite"):
                raise RuleBroken(
                    "The database has not the tables of this version. Run truenorth db upgrade."
                )
            migrate.upgrade(url)
        return open_engine(url, wait_seconds=self._set.storage.database_wait_seconds)

    def close(self) -> None:
        """Let go of the database, where it was opened."""
        if "engine" in self.__dict__:
            self.engine.dispose()

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
    def embedder(self) -> SentenceEmbedder:
        """The embedding model, loaded once for whoever needs it first."""
        from knowledge.embedding import SentenceEmbedder

        return SentenceEmbedder(self._set.knowledge)

    @cached_property
    def library(self) -> Library:
        """What the documents say."""
        from knowledge.library import open_library

        return open_library(
            self._set.knowledge, self.readings, self._set.storage.data, self.embedder
        )

    @cached_property
    def texts(self) -> HelpTexts:
        """What people read when a text is declined."""
        from programme.dates import as_people_write
        from programme.guard import HelpTexts

        return HelpTexts(
            distress=self._set.bot.distress_help,
            distress_reviewed=as_people_write(self._set.bot.distress_reviewed),
            office=self._set.knowledge.contact,
        )

    @cached_property
    def programme(self) -> ProgrammeParts:
        """What people do with the programme's data."""
        return ProgrammeParts(
            settings=lambda: self.settings,
            works=lambda: self.works,
            readings=lambda: self.readings,
            now=now,
            texts=lambda: self.texts,
            limits=lambda: self._set.reading,
        )

    def directory(self) -> Directory:
        """Who somebody is in Slack, and so what they may do."""
        return self.programme.directory(self._group_roles())

    def index_plans(self) -> IngestReport:
        """Answer questions from the plans as they stand now.

        Raises:
            RuleBroken: an ingest is running.
        """
        from bot.use_cases.plan_records import COLLECTION

        return self.index_records(COLLECTION, self.programme.plan_documents())

    def conversation(self) -> Conversation:
        """Questions in, answers out; the model is loaded with the first question."""
        from bot.conversation import Conversation

        return Conversation(answering=self.library, works=self.works, texts=self.texts, now=now)

    def warm(self) -> None:
        """Load the model in the background, so that the first question waits less."""
        library = self.library

        def load() -> None:
            try:
                library.warm()
            except AssistantError as error:
                # whoever asks first is told; here the log is
                as_told(error)

        threading.Thread(target=load, name="warm", daemon=True).start()

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
        from storage.ingest_lock import ingest_lock

        with ingest_lock(self.engine):
            return ingest(
                paths,
                settings=self._set.reading,
                works=self.works,
                readings=self.readings,
                indexer=self._indexer(),
                now=now,
                prune=prune,
                progress=progress,
            )

    def index_records(self, collection: str, documents: Sequence[RecordDocument]) -> IngestReport:
        """Answer from these documents of records as the whole of their collection.

        Raises:
            RuleBroken: an ingest is running.
        """
        from ingest.records import ingest_records
        from storage.ingest_lock import ingest_lock

        with ingest_lock(self.engine):
            return ingest_records(
                documents,
                collection=collection,
                works=self.works,
                readings=self.readings,
                indexer=self._indexer(),
                now=now,
            )

    @property
    def safekeeping(self) -> Safekeeping:
        """Backups, restores and moves of the database."""
        from bot.compose.safekeeping import Safekeeping
        from storage.ingest_lock import ingest_lock

        self._log_to_file()
        return Safekeeping(
            url=lambda: self._set.storage.url,
            readings=lambda: self.readings,
            indexer=self._indexer,
            ingesting=lambda: ingest_lock(self.engine),
            now=now,
        )

    def upgrade_database(self) -> str:
        """Bring the database to this version's tables; says where it stands."""
        from storage import migrate

        self._log_to_file()
        self._wait_for_database()
        url = self._set.storage.url
        if migrate.is_current(url):
            return "The database has the tables of this version already."
        migrate.upgrade(url)
        return "The database now has the tables of this version."

    def examine(self) -> list[Check]:
        """Look at every part, and say how it is."""
        from bot.doctor.examination import Subject, examine
        from knowledge.embedding import SentenceEmbedder
        from storage import migrate

        self._log_to_file()
        embedder = SentenceEmbedder(self._set.knowledge)
        url = self._set.storage.url
        manifest = resources.files("bot.slack") / "manifest.json"
        return examine(
            Subject(
                data=self._set.storage.data,
                revision=lambda: migrate.current(url),
                revision_needed=migrate.head(),
                mends_itself=url.startswith("sqlite"),
                known_revision=migrate.knows,
                write=self._try_to_write,
                works=self._begin_reading,
                find_stored=self._finds_stored,
                check_weights=embedder.check if embedder.is_packaged else None,
                load_model=embedder.load,
                chroma=bool(self._set.knowledge.chroma_url),
                glossary=self._set.knowledge.glossary,
                help_reviewed=self._set.bot.distress_reviewed,
                slack=self._slack_web(),
                app_token=_secret(self._set.slack.app_token),
                signing_secret=_secret(self._set.slack.signing_secret),
                manifest=manifest.read_text(encoding="utf-8"),
                hears_channels=bool(self._set.slack.channels),
                try_language_model=self._try_language_model(),
                reads_groups=bool(self._set.slack.groups),
                programme=lambda: self.programme.configuration,
            ),
            now,
        )

    def slack_services(self) -> SlackServices:
        """What the Slack app works with; nothing is loaded yet."""
        from bot.slack.services import SlackServices

        digesting = self.programme.digest_services(self._links_in_slack())
        return SlackServices(
            conversation=self.conversation(),
            answering=self.library,
            works=self.works,
            readings=self.readings,
            documents=self.documents,
            now=now,
            texts=self.texts,
            reporting=self.programme.reporting(),
            directory=self.directory(),
            programme=self.programme.configuration,
            digesting=digesting,
            jobs=self.programme.jobs(self._set.retention, digesting),
            likeness=self._likeness,
        )

    def _likeness(self, words: str, names: Sequence[str]) -> list[float]:
        from knowledge.likeness import likeness

        return likeness(self.embedder, words, names)

    @property
    def slack_settings(self) -> SlackSettings:
        """Settings of the Slack app."""
        return self._set.slack

    def serve(self, *, http: bool) -> None:
        """Run the Slack app until it is stopped by Ctrl-C or by its supervisor.

        Raises:
            RuleBroken: a token is missing or not taken.
            Unavailable: Slack or the database does not answer.
        """
        from bot.logs import log_to_standard_error
        from bot.slack.app import build_app
        from bot.slack.http import serve_http
        from bot.slack.socket import serve_socket

        log_to_standard_error(debug=self._debug)
        self._wait_for_database()
        services = self.slack_services()
        log_to_standard_error(debug=self._debug)
        app = build_app(services, self._set.slack)
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.warm()
        (serve_http if http else serve_socket)(app, self._set.slack, stop)

    def _wait_for_database(self) -> None:
        from bot.compose.waiting import wait_until_answers
        from storage import migrate

        storage = self._set.storage
        wait_until_answers(lambda: migrate.current(storage.url), storage.database_start_seconds)

    def _log_to_file(self) -> None:
        from bot.logs import log_to_file

        if not self._debug:
            log_to_file(self._set.storage.data / "logs")

    def _begin_reading(self) -> UnitOfWork:
        return self.readings()

    def _try_to_write(self) -> None:
        from storage.engine import try_to_write

        try_to_write(self.engine)

    def _indexer(self) -> Indexer:
        from knowledge.indexing import Indexer
        from knowledge.vector_homes import open_home

        home = open_home(self._set.knowledge, self._set.storage.data)
        return Indexer(self.embedder, home, self.works, self.readings, now)

    def _finds_stored(self, generation_id: str, passage_id: str, vector: bytes) -> bool:
        import numpy as np

        from knowledge.vector_homes import open_home
        from knowledge.vectors import unproven

        index = open_home(self._set.knowledge, self._set.storage.data).open(generation_id)
        try:
            return not unproven(index, [(passage_id, np.frombuffer(vector, dtype="<f4"))])
        finally:
            index.close()

    def _links_in_slack(self) -> MessageLinks | None:
        settings = self._set.slack
        if settings.bot_token is None:
            return None
        from bot.slack.connection import web_client
        from bot.slack.links import MessageLinks, WorkspaceAddress
        from bot.slack.outgoing import Outgoing

        outgoing = Outgoing(web_client(settings, settings.bot_token.get_secret_value()))
        return MessageLinks(WorkspaceAddress(outgoing.itself))

    def _group_roles(self) -> GroupRoles | None:
        settings = self._set.slack
        if settings.bot_token is None or not settings.groups:
            return None
        from bot.slack.connection import web_client
        from bot.slack.outgoing import Outgoing
        from bot.slack.user_groups import UserGroups

        outgoing = Outgoing(web_client(settings, settings.bot_token.get_secret_value()))
        return UserGroups(outgoing.group_members, settings.groups).roles_of

    def _try_language_model(self) -> Callable[[], None] | None:
        settings = self._set.knowledge
        if not settings.language_model:
            return None

        def try_it() -> None:
            from knowledge.trying_out import try_out

            try_out(settings)

        return try_it

    def _slack_web(self) -> WebClient | None:
        if self._set.slack.bot_token is None:
            return None
        from slack_sdk import WebClient

        return WebClient(
            token=_secret(self._set.slack.bot_token),
            base_url=self._set.slack.api_url,
            timeout=self._set.slack.timeout_seconds,
        )


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value is not None else None
