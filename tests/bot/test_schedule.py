"""Work by the clock is done once for each period, and caught up after a stop."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.schedule import Job, Schedule, ScheduleThread
from programme.errors import Unavailable
from programme.outbox import Post
from programme.ports import UnitOfWork, UnitOfWorkFactory
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.fakes import FakeDatabase

START = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


def hours(now: datetime) -> list[str]:
    """Each full hour of the day so far."""
    return [f"{hour:02}" for hour in range(8, now.hour + 1)]


def post_for(work: UnitOfWork, period: str, now: datetime) -> None:
    work.outbox.put(Post(f"post:{period}", "made-up", "C1", "{}", now))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def ways(
    request: pytest.FixtureRequest,
) -> Iterator[tuple[UnitOfWorkFactory, UnitOfWorkFactory]]:
    if request.param == "fake":
        fake = FakeDatabase()
        yield fake.works, fake.readings
        return
    engine = open_engine(request.getfixturevalue(f"{request.param}_url"))
    yield sql_works(engine), sql_readings(engine)
    engine.dispose()


def schedule(
    ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory], clock: Clock, *jobs: Job
) -> Schedule:
    found = jobs or (Job("hourly", hours, post_for),)
    return Schedule(*ways, found, now=clock, done=lambda: None)


def posts(ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory]) -> list[str]:
    with ways[1]() as work:
        return [post.id for post in work.outbox.waiting()]


def test_a_job_is_done_once_for_each_period(
    ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory], clock: Clock
) -> None:
    at_work = schedule(ways, clock)
    assert [at_work.tick() for _ in range(3)] == [1, 0, 0]
    clock.at += timedelta(hours=1)
    assert [at_work.tick() for _ in range(2)] == [1, 0]

    assert posts(ways) == ["post:08", "post:09"]


def test_what_fell_due_while_nothing_ran_is_caught_up(
    ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory], clock: Clock
) -> None:
    schedule(ways, clock).tick()
    clock.at += timedelta(hours=3)

    assert schedule(ways, clock).tick() == 3
    assert sorted(posts(ways)) == ["post:08", "post:09", "post:10", "post:11"]


def test_of_several_workers_at_once_one_does_it(
    ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory], clock: Clock
) -> None:
    together = threading.Barrier(4)

    def tick() -> int:
        together.wait(10)
        return schedule(ways, clock).tick()

    with ThreadPoolExecutor(4) as hands:
        done = [each.result(30) for each in [hands.submit(tick) for _ in range(4)]]

    assert sum(done) == 1
    assert posts(ways) == ["post:08"]


def test_a_job_that_fails_has_written_nothing_and_is_tried_again(
    ways: tuple[UnitOfWorkFactory, UnitOfWorkFactory],
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failures: list[Exception] = [ZeroDivisionError("made-up words"), Unavailable("Not now.")]

    def stumble(work: UnitOfWork, period: str, now: datetime) -> None:
        post_for(work, period, now)
        if failures:
            raise failures.pop()

    at_work = schedule(ways, clock, Job("stumbles", hours, stumble), Job("walks", hours, post_for))
    assert at_work.tick() == 1
    with ways[1]() as work:
        assert work.schedule.last("stumbles") is None
    assert [at_work.tick(), at_work.tick(), at_work.tick()] == [0, 1, 0]
    assert "made-up words" not in caplog.text
    assert "job stumbles failed" in caplog.text


def test_the_thread_ticks_at_the_start_and_ends_when_it_is_told_to(clock: Clock) -> None:
    fake = FakeDatabase()
    done = threading.Event()
    ticking = ScheduleThread(
        Schedule(
            fake.works, fake.readings, [Job("hourly", hours, post_for)], now=clock, done=done.set
        )
    )
    ticking.start()

    assert done.wait(10)
    ticking.stop(10)
    assert "schedule" not in [thread.name for thread in threading.enumerate()]
