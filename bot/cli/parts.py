"""What the commands need from the rest of the house; `bot/compose.py` provides it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import typer

if TYPE_CHECKING:
    from bot.compose.programme import ProgrammeParts
    from bot.compose.safekeeping import Safekeeping
    from bot.conversation import Conversation
    from bot.doctor import Check
    from bot.settings import BotSettings
    from ingest.pipeline import IngestReport, Progress
    from programme.ports import DocumentSummary


class Parts(Protocol):
    """The house, put together as far as a command asks for it; nothing is loaded before."""

    @property
    def settings(self) -> BotSettings:
        """Settings as read from the environment."""
        ...

    def conversation(self) -> Conversation:
        """Questions in, answers out; the model is loaded with the first question."""
        ...

    def warm(self) -> None:
        """Load the model in the background, so that the first question waits less."""
        ...

    def documents(self) -> list[DocumentSummary]:
        """The documents that answer now; none before the first ingest."""
        ...

    def ingest(
        self, paths: Sequence[Path], *, prune: bool, progress: Callable[[Progress], None]
    ) -> IngestReport:
        """Read documents in and serve them."""
        ...

    @property
    def programme(self) -> ProgrammeParts:
        """What people do with the programme's data."""
        ...

    def index_plans(self) -> IngestReport:
        """Answer questions from the plans as they stand now."""
        ...

    @property
    def safekeeping(self) -> Safekeeping:
        """Backups, restores and moves of the database."""
        ...

    def upgrade_database(self) -> str:
        """Bring the database to this version's tables; says where it stands."""
        ...

    def examine(self) -> list[Check]:
        """Look at every part, and say how it is."""
        ...

    def serve(self, *, http: bool) -> None:
        """Run the Slack app until it is stopped."""
        ...

    def start_log(self, *, debug: bool) -> None:
        """Send the log to its file, or to standard error."""
        ...

    def with_data(self, data: Path) -> Self:
        """The same house with its own data folder and a SQLite database in it."""
        ...


def parts_of(context: typer.Context) -> Parts:
    """The parts this command line was started with."""
    parts: Parts = context.obj
    return parts
