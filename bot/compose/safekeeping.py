"""Keeping the data safe: backed up, restored, moved, and the index built anew after that."""
# ruff: noqa: PLC0415 - see the package: nothing is imported before it is needed

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import as_told
from programme.errors import AssistantError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from knowledge.indexing import Indexer
    from programme.ports import UnitOfWorkFactory
    from storage.backup import Copied


class IndexAfter(StrEnum):
    """How the index stands after a restore: a backup holds what it is built from, not itself."""

    NOT_NEEDED = "not_needed"
    IN_PLACE = "in_place"
    BUILT = "built"
    TO_BUILD = "to_build"


@dataclass(frozen=True)
class Safekeeping:
    """Backups, restores and moves of the database.

    Args:
        url: gives the database's URL.
        readings, indexer: give the database once it is filled, and what builds the index.
        ingesting: gives the right to build it, held while no ingest runs.
    """

    url: Callable[[], str]
    readings: Callable[[], UnitOfWorkFactory]
    indexer: Callable[[], Indexer]
    ingesting: Callable[[], AbstractContextManager[None]]
    now: Callable[[], datetime]

    def back_up(self, file: Path) -> Copied:
        """Write all that the database holds to one file, while it goes on being used.

        Raises:
            RuleBroken: there is such a file already, it cannot be written, or there is no data.
            Unavailable: the database does not answer.
        """
        from storage.backup import back_up

        return back_up(self.url(), file, self.now())

    def restore(self, file: Path, *, replace: bool) -> tuple[Copied, IndexAfter]:
        """Fill the empty database from a backup, and see to the index.

        Raises:
            RuleBroken: the file is not a whole backup, or the database is not empty.
            Unavailable: the database does not answer; it is as it was.
        """
        from storage.backup import restore

        copied = restore(self.url(), file, self.now(), replace=replace)
        try:
            return copied, self._see_to_index()
        except AssistantError as error:
            # The data is restored; whoever did it is told what is left to do.
            as_told(error)
            return copied, IndexAfter.TO_BUILD

    def move(self, to: str) -> Copied:
        """Copy the database into another, empty one; nobody can write to the first meanwhile.

        Raises:
            RuleBroken: the other is not empty, or is no database this software can use.
            Unavailable: one of them does not answer.
        """
        from storage.backup import move

        return move(self.url(), to, self.now())

    def _see_to_index(self) -> IndexAfter:
        with self.readings()() as work:
            served = work.library.served()
            if served is None:
                return IndexAfter.NOT_NEEDED
            documents = [each.document.id for each in work.library.documents(served.id)]
        indexer = self.indexer()
        if indexer.is_findable(served):
            return IndexAfter.IN_PLACE
        if served.model != indexer.model:
            return IndexAfter.TO_BUILD
        with self.ingesting():
            indexer.switch(documents, served.passages)
        return IndexAfter.BUILT
