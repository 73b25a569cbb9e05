"""What is erased is gone: from every table, and from the file."""

import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from programme.ports import UnitOfWork
from storage.backup import back_up
from storage.engine import open_engine
from storage.tables import CitationRow, FeedbackRow, QuestionRow, ReceivedEventRow
from storage.work import sql_works
from tests.contracts.made_up import NOON, event, minutes, question, verdict
from tests.contracts.made_up_programme import (
    WEEK,
    draft,
    goal,
    measure,
    person,
    post,
    put_goals,
    team,
    update,
)

PRIVATE = "zephyr-quartz-lantern"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def rows_of(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            row.__tablename__: connection.scalar(select(func.count()).select_from(row)) or 0
            for row in (QuestionRow, CitationRow, FeedbackRow, ReceivedEventRow)
        }


def test_erasing_a_person_leaves_no_row_of_theirs(engine: Engine) -> None:
    with sql_works(engine)() as work:
        for number in range(5):
            work.questions.add(question(f"q{number}", asker="U1"))
            work.questions.add_feedback(verdict(f"q{number}", person="U2"))
        work.questions.add(question("other", asker="U2"))
        work.questions.add_feedback(verdict("other", person="U1"))
        work.commit()
        work.questions.erase_person("U1")
        work.commit()
    assert rows_of(engine) == {"questions": 1, "citations": 2, "feedback": 0, "received_events": 0}


def test_retention_leaves_no_row_from_before(engine: Engine) -> None:
    with sql_works(engine)() as work:
        for number in range(5):
            work.questions.add(question(f"q{number}", at=NOON + minutes(number)))
            work.questions.add_feedback(verdict(f"q{number}"))
            work.events.receive(event(f"e{number}", at=NOON + minutes(number)))
            work.events.claim(f"e{number}", NOON)
            work.events.finish(f"e{number}", NOON)
        work.commit()
        later = NOON + timedelta(days=1)
        assert work.questions.erase_before(later) == 5
        assert work.events.forget_before(later) == 5
        work.commit()
    assert set(rows_of(engine).values()) == {0}


def test_an_ended_event_keeps_no_words(engine: Engine) -> None:
    with sql_works(engine)() as work:
        for id_ in ("done", "failed"):
            work.events.receive(event(id_))
        work.events.finish("done", NOON)
        work.events.fail("failed", NOON, "REF23456")
        work.commit()
    with engine.connect() as connection:
        assert connection.scalars(select(ReceivedEventRow.body)).all() == ["", ""]


def test_erased_words_are_not_left_in_the_file(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        # Short and long: the long one lies on pages of its own.
        work.questions.add(question("short", text=PRIVATE))
        work.questions.add(question("long", text=f"{PRIVATE} " * 2000))
        work.questions.add(question("other", asker="U2"))
        work.commit()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    log = file.with_name(f"{file.name}-wal")
    assert PRIVATE.encode() in file.read_bytes() + log.read_bytes()
    with sql_works(engine)() as work:
        work.questions.erase_person("U1")
        work.commit()
    assert PRIVATE.encode() not in file.read_bytes() + log.read_bytes()
    with sql_works(engine)() as work:
        assert work.questions.get("other") == question("other", asker="U2")
    engine.dispose()


def write_about(work: UnitOfWork, rng: random.Random, number: int) -> None:
    """An update with its post and draft, of a person to be erased or another, short or long."""
    theirs = rng.random() < 0.4
    author, said = ("p1", PRIVATE) if theirs else ("p2", "made up")
    words = f"{said} " * rng.choice([1, 5, 60, 700])
    kept = update(f"g{number % 3}", WEEK.plus(-number), author=author, words=words)
    work.updates.add(replace(kept, submission=f"s{number}"))
    work.outbox.put(replace(post(f"post {number}", person=author), body=words))
    work.drafts.put(replace(draft(f"draft {number}", person=author), body=words))
    if rng.random() < 0.5:
        work.outbox.sent(f"post {number}", NOON, "D1", "1.2")
    if rng.random() < 0.1:
        work.drafts.erase_person("p2")  # so that pages are freed and used again


@pytest.mark.parametrize("seed", range(3))
def test_no_word_of_an_erased_person_is_left_in_any_file(
    sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    engine = open_engine(sqlite_url)
    works = sql_works(engine)
    with works() as work:
        put_goals(work, "g0", "g1", "g2", leads=("p2",))
        work.people.put(person("p1", name=PRIVATE, slack=PRIVATE))
        work.plans.put_team(team("north", leads=("p1", "p2")))
        work.commit()
    for number in range(120):
        with works() as work:
            write_about(work, rng, number)
            work.commit()
    assert PRIVATE.encode() in files_of(tmp_path)
    with works() as work:
        assert work.updates.erase_author("p1") > 20
        assert work.outbox.erase(person="p1") > 20
        assert work.drafts.erase_person("p1") > 20
        assert work.people.erase("p1")
        work.commit()
    assert PRIVATE.encode() not in files_of(tmp_path)
    back_up(sqlite_url, tmp_path / "backup", NOON)
    with zipfile.ZipFile(tmp_path / "backup") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"made up" in held
    assert PRIVATE.encode() not in held
    engine.dispose()


def test_no_word_about_an_erased_goal_is_left_in_any_file(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    works = sql_works(engine)
    with works() as work:
        put_goals(work, "g1", "g2")
        work.plans.put_measure(measure("m1", name=PRIVATE))
        work.plans.put_goal(goal("g1", name=f"{PRIVATE} " * 300, measure="m1"))
        for back in range(40):
            work.updates.add(update("g1", WEEK.plus(-back), words=f"{PRIVATE} " * (back * 20 + 1)))
            work.updates.add(update("g2", WEEK.plus(-back)))
            work.outbox.put(replace(post(f"p{back}", subject="goal:g1"), body=PRIVATE))
        work.commit()
    with works() as work:
        assert work.updates.erase_goal("g1") == 40
        assert work.outbox.erase(subjects=["goal:g1"]) == 40
        assert work.plans.remove_goal("g1")
        work.commit()
    assert PRIVATE.encode() not in files_of(tmp_path)
    with works() as work:
        assert len(work.updates.history("g2")) == 40
    engine.dispose()


def files_of(folder: Path) -> bytes:
    """Every byte of the database, its log, its shared memory and whatever lies beside."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
