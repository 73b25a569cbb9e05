"""Two addresses for those who watch over the app: does it run, and can it answer.

`/healthz` fails when a part has ended that should run: start the process again then. `/readyz`
fails while the database or the index does not answer: starting again would not mend that.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.app import SlackApp
from bot.slack.readiness import readiness
from programme.errors import RuleBroken

START_SECONDS = 10.0


def health_routes(app: SlackApp) -> list[Route]:
    """The two addresses."""

    async def live(_: Request) -> Response:
        stopped = app.stopped_parts()
        if stopped:
            return PlainTextResponse(f"stopped: {', '.join(stopped)}", status_code=503)
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        state = await run_in_threadpool(readiness, app.services)
        return JSONResponse(
            {"ready": state.ready, "database": state.database, "index": state.index},
            status_code=200 if state.ready else 503,
        )

    return [Route("/healthz", live), Route("/readyz", ready)]


@contextmanager
def health_served(app: SlackApp, port: int | None) -> Iterator[None]:
    """Answer the two addresses on this machine while the block runs; nothing without a port.

    Raises:
        RuleBroken: the port cannot be had.
    """
    if port is None:
        yield
        return
    config = uvicorn.Config(
        Starlette(routes=health_routes(app)),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=_run, args=(server,), name="health", daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    if not server.started:
        raise RuleBroken(f"Port {port} cannot be listened on: is something else using it?")
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)


def _run(server: uvicorn.Server) -> None:
    try:
        server.run()
    except SystemExit:
        # uvicorn ends so when it cannot have its port; whoever waits for it says so.
        server.started = False
