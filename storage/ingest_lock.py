"""One ingest at a time, whichever process runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from programme.errors import RuleBroken
from storage.locks import exclusive


@contextmanager
def ingest_lock(engine: Engine) -> Iterator[None]:
    """Hold the right to ingest; a killed holder loses it at once.

    Raises:
        RuleBroken: another ingest holds it.
        Unavailable: the database is not answering.
    """
    with exclusive(engine, "ingest") as held:
        if not held:
            raise RuleBroken("Another ingest is running; try again when it has finished.")
        yield
