"""What other processes do in the tests: write, and hold locks, until they are killed."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from storage.backup import restore
from storage.engine import open_engine
from storage.ingest_lock import ingest_lock
from storage.work import sql_works
from tests.contracts.made_up import NOON, event, minutes, question
from tests.contracts.made_up_programme import WEEK, entry, post, update

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.storage.processes"])


def start(target: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Run a function in another process."""
    process = _CONTEXT.Process(target=target, args=arguments)
    process.start()
    return process


def start_telling(
    target: Callable[..., None], *arguments: Any
) -> tuple[ForkServerProcess, "Connection[Any, Any]"]:
    """Run a function in another process, with a pipe it tells its progress through."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    process = start(target, *arguments, tells)
    tells.close()
    return process, told


def write_questions(url: str, name: str, count: int) -> None:
    """Keep this many questions, each in a unit of work of its own."""
    engine = open_engine(url, wait_seconds=60)
    works = sql_works(engine)
    for number in range(count):
        with works() as work:
            work.questions.add(question(f"{name}-{number}"))
            work.commit()
    engine.dispose()


def count_up(url: str, count: int) -> None:
    """Read the last number kept and keep the next, over and over: reading before writing."""
    engine = open_engine(url, wait_seconds=60)
    works = sql_works(engine)
    for _ in range(count):
        with works() as work:
            last = work.questions.recent(1)
            number = int(last[0].id) + 1 if last else 0
            work.questions.add(question(str(number), at=NOON + minutes(number), citations=0))
            work.commit()
    engine.dispose()


def receive_and_claim(url: str, count: int, tells: "Connection[Any, Any]") -> None:
    """Receive and claim the same events as everybody else; tell how many were ours."""
    engine = open_engine(url, wait_seconds=60)
    works = sql_works(engine)
    received = claimed = 0
    for number in range(count):
        with works() as work:
            received += work.events.receive(event(f"e{number}"))
            work.commit()
        with works() as work:
            claimed += work.events.claim(f"e{number}", NOON) is not None
            work.commit()
    engine.dispose()
    tells.send((received, claimed))


def write_until_killed(url: str, name: str, tells: "Connection[Any, Any]") -> None:
    """Keep questions without end, telling each id once it is committed."""
    works = sql_works(open_engine(url))
    number = 0
    while True:
        id_ = f"{name}-{number}"
        with works() as work:
            work.questions.add(question(id_, citations=5))
            work.commit()
        tells.send_bytes(id_.encode())
        number += 1


def hold_ingest_lock(url: str, tells: "Connection[Any, Any]") -> None:
    """Hold the ingest lock until killed."""
    with ingest_lock(open_engine(url)):
        tells.send_bytes(b"held")
        time.sleep(60)


def write_updates(url: str, name: str, count: int) -> None:
    """Keep this many weekly updates with their audit and post, each in a unit of work."""
    engine = open_engine(url, wait_seconds=60)
    works = sql_works(engine)
    for number in range(count):
        with works() as work:
            kept = update(f"g{number % 4}", WEEK.plus(-number), id_=f"{name}-{number}")
            added = False
            while not added:
                # On PostgreSQL another may have been quicker, after both read the same version.
                last = work.updates.standing(kept.goal, kept.week)
                kept = replace(kept, version=last.version + 1 if last else 1)
                added = work.updates.add(kept)
            work.audit.add(entry(f"update:{kept.id}"))
            work.outbox.put(post(f"update:{kept.id}:channel"))
            work.commit()
    engine.dispose()


def claim_posts(url: str, tells: "Connection[Any, Any]") -> None:
    """Claim posts until none is due; tell which were ours."""
    engine = open_engine(url, wait_seconds=60)
    works = sql_works(engine)
    claimed: list[str] = []
    while True:
        with works() as work:
            taken = work.outbox.claim(NOON)
            work.commit()
        if taken is None:
            break
        claimed.append(taken.id)
    engine.dispose()
    tells.send(claimed)


def restore_into(url: str, file: str, tells: "Connection[Any, Any]") -> None:
    """Restore a backup into a database."""
    tells.send_bytes(b"begun")
    restore(url, Path(file), NOON)
