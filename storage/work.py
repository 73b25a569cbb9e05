"""The unit of work in SQL: one transaction, kept by one visible commit or not at all."""

import logging
import sqlite3
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from programme.errors import Fault, Unavailable
from programme.ports import UnitOfWorkFactory
from storage.engine import reading
from storage.library import SqlLibraryStore
from storage.programme import (
    SqlAuditStore,
    SqlDigestStore,
    SqlDraftStore,
    SqlOutboxStore,
    SqlPeopleStore,
    SqlPlanStore,
    SqlScheduleStore,
    SqlUpdateStore,
)
from storage.questions import SqlQuestionStore
from storage.received import SqlReceivedEventStore
from storage.sqlite import READING, empty_log
from storage.translation import BUSY, drop_cause

log = logging.getLogger(__name__)


class SqlUnitOfWork:
    """`programme.ports.UnitOfWork` over a database.

    The transaction begins with the first statement. One that may write takes SQLite's write
    lock there and then, so do the slow part (embedding, a model's answer) outside of it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._reads_only = bool(engine.get_execution_options().get(READING))

    def __enter__(self) -> Self:
        """Take a connection.

        Raises:
            Unavailable: the database is not answering, or all connections are in use.
        """
        if self._connection is not None:
            raise Fault("A unit of work was entered a second time.")
        try:
            self._connection = self._engine.connect()
        except NoConnectionFree:
            raise Unavailable(BUSY) from None
        except (Unavailable, Fault) as error:
            drop_cause(error)
            raise
        self._library = SqlLibraryStore(self._connection)
        self._questions = SqlQuestionStore(self._connection)
        self._events = SqlReceivedEventStore(self._connection)
        self._plans = SqlPlanStore(self._connection)
        self._people = SqlPeopleStore(self._connection)
        self._updates = SqlUpdateStore(self._connection)
        self._audit = SqlAuditStore(self._connection)
        self._outbox = SqlOutboxStore(self._connection)
        self._schedule = SqlScheduleStore(self._connection)
        self._digests = SqlDigestStore(self._connection)
        self._drafts = SqlDraftStore(self._connection)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give up what was not committed, and the connection."""
        drop_cause(error)
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                if self._reads_only and error is None:
                    # PostgreSQL's driver forgets its prepared statements at a rollback, and each
                    # would be planned anew at the next reading.
                    connection.commit()
            except (Unavailable, Fault) as lost:
                log.info("a reading ended on a lost connection: %s", type(lost).__name__)
            finally:
                connection.close()

    @property
    def library(self) -> SqlLibraryStore:
        """Documents, passages, embeddings, generations."""
        self._open()
        return self._library

    @property
    def questions(self) -> SqlQuestionStore:
        """Questions, answers, feedback."""
        self._open()
        return self._questions

    @property
    def events(self) -> SqlReceivedEventStore:
        """Events received from Slack."""
        self._open()
        return self._events

    @property
    def plans(self) -> SqlPlanStore:
        """Teams, annual plans, goals, measures and their values."""
        self._open()
        return self._plans

    @property
    def people(self) -> SqlPeopleStore:
        """People and their snoozes."""
        self._open()
        return self._people

    @property
    def updates(self) -> SqlUpdateStore:
        """Weekly updates, version by version."""
        self._open()
        return self._updates

    @property
    def audit(self) -> SqlAuditStore:
        """Who did what."""
        self._open()
        return self._audit

    @property
    def outbox(self) -> SqlOutboxStore:
        """Posts on their way to Slack."""
        self._open()
        return self._outbox

    @property
    def schedule(self) -> SqlScheduleStore:
        """Scheduled work, claimed once per period."""
        self._open()
        return self._schedule

    @property
    def digests(self) -> SqlDigestStore:
        """Digests sent, and what people did about them."""
        self._open()
        return self._digests

    @property
    def drafts(self) -> SqlDraftStore:
        """Drafts that wait to be confirmed."""
        self._open()
        return self._drafts

    def commit(self) -> None:
        """Keep all that was done since the unit of work was entered.

        Raises:
            Unavailable: the database could not keep it; nothing was kept.
        """
        connection = self._open()
        if self._reads_only:
            raise Fault("A unit of work that only reads has nothing to commit.")
        connection.commit()
        erasers = (
            self._questions,
            self._events,
            self._people,
            self._updates,
            self._outbox,
            self._digests,
            self._drafts,
        )
        if any(store.erased for store in erasers):
            for store in erasers:
                store.erased = False
            self._clear_up(connection)

    def _clear_up(self, connection: Connection) -> None:
        if connection.dialect.name != "sqlite":
            return
        try:
            empty_log(connection)
        except sqlite3.Error as error:
            # The rows are gone; their shadow in the log goes at the next erasure.
            log.warning("the write-ahead log was not cut: %s", error.sqlite_errorname)

    def _open(self) -> Connection:
        if self._connection is None:
            raise Fault("A unit of work was used before it was entered, or after it was left.")
        return self._connection


def sql_works(engine: Engine) -> UnitOfWorkFactory:
    """Units of work that may write; on SQLite one at a time, each waiting its turn."""
    return lambda: SqlUnitOfWork(engine)


def sql_readings(engine: Engine) -> UnitOfWorkFactory:
    """Units of work that only read: they see one state throughout and never wait for a writer."""
    only_reads = reading(engine)
    return lambda: SqlUnitOfWork(only_reads)
