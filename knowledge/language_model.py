"""A language model, asked through LangChain; only where a setting names one."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable

from knowledge.model_services import Opened, Service, open_model
from programme.errors import Unavailable

log = logging.getLogger(__name__)

_CHARACTERS_AT_MOST = 4000
_REST_SECONDS = 30.0
_GRACE_SECONDS = 5.0


class LanguageModel:
    """One model of one service. Safe to use from several threads; nothing is loaded at first.

    After a failure the service is left alone for half a minute, so that when it is down people do
    not each wait for it.
    """

    def __init__(self, service: Service, clock: Callable[[], float] = time.monotonic) -> None:
        self._service = service
        self._clock = clock
        self._rests_until = float("-inf")
        self._lock = threading.Lock()
        self._running: tuple[Opened, asyncio.AbstractEventLoop, threading.Thread] | None = None

    def reply(self, instructions: str, material: str) -> str:
        """What the model says to the material, at most 4,000 characters.

        Raises:
            Unavailable: it did not answer within the time, or not as its service should.
        """
        if self._clock() < self._rests_until:
            raise Unavailable("The language model is left alone for a moment after a failure.")
        opened, loop, _ = self._run()
        asked = asyncio.run_coroutine_threadsafe(self._ask(opened, instructions, material), loop)
        try:
            # The limit is kept on the loop; this one is for a library that will not let go of it.
            said = asked.result(self._service.seconds + _GRACE_SECONDS)
        except opened.troubles as error:
            self._rests_until = self._clock() + _REST_SECONDS
            log.warning("the language model gave no answer: %s", type(error).__name__)
            raise Unavailable("The language model does not answer just now.") from None
        finally:
            asked.cancel()
        return said[:_CHARACTERS_AT_MOST]

    def warm(self) -> None:
        """Load the libraries; nothing is sent."""
        self._run()

    def close(self) -> None:
        """Let go of the thread that waits for answers."""
        with self._lock:
            running, self._running = self._running, None
        if running:
            _, loop, thread = running
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _ask(self, opened: Opened, instructions: str, material: str) -> str:
        from langsmith import tracing_context  # noqa: PLC0415 - loaded with the model only

        # A time limit of an HTTP library starts anew with every byte; this one does not.
        async with asyncio.timeout(self._service.seconds):
            # LangChain would send questions to a third party where its tracing is switched on.
            with tracing_context(enabled=False):
                said = await opened.model.ainvoke([("system", instructions), ("human", material)])
        return str(said.text)

    def _run(self) -> tuple[Opened, asyncio.AbstractEventLoop, threading.Thread]:
        with self._lock:
            if self._running is None:
                opened = open_model(self._service)
                loop = asyncio.new_event_loop()
                thread = threading.Thread(
                    target=loop.run_forever, name="language-model", daemon=True
                )
                thread.start()
                self._running = (opened, loop, thread)
            return self._running
