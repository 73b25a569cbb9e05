"""What is older than it is to be kept goes, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.use_cases.retention import SCHEDULE, Keep, Retention
from programme.ports import DigestRecord, UnitOfWork, UnitOfWorkFactory
from programme.weeks import LONDON, ReportingWeek
from storage.engine import open_engine
from storage.work import sql_works
from tests.contracts import made_up_programme as made
from tests.contracts.made_up import NOON, event, question
from tests.contracts.test_digest_contract import digest
from tests.fakes import FakeDatabase

LONG_AGO = NOON - timedelta(days=400)
NOW = NOON + timedelta(hours=1)


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def works(request: pytest.FixtureRequest) -> Iterator[UnitOfWorkFactory]:
    if request.param == "fake":
        yield FakeDatabase().works
        return
    engine = open_engine(request.getfixturevalue(f"{request.param}_url"))
    yield sql_works(engine)
    engine.dispose()


def fill(work: UnitOfWork) -> None:
    """One old and one new record of each kind, and an old post that still waits."""
    made.put_goals(work, "g1")
    week = ReportingWeek.of(NOW.astimezone(LONDON).date())
    for age, at in (("old", LONG_AGO), ("new", NOON)):
        work.questions.add(question(age, at=at))
        work.events.receive(event(age, at=at))
        work.events.finish(age, at)
        work.drafts.put(made.draft(age, at=at))
        work.outbox.put(made.post(age, at=at))
        work.outbox.sent(age, at, "C1", "1.1")
        then = week.plus(-57 if age == "old" else -1)
        work.updates.add(replace(made.update(week=then), id=age, submission=age))
        work.digests.add(DigestRecord(age, digest(age), at, "schedule", "C1"))
    work.outbox.put(made.post("waits", at=LONG_AGO))


def kept(work: UnitOfWork, age: str) -> list[bool]:
    return [
        work.questions.get(age) is not None,
        work.events.receive(event(age)) is False,
        work.drafts.get(age) is not None,
        work.outbox.get(age) is not None,
        work.updates.get(age) is not None,
        work.digests.get(age) is not None,
    ]


def test_what_is_older_goes_and_the_audit_says_how_much(works: UnitOfWorkFactory) -> None:
    with works() as work:
        fill(work)
        Retention(Keep(updates_weeks=52)).do(work, "today", NOW)
        [entry] = work.audit.by(SCHEDULE)
        assert entry.after == {
            "posts": 1,
            "drafts": 1,
            "events": 1,
            "questions": 1,
            "updates": 1,
            "digests": 1,
        }
        assert kept(work, "old") == [False] * 6
        assert kept(work, "new") == [True] * 6
        assert work.outbox.get("waits") is not None
        work.commit()


def test_what_has_no_limit_is_kept(works: UnitOfWorkFactory) -> None:
    with works() as work:
        fill(work)
        Retention(Keep(updates_weeks=0, questions_days=0)).do(work, "today", NOW)

        assert work.updates.get("old") is not None
        assert work.questions.get("old") is not None


def test_where_nothing_is_old_nothing_is_written(works: UnitOfWorkFactory) -> None:
    with works() as work:
        Retention(Keep()).do(work, "today", NOW)

        assert list(work.audit.by(SCHEDULE)) == []


def test_it_is_due_once_a_day_by_the_clock_in_england() -> None:
    late = NOW.replace(month=7, hour=23, minute=30)  # past midnight in summer time

    assert Retention(Keep()).due(NOW) == [NOW.date().isoformat()]
    assert Retention(Keep()).due(late) == [(late.date() + timedelta(days=1)).isoformat()]
