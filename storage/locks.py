"""Locks across processes, freed by the operating system or the server when a holder is killed."""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select

from storage.sqlite import database_file
from storage.translation import no_causes

_PAUSE = 0.05


@contextmanager
def exclusive(engine: Engine, name: str, *, wait_seconds: float = 0.0) -> Iterator[bool]:
    """Hold the lock of this name on this database; False when it was not to be had in time.

    On SQLite a locked file beside the database, on PostgreSQL a session's advisory lock.

    Raises:
        Unavailable: the database is not answering.
    """
    holding = _file_lock if engine.dialect.name == "sqlite" else _advisory_lock
    with holding(engine, name, time.monotonic() + wait_seconds) as held:
        yield held


@contextmanager
def _file_lock(engine: Engine, name: str, deadline: float) -> Iterator[bool]:
    database = database_file(engine.url)
    # The file is never removed: another process might have just opened it to lock it.
    descriptor = os.open(
        database.with_name(f"{database.name}.{name}.lock"), os.O_RDWR | os.O_CREAT, 0o600
    )
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
            if held and not connection.invalidated:
                connection.execute(select(func.pg_advisory_unlock(key)))


def _try_session(connection: Connection, key: int) -> bool:
    return bool(connection.scalar(select(func.pg_try_advisory_lock(key))))


def _key(name: str) -> int:
    digest = hashlib.sha256(f"truenorth {name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
