"""One unit of work: everything in it is kept by one visible commit, or nothing is."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from programme.ports.library import LibraryStore
from programme.ports.questions import QuestionStore
from programme.ports.received import ReceivedEventStore


class UnitOfWork(Protocol):
    """A transaction over the stores; leaving it without `commit` keeps nothing.

    Raises:
        Unavailable: the database is down, full or locked; nothing was kept.
    """

    @property
    def library(self) -> LibraryStore:
        """Documents, passages, embeddings, generations."""
        ...

    @property
    def questions(self) -> QuestionStore:
        """Questions, answers, feedback."""
        ...

    @property
    def events(self) -> ReceivedEventStore:
        """Events received from Slack."""
        ...

    def commit(self) -> None:
        """Keep all that was done since the unit of work was entered."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


UnitOfWorkFactory = Callable[[], UnitOfWork]
