"""Several writers at once lose nothing, and a killed one loses nothing it had committed."""

import random
import sqlite3
import time

from storage.engine import open_engine
from storage.work import sql_works
from tests.contracts.made_up import citation
from tests.contracts.made_up_programme import WEEK, post, put_goals
from tests.storage.processes import (
    claim_posts,
    count_up,
    receive_and_claim,
    start,
    start_telling,
    write_questions,
    write_until_killed,
    write_updates,
)


def test_four_writers_of_two_hundred_leave_eight_hundred(database_url: str) -> None:
    writers = [start(write_questions, database_url, f"w{n}", 200) for n in range(4)]
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    engine = open_engine(database_url)
    with sql_works(engine)() as work:
        kept = {q.id for q in work.questions.recent(1000)}
    engine.dispose()
    assert kept == {f"w{n}-{number}" for n in range(4) for number in range(200)}


def test_writers_that_read_first_take_turns_on_sqlite(sqlite_url: str) -> None:
    # With a transaction that takes its lock late, these meet: numbers are lost or refused.
    writers = [start(count_up, sqlite_url, 200) for _ in range(4)]
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        kept = [int(q.id) for q in work.questions.recent(1000)]
    engine.dispose()
    assert kept == list(range(799, -1, -1))


def test_of_four_workers_one_gets_each_event(database_url: str) -> None:
    workers = [start_telling(receive_and_claim, database_url, 50) for _ in range(4)]
    told = [pipe.recv() for _, pipe in workers]
    for worker, pipe in workers:
        worker.join(timeout=60)
        pipe.close()
    assert sum(received for received, _ in told) == 50
    assert sum(claimed for _, claimed in told) == 50


def test_four_processes_of_two_hundred_updates_leave_eight_hundred(database_url: str) -> None:
    engine = open_engine(database_url)
    with sql_works(engine)() as work:
        put_goals(work, "g0", "g1", "g2", "g3")
        work.commit()
    writers = [start(write_updates, database_url, f"w{n}", 200) for n in range(4)]
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    with sql_works(engine)() as work:
        for number in range(200):
            kept = work.updates.versions(f"g{number % 4}", WEEK.plus(-number))
            assert [update.version for update in kept] == [1, 2, 3, 4]
            assert {update.id for update in kept} == {f"w{n}-{number}" for n in range(4)}
            standing = work.updates.standing(f"g{number % 4}", WEEK.plus(-number))
            assert standing == kept[-1]
        assert len(work.audit.recent(1000)) == 800
        assert len(work.outbox.waiting(1000)) == 800
        assert {each.version for each in work.updates.history("g0", 1000)} == {4}
    engine.dispose()


def test_of_four_workers_one_gets_each_post(database_url: str) -> None:
    engine = open_engine(database_url)
    ids = [f"p{n:03}" for n in range(200)]
    with sql_works(engine)() as work:
        work.outbox.put(*(post(id_) for id_ in ids))
        work.commit()
    engine.dispose()
    workers = [start_telling(claim_posts, database_url) for _ in range(4)]
    claimed = [id_ for _, pipe in workers for id_ in pipe.recv()]
    for worker, pipe in workers:
        worker.join(timeout=60)
        pipe.close()
    assert sorted(claimed) == ids


def test_twenty_kills_amid_writing_lose_nothing_committed(sqlite_url: str) -> None:
    rng = random.Random()
    committed: set[str] = set()
    for round_ in range(20):
        process, told = start_telling(write_until_killed, sqlite_url, f"r{round_}")
        committed.add(told.recv_bytes().decode())
        time.sleep(rng.uniform(0, 0.06))
        process.kill()
        process.join()
        try:
            while True:
                committed.add(told.recv_bytes().decode())
        except EOFError:
            told.close()
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        kept = work.questions.recent(100_000)
    engine.dispose()
    ids = {q.id for q in kept}
    assert committed <= ids
    # At most one more a round: committed, and killed before it could say so.
    assert len(ids) <= len(committed) + 20
    whole = tuple(citation(number) for number in range(5))
    assert all(q.citations == whole for q in kept)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
