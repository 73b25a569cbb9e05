"""One unit of work: everything in it is kept by one visible commit, or nothing is."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from programme.ports.audit import AuditStore
from programme.ports.digests import DigestStore
from programme.ports.library import LibraryStore
from programme.ports.outbox import DraftStore, OutboxStore, ScheduleStore
from programme.ports.people import PeopleStore
from programme.ports.plans import PlanStore
from programme.ports.questions import QuestionStore
from programme.ports.received import ReceivedEventStore
from programme.ports.updates import UpdateStore


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

    @property
    def plans(self) -> PlanStore:
        """Teams, annual plans, goals, measures and their values."""
        ...

    @property
    def people(self) -> PeopleStore:
        """People and their snoozes."""
        ...

    @property
    def updates(self) -> UpdateStore:
        """Weekly updates, version by version."""
        ...

    @property
    def audit(self) -> AuditStore:
        """Who did what."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Posts on their way to Slack."""
        ...

    @property
    def schedule(self) -> ScheduleStore:
        """Scheduled work, claimed once per period."""
        ...

    @property
    def digests(self) -> DigestStore:
        """Digests sent, and what people did about them."""
        ...

    @property
    def drafts(self) -> DraftStore:
        """Drafts that wait to be confirmed."""
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
