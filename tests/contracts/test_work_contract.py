"""What every unit of work keeps to."""

import pytest

from programme.errors import Fault
from programme.ports import UnitOfWorkFactory
from tests.contracts.made_up import event, question


def test_what_was_committed_is_there_for_the_next(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        work.commit()
    with works() as work:
        assert work.questions.get("q1") == question("q1")


def test_leaving_without_a_commit_keeps_nothing(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        work.events.receive(event("e1"))
    with works() as work:
        assert work.questions.get("q1") is None
        assert work.events.receive(event("e1"))


def test_an_error_on_the_way_keeps_nothing(works: UnitOfWorkFactory) -> None:
    def stumble() -> None:
        with works() as work:
            work.questions.add(question("q1"))
            raise LookupError

    with pytest.raises(LookupError):
        stumble()
    with works() as work:
        assert work.questions.get("q1") is None


def test_what_follows_the_commit_needs_another(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        work.commit()
        work.questions.add(question("q2"))
        work.commit()
        work.questions.add(question("q3"))
    with works() as work:
        assert {q.id for q in work.questions.recent()} == {"q1", "q2"}


def test_its_own_writes_are_seen_before_the_commit(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        assert work.questions.get("q1") == question("q1")


def test_a_reading_sees_what_is_committed_and_never_waits_for_a_writer(
    works: UnitOfWorkFactory, readings: UnitOfWorkFactory
) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        work.commit()
        work.questions.add(question("q2"))
        with readings() as reading:
            assert [q.id for q in reading.questions.recent()] == ["q1"]


def test_a_reading_sees_one_state_throughout(
    works: UnitOfWorkFactory, readings: UnitOfWorkFactory
) -> None:
    with readings() as reading:
        assert reading.questions.recent() == []
        with works() as work:
            work.questions.add(question("q1"))
            work.commit()
        assert reading.questions.recent() == []
    with readings() as reading:
        assert len(reading.questions.recent()) == 1


def test_a_reading_cannot_commit(readings: UnitOfWorkFactory) -> None:
    with pytest.raises(Fault), readings() as reading:
        reading.commit()


def test_a_unit_of_work_cannot_be_used_once_left(works: UnitOfWorkFactory) -> None:
    with works() as work:
        pass
    with pytest.raises(Fault):
        print(work.questions)
    with pytest.raises(Fault):
        work.commit()


def test_a_unit_of_work_is_entered_once_at_a_time(works: UnitOfWorkFactory) -> None:
    with works() as work:
        with pytest.raises(Fault):
            work.__enter__()
        work.questions.add(question("q1"))
        work.commit()
