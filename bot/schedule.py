"""Work that is done by the clock, once for each period whatever the number of workers.

Every worker looks every minute at what is due. A job, what it writes and its claim of the period
are kept by one commit: of several workers one does it, and a worker that is killed has not done
it. What fell due while nothing ran is due at the next start.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.errors import as_told
from programme.ports import UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

TICK_SECONDS = 60.0

Due = Callable[[datetime], Sequence[str]]
"""The periods a job is due for at a moment, in order; those done already may be among them."""

Do = Callable[[UnitOfWork, str, datetime], None]
"""Does a job for a period, inside the unit of work that claims it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something done once for each period.

    Attributes:
        name: stays the same for ever: claims are kept under it.
        due: its periods are texts that sort as time does.
    """

    name: str
    due: Due
    do: Do


class Schedule:
    """Does the jobs that are due.

    Args:
        now: the time, with its zone.
        done: called after a job was done, for whoever has to do with what it wrote.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        jobs: Sequence[Job],
        *,
        now: Callable[[], datetime],
        done: Callable[[], None],
    ) -> None:
        self._works = works
        self._readings = readings
        self._jobs = jobs
        self._now = now
        self._done = done

    def tick(self) -> int:
        """Do what is due; how many jobs were done. A job that fails is tried at the next tick."""
        done = 0
        for job in self._jobs:
            try:
                done += self._catch_up(job)
            except Exception as error:  # noqa: BLE001 - one job's trouble must not end the others
                log.warning("job %s failed", job.name)
                as_told(error)
        return done

    def _catch_up(self, job: Job) -> int:
        now = self._now()
        periods = job.due(now)
        if not periods:
            return 0
        with self._readings() as work:
            last = work.schedule.last(job.name)
        waiting = [period for period in periods if last is None or period > last]
        return sum(map(partial(self._do, job, now), waiting))

    def _do(self, job: Job, now: datetime, period: str) -> bool:
        with self._works() as work:
            if not work.schedule.claim(job.name, period, now):
                return False
            job.do(work, period, now)
            work.commit()
        log.info("job %s was done for %s", job.name, period)
        self._done()
        return True


class ScheduleThread:
    """A thread that ticks at the start and every minute."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="schedule", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start ticking."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Finish the job in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._schedule.tick()
            self._stop.wait(TICK_SECONDS)
