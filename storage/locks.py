"""Locks across processes, freed by the operating system or the server when a holder is killed."""

import fcntl
import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select

from programme.errors import RuleBroken, Unavailable
from storage.sqlite import UNWRITABLE, database_file
from storage.translation import no_causes

log = logging.getLogger(__name__)

_PAUSE = 0.05


@contextmanager
def exclusive(engine: Engine, name: str, *, wait_seconds: float = 0.0) -> Iterator[bool]:
    """Hold the lock of this name on this database; False when it was not to be had in time.

    On SQLite a locked file beside the database, on PostgreSQL a session's advisory lock.

    Raises:
        RuleBroken: the data folder cannot be written to.
        Unavailable: the database is not answering.
    """
    holding = _file_lock if engine.dialect.name == "sqlite" else _advisory_lock
    with holding(engine, name, time.monotonic() + wait_seconds) as held:
        yield held


@contextmanager
def _file_lock(engine: Engine, name: str, deadline: float) -> Iterator[bool]:
    database = database_file(engine.url)
    # The file is never removed: another process might have just opened it to lock it.
    lock = database.with_name(f"{database.name}.{name}.lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise RuleBroken(UNWRITABLE) from None
    try:
        while not (held := _try_file(descriptor)) and time.monotonic() < deadline:
            time.sleep(_PAUSE)
        yield held
    finally:
        os.close(descriptor)


def _try_file(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _advisory_lock(engine: Engine, name: str, deadline: float) -> Iterator[bool]:
    key = _key(name)
    # Autocommit: a session that holds a lock for an hour must not hold a transaction as well.
    with no_causes(), engine.connect() as session:
        connection = session.execution_options(isolation_level="AUTOCOMMIT")
        while not (held := _try_session(connection, key)) and time.monotonic() < deadline:
            time.sleep(_PAUSE)
        try:
            yield held
        finally:
            if held:
                _release_session(connection, key)


def _try_session(connection: Connection, key: int) -> bool:
    return bool(connection.scalar(select(func.pg_try_advisory_lock(key))))


def _release_session(connection: Connection, key: int) -> None:
    try:
        connection.execute(select(func.pg_advisory_unlock(key)))
    except Unavailable:
        # The connection was lost, and the server freed the lock with it. What was done under
        # the lock is done: it must not end as an error.
        log.warning("the connection that held a lock was lost")


def _key(name: str) -> int:
    digest = hashlib.sha256(f"truenorth {name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
