"""A bounded pool of threads: no more questions wait than can be answered in good time."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.slack.boundary import guarded
from bot.slack.requests import Place


@dataclass(frozen=True, slots=True)
class Task:
    """A received event to work on; `place` is where any trouble is told."""

    event_id: str
    place: Place | None


class WorkPool:
    """Works on events one after the other in each of a few threads.

    `failed` is called with what went wrong; nothing a question does can end a thread.
    """

    def __init__(
        self,
        work: Callable[[Task], None],
        failed: Callable[[Task, Exception], None],
        *,
        workers: int,
        queue_size: int,
    ) -> None:
        self._work = work
        self._failed = failed
        self._workers = workers
        self._tasks: queue.Queue[Task] = queue.Queue(maxsize=queue_size)
        self._threads: list[threading.Thread] = []
        self._in_hand: set[str] = set()
        self._changed = threading.Condition()
        self._stopping = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether a stop has been asked for: what comes now is left for the next start."""
        return self._stopping.is_set()

    @property
    def alive(self) -> bool:
        """Whether every thread runs."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def start(self) -> None:
        """Start the threads."""
        for n in range(self._workers):
            thread = threading.Thread(target=self._run, name=f"question-{n + 1}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def submit(self, task: Task) -> bool:
        """Hand in an event; False when too many wait. One already in hand is not taken twice."""
        with self._changed:
            if task.event_id in self._in_hand:
                return True
            try:
                self._tasks.put_nowait(task)
            except queue.Full:
                return False
            self._in_hand.add(task.event_id)
        return True

    def stop(self, seconds: float) -> None:
        """Let the threads finish what they have begun; what still waits stays on record."""
        self._stopping.set()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        self._threads.clear()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is in hand; False when that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._in_hand, seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                task = self._tasks.get(timeout=0.1)
            except queue.Empty:
                continue
            guarded(partial(self._work, task), partial(self._failed, task))
            with self._changed:
                self._in_hand.discard(task.event_id)
                self._changed.notify_all()
