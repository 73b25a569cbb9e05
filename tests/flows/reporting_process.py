"""The app in a process of its own, heard over HTTP, on a real database, until it is killed."""

import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from bot.slack.app import build_app
from bot.slack.http import build_http
from bot.slack.settings import SlackSettings
from playground.server import BackgroundServer
from playground.web_api import BOT_TOKEN
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.fakes.answering import FakeAnswering
from tests.flows.stage import SECRET, made_up_services

_CONTEXT = multiprocessing.get_context("forkserver")
# Everything is imported before the fork, so that starting costs little and a kill lands in the app.
_CONTEXT.set_forkserver_preload(
    [
        "tests.flows.reporting_process",
        "psycopg",
        "sqlalchemy.dialects.postgresql.psycopg",
        "sqlalchemy.dialects.sqlite.pysqlite",
        "slack_bolt.adapter.starlette.handler",
        "anyio._backends._asyncio",
        "encodings.idna",
        "uvicorn.lifespan.off",
        "uvicorn.protocols.http.auto",
        "uvicorn.protocols.websockets.auto",
        "websockets.server",
    ]
)

START_SECONDS = 30


@dataclass(frozen=True)
class AppProcess:
    """A running app. `url` is where Slack's requests go."""

    process: ForkServerProcess
    url: str

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process.pid
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(10)
        assert self.process.exitcode == -signal.SIGKILL


def start_app(database_url: str, api_url: str, now: datetime) -> AppProcess:
    """Start the app; it stands still at one moment."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_serve, args=(database_url, api_url, now, tells))
    process.start()
    tells.close()
    assert told.poll(START_SECONDS), "the app did not start"
    address = told.recv()
    told.close()
    return AppProcess(process, f"http://{address}/slack/events")


def _serve(database_url: str, api_url: str, now: datetime, tells: "Connection[Any, Any]") -> None:
    engine = open_engine(database_url)
    works, readings = sql_works(engine), sql_readings(engine)
    services = made_up_services(works, readings, lambda: now, FakeAnswering())
    fields: dict[str, Any] = {
        "bot_token": BOT_TOKEN,
        "signing_secret": SECRET,
        "api_url": api_url,
    }
    app = build_app(services, SlackSettings(**fields))
    with BackgroundServer(build_http(app)) as server:
        tells.send(server.address)
        threading.Event().wait()
