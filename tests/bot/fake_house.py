"""A house without a database or a model, for the command line to run in."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.compose.programme import ProgrammeParts
from bot.compose.safekeeping import Safekeeping
from bot.conversation import Conversation
from bot.doctor import Check
from bot.settings import BotSettings
from ingest.records import RecordDocument
from ingest.settings import IngestSettings
from programme.answers import Answer
from programme.errors import AssistantError
from programme.guard import HelpTexts
from programme.ports import DocumentSummary, FoundPassage
from tests.bot.made_up import NOON, answered, found
from tests.fakes import FakeDatabase

HELP = HelpTexts(distress="Call this made-up line.", distress_reviewed="3 August 2026")


@dataclass
class FakeAnswering:
    """Answers by question; the same answer to everything else."""

    answers: dict[str, Answer] = field(default_factory=dict)
    found: list[FoundPassage] = field(default_factory=lambda: [found()])
    trouble: BaseException | None = None
    asked: list[str] = field(default_factory=list)

    def answer(self, question: str) -> Answer:
        if self.trouble:
            raise self.trouble
        self.asked.append(question)
        return self.answers.get(question, answered())

    def search(self, question: str, k: int) -> list[FoundPassage]:
        self.asked.append(question)
        return self.found[:k]

    def passages(self, ids: tuple[str, ...]) -> list[FoundPassage]:
        held = {one.passage.id: one for one in self.found}
        return [held[id_] for id_ in ids if id_ in held]

    def generation_id(self) -> str | None:
        return "generation-1"


@dataclass
class FakeHouse:
    """`Parts` for the command line."""

    answering: FakeAnswering = field(default_factory=FakeAnswering)
    database: FakeDatabase = field(default_factory=FakeDatabase)
    held: list[DocumentSummary] = field(default_factory=list)
    report: Any = None
    checks: list[Check] = field(default_factory=list)
    trouble: AssistantError | None = None
    settings: BotSettings = field(default_factory=lambda: BotSettings(_env_file=None))
    conversations: int = 0
    warmed: int = 0
    ingested: list[tuple[tuple[Path, ...], bool]] = field(default_factory=list)
    served: list[bool] = field(default_factory=list)
    debug: bool | None = None
    data: Path | None = None
    indexed: list[list[RecordDocument]] = field(default_factory=list)
    url: str = ""
    indexer: Any = None

    def conversation(self) -> Conversation:
        self.conversations += 1
        return Conversation(
            answering=self.answering, works=self.database.works, texts=HELP, now=lambda: NOON
        )

    def warm(self) -> None:
        self.warmed += 1

    def documents(self) -> list[DocumentSummary]:
        self._trouble()
        return self.held

    def ingest(self, paths: Sequence[Path], *, prune: bool, progress: Callable[[Any], None]) -> Any:
        self._trouble()
        self.ingested.append((tuple(paths), prune))
        return self.report

    @cached_property
    def programme(self) -> ProgrammeParts:
        return ProgrammeParts(
            settings=lambda: self.settings,
            works=lambda: self.database.works,
            readings=lambda: self.database.readings,
            now=lambda: NOON,
            texts=lambda: HELP,
            limits=IngestSettings,
        )

    def index_plans(self) -> Any:
        self._trouble()
        self.indexed.append(self.programme.plan_documents())
        return self.report

    @cached_property
    def safekeeping(self) -> Safekeeping:
        return Safekeeping(
            url=lambda: self.url,
            readings=lambda: self.database.readings,
            indexer=lambda: self.indexer,
            ingesting=nullcontext,
            now=lambda: NOON,
        )

    def upgrade_database(self) -> str:
        self._trouble()
        return "The database now has the tables of this version."

    def examine(self) -> list[Check]:
        return self.checks

    def serve(self, *, http: bool) -> None:
        self._trouble()
        self.served.append(http)

    def start_log(self, *, debug: bool) -> None:
        self.debug = debug

    def with_data(self, data: Path) -> "FakeHouse":
        self.data = data
        return self

    def _trouble(self) -> None:
        if self.trouble:
            raise self.trouble
