"""The stage the flows play on: the real app, a stand-in for Slack at the socket, people who act."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.conversation import Conversation
from bot.slack.app import SlackApp, build_app
from bot.slack.http import build_http
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from bot.use_cases.reporting import Reporting
from bot.use_cases.who import Directory
from playground.acting import Acting
from playground.delivery import Delivery, HttpDelivery, SocketDelivery
from playground.server import BackgroundServer
from playground.slack import RunningSlack, running_slack
from playground.web_api import APP_TOKEN, BOT_TOKEN
from playground.workspace import BOT_USER, OTHER_TEAM, OpenView, Person, Post
from programme.guard import HelpTexts
from programme.guard.updates import look_at_update
from programme.ports import DocumentSummary, UnitOfWorkFactory
from programme.weeks import ReportingRhythm
from tests.fakes.answering import FakeAnswering
from tests.fakes.work import FakeDatabase
from tests.flows.digests import digesting
from tests.flows.samples import OLD, summary

SECRET = "made-up-signing-secret"
ANN = "U0ANN"
BEN = "U0BEN"
CHANNEL = "C0GENERAL"
ELSEWHERE = "C0ELSEWHERE"
HELP = HelpTexts(distress="Made-up help text.", distress_reviewed="3 August 2026")


class Clock:
    """A clock that moves when it is told to, on top of the real one."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class SettlingExecutor(ThreadPoolExecutor):
    """A thread pool one can wait for."""

    def __init__(self) -> None:
        super().__init__(10)
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        self.futures.append(future)
        return future


@dataclass
class Stage:
    """Everything a flow needs at hand."""

    slack: RunningSlack
    app: SlackApp
    acting: Acting
    answering: FakeAnswering
    database: FakeDatabase
    clock: Clock
    executor: SettlingExecutor
    services: SlackServices
    settings: SlackSettings
    works: UnitOfWorkFactory
    extra: dict[str, Any] = field(default_factory=dict)

    def settle(self, seconds: float = 10.0) -> None:
        """Wait until everything Slack has sent has been worked on."""
        assert not wait(self.executor.futures, seconds).not_done, "a listener did not end"
        assert self.app.pool.wait_idle(seconds), "a question was not finished"

    def posts(self, channel: str, *, by: str = BOT_USER) -> list[Post]:
        """What the app has posted in a channel, for all or for one."""
        self.settle()
        return [post for post in self.slack.workspace.channels[channel].posts if post.user == by]

    def dm(self, user: str = ANN) -> list[Post]:
        """What the app has posted in the direct message with a person."""
        return self.posts(self.slack.workspace.direct_channel(user).id)

    def modal(self) -> OpenView:
        """The one modal that was opened last."""
        self.settle()
        return list(self.slack.workspace.modals.values())[-1]

    def home(self, user: str = ANN) -> OpenView:
        self.settle()
        return self.slack.workspace.homes[user]

    def calls(self, method: str) -> list[Any]:
        return [call for call in self.slack.api.calls if call.method == method]

    def wait_until_asked(self, count: int) -> None:
        """Wait until this many questions have reached the documents."""
        deadline = time.monotonic() + 10
        while len(self.answering.asked) < count:
            assert time.monotonic() < deadline, "the question was not asked"
            time.sleep(0.01)


def people(slack: RunningSlack) -> None:
    """Staff, a guest, another organisation's person, another app; and two channels."""
    workspace = slack.workspace
    workspace.add_person(Person(ANN, "ann"))
    workspace.add_person(Person(BEN, "ben"))
    workspace.add_person(Person("U0GUEST", "guest", is_restricted=True))
    workspace.add_person(Person("U0STRANGER", "stranger", team_id=OTHER_TEAM, is_stranger=True))
    workspace.add_person(Person("U0ROBOT", "robot", is_bot=True))
    everyone = {ANN, BEN, "U0GUEST", "U0STRANGER", "U0ROBOT"}
    workspace.add_channel(CHANNEL, "general", everyone | {BOT_USER})
    workspace.add_channel(ELSEWHERE, "elsewhere", everyone)


def settings_for(slack: RunningSlack, **changes: Any) -> SlackSettings:
    fields: dict[str, Any] = {
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "signing_secret": SECRET,
        "api_url": slack.api_url,
        "stop_seconds": 5,
        "between_posts_seconds": 0,
    }
    return SlackSettings(**(fields | changes))


def made_up_services(
    works: UnitOfWorkFactory,
    readings: UnitOfWorkFactory,
    now: Callable[[], datetime],
    answering: FakeAnswering,
    documents: Callable[[], list[DocumentSummary]] = list,
) -> SlackServices:
    """What the app needs, over any database, without a model."""
    return SlackServices(
        conversation=Conversation(answering, works, HELP, now),
        answering=answering,
        works=works,
        readings=readings,
        documents=documents,
        now=now,
        texts=HELP,
        reporting=Reporting(
            works,
            readings,
            rhythm=ReportingRhythm(),
            look_at_words=lambda draft: look_at_update(draft.report, draft.reason, HELP).faults,
            now=now,
            new_id=lambda: uuid.uuid4().hex,
        ),
        directory=Directory(readings),
        digesting=digesting(works, readings, now),
    )


@contextmanager
def a_stage(
    *,
    over: str = "http",
    works: UnitOfWorkFactory | None = None,
    readings: UnitOfWorkFactory | None = None,
    start: bool = True,
    **changes: Any,
) -> Iterator[Stage]:
    """The app running against the stand-in, heard over HTTP."""
    database, clock, answering = FakeDatabase(), Clock(), FakeAnswering()
    works = works or database.works
    readings = readings or database.readings
    held: list[DocumentSummary] = [summary(), summary(OLD, "old.txt")]
    services = made_up_services(works, readings, clock, answering, lambda: held)
    with running_slack() as slack:
        people(slack)
        settings = settings_for(slack, **changes)
        executor = SettlingExecutor()
        app = build_app(services, settings, executor=executor)
        with BackgroundServer(build_http(app)) as server:
            delivery: Delivery = HttpDelivery(f"http://{server.address}/slack/events", SECRET)
            if over == "socket":
                delivery = SocketDelivery(slack.sockets.send)
            acting = Acting(slack.workspace, delivery, lambda: slack.base)
            stage = Stage(
                slack, app, acting, answering, database, clock, executor, services, settings, works
            )
            stage.extra.update(held=held, address=server.address)
            if start:
                app.start()
            try:
                yield stage
            finally:
                answering.held.set()
                server.ask_to_stop()
                app.stop()
                slack.server.ask_to_stop()
                executor.shutdown()


def seen(blocks: list[dict[str, Any]]) -> str:
    """All words a person sees in blocks, in reading order."""
    return "\n".join(_words(blocks)).replace("\u00a0", " ")


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def in_thread(function: Any) -> threading.Thread:
    thread = threading.Thread(target=function, daemon=True)
    thread.start()
    return thread
