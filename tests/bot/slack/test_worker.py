"""The pool of workers, and who may ask."""

import threading

import pytest

from bot.slack.people import People
from bot.slack.worker import Task, WorkPool
from programme.errors import Unavailable


def make_pool(work, failed=lambda task, error: None, *, workers=2, queue_size=10) -> WorkPool:
    return WorkPool(work, failed, workers=workers, queue_size=queue_size)


def test_every_task_is_worked_on_once() -> None:
    done: list[str] = []
    pool = make_pool(lambda task: done.append(task.event_id))
    pool.start()
    assert all(pool.submit(Task(str(n), None)) for n in range(5))
    assert pool.wait_idle(5)
    pool.stop(5)

    assert sorted(done) == ["0", "1", "2", "3", "4"]


def test_a_task_in_hand_is_not_taken_twice() -> None:
    done: list[str] = []
    go = threading.Event()

    def work(task: Task) -> None:
        go.wait(5)
        done.append(task.event_id)

    pool = make_pool(work)
    pool.start()
    assert pool.submit(Task("a", None))
    assert pool.submit(Task("a", None))
    go.set()
    assert pool.wait_idle(5)
    assert pool.submit(Task("a", None))
    assert pool.wait_idle(5)
    pool.stop(5)

    assert done == ["a", "a"]


def test_past_its_size_the_queue_refuses() -> None:
    pool = make_pool(lambda task: None, queue_size=2)  # not started: nothing is taken out

    taken = [pool.submit(Task(str(n), None)) for n in range(4)]

    assert taken == [True, True, False, False]


def test_errors_are_handed_over_and_end_no_thread() -> None:
    failures: list[tuple[str, str]] = []

    def work(task: Task) -> None:
        raise ValueError(task.event_id)

    pool = make_pool(
        work, lambda task, error: failures.append((task.event_id, str(error))), workers=1
    )
    pool.start()
    for n in range(3):
        pool.submit(Task(str(n), None))
    assert pool.wait_idle(5)
    pool.stop(5)

    assert failures == [("0", "0"), ("1", "1"), ("2", "2")]


def test_a_stop_waits_no_longer_than_it_is_told() -> None:
    never = threading.Event()
    pool = make_pool(lambda task: never.wait(5) and None, workers=1)
    pool.start()
    pool.submit(Task("a", None))
    pool.stop(0.05)

    assert not pool.wait_idle(0.01)
    never.set()
    assert pool.wait_idle(5)


MARKS = [
    "deleted",
    "is_bot",
    "is_stranger",
    "is_workflow_bot",
    "is_restricted",
    "is_ultra_restricted",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("guests", [False, True])
def test_who_may_ask(mark: str, guests: bool) -> None:
    people = People(lambda user: {"id": user, mark: True}, guests=guests)

    assert people.may_ask("U1") is (guests and "restricted" in mark)


def test_staff_may_ask_and_nobody_may_not() -> None:
    assert People(lambda user: {"id": user}, guests=False).may_ask("U1")
    assert not People(lambda user: None, guests=True).may_ask("U1")


def test_people_are_remembered_for_ten_minutes() -> None:
    asked: list[str] = []
    now = [0.0]

    def look_up(user: str) -> dict[str, object]:
        asked.append(user)
        return {"id": user}

    people = People(look_up, guests=False, clock=lambda: now[0])
    for moment in (0.0, 599.0, 601.0):
        now[0] = moment
        assert people.may_ask("U1")

    assert asked == ["U1", "U1"]


def test_when_slack_does_not_say_nothing_is_remembered() -> None:
    answers: list[object] = [Unavailable("Slack is away."), {"id": "U1"}]

    def look_up(user: str):
        answer = answers.pop(0)
        if isinstance(answer, Unavailable):
            raise answer
        return answer

    people = People(look_up, guests=False)
    with pytest.raises(Unavailable):
        people.may_ask("U1")
    assert people.may_ask("U1")
