"""What is erased is gone: from every table, and from the file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from storage.engine import open_engine
from storage.tables import CitationRow, FeedbackRow, QuestionRow, ReceivedEventRow
from storage.work import sql_works
from tests.contracts.made_up import NOON, event, minutes, question, verdict

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
