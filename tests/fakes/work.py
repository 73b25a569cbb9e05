"""A unit of work in memory: one writer at a time, and nothing kept without a commit."""

import threading
from types import TracebackType
from typing import Self

from programme.errors import Fault, Unavailable
from programme.ports import UnitOfWork
from tests.fakes.audit import FakeAuditStore
from tests.fakes.digests import FakeDigestStore
from tests.fakes.library import FakeLibraryStore
from tests.fakes.outbox import FakeDraftStore, FakeOutboxStore, FakeScheduleStore
from tests.fakes.people import FakePeopleStore
from tests.fakes.plans import FakePlanStore
from tests.fakes.questions import FakeQuestionStore
from tests.fakes.received import FakeReceivedEventStore
from tests.fakes.state import FakeState
from tests.fakes.updates import FakeUpdateStore


class FakeDatabase:
    """What fake units of work share, as a database is shared.

    Give `works` or `readings` wherever a `UnitOfWorkFactory` is asked for. Set `down` to have
    every unit of work refused as if the database did not answer.
    """

    def __init__(self, *, wait_seconds: float = 5.0) -> None:
        self.state = FakeState()
        self.down = False
        self.wait_seconds = wait_seconds
        self.writing = threading.Lock()

    def works(self) -> UnitOfWork:
        """A unit of work that may write; one at a time."""
        return FakeUnitOfWork(self, writes=True)

    def readings(self) -> UnitOfWork:
        """A unit of work that only reads."""
        return FakeUnitOfWork(self, writes=False)


class FakeUnitOfWork:
    """`UnitOfWork` over a fake database."""

    def __init__(self, database: FakeDatabase, *, writes: bool) -> None:
        self._database = database
        self._writes = writes
        self._state: FakeState | None = None

    def __enter__(self) -> Self:
        if self._state is not None:
            raise Fault("entered a second time")
        if self._database.down:
            raise Unavailable("The database is not answering just now.")
        if self._writes and not self._database.writing.acquire(timeout=self._database.wait_seconds):
            raise Unavailable("The database is busy just now.")
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._state = None
        if self._writes:
            self._database.writing.release()

    @property
    def library(self) -> FakeLibraryStore:
        self._open()
        return self._library

    @property
    def questions(self) -> FakeQuestionStore:
        self._open()
        return self._questions

    @property
    def events(self) -> FakeReceivedEventStore:
        self._open()
        return self._events

    @property
    def plans(self) -> FakePlanStore:
        self._open()
        return self._plans

    @property
    def people(self) -> FakePeopleStore:
        self._open()
        return self._people

    @property
    def updates(self) -> FakeUpdateStore:
        self._open()
        return self._updates

    @property
    def audit(self) -> FakeAuditStore:
        self._open()
        return self._audit

    @property
    def outbox(self) -> FakeOutboxStore:
        self._open()
        return self._outbox

    @property
    def schedule(self) -> FakeScheduleStore:
        self._open()
        return self._schedule

    @property
    def digests(self) -> FakeDigestStore:
        self._open()
        return self._digests

    @property
    def drafts(self) -> FakeDraftStore:
        self._open()
        return self._drafts

    def commit(self) -> None:
        state = self._open()
        if not self._writes:
            raise Fault("a unit of work that only reads has nothing to commit")
        if self._database.down:
            raise Unavailable("The database is not answering just now.")
        self._database.state = state.copy()

    def _begin(self) -> None:
        self._state = self._database.state.copy()
        self._library = FakeLibraryStore(self._state)
        self._questions = FakeQuestionStore(self._state)
        self._events = FakeReceivedEventStore(self._state)
        self._plans = FakePlanStore(self._state)
        self._people = FakePeopleStore(self._state)
        self._updates = FakeUpdateStore(self._state)
        self._audit = FakeAuditStore(self._state)
        self._outbox = FakeOutboxStore(self._state)
        self._schedule = FakeScheduleStore(self._state)
        self._digests = FakeDigestStore(self._state)
        self._drafts = FakeDraftStore(self._state)

    def _open(self) -> FakeState:
        if self._state is None:
            raise Fault("used before it was entered, or after it was left")
        return self._state
