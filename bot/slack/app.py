"""The Slack app: a Bolt app with its listeners, its pool of workers and its sweep."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

from bot.errors import as_told, told
from bot.slack.admission import from_our_people, place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.notices import notice
from bot.slack.event_work import EventWork
from bot.slack.inbox import Inbox
from bot.slack.listeners.actions import ask as ask_button
from bot.slack.listeners.actions import feedback, passages, retired, share, sources
from bot.slack.listeners.commands import truenorth
from bot.slack.listeners.events import mentions, messages, opened
from bot.slack.listeners.views import ask as ask_form
from bot.slack.outgoing import Outgoing
from bot.slack.people import People
from bot.slack.replies import Replies
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from bot.slack.worker import WorkPool
from programme.errors import AssistantError, RuleBroken

log = logging.getLogger(__name__)

# Slack's libraries write whole requests, and so people's words, to their debug log.
library_log = logging.getLogger("bot.slack.library")

SWEEP_SECONDS = 15.0
SWEEPS_BETWEEN_FORGETTING = 240


class SlackApp:
    """The assembled app. `start` before Slack is listened to, `stop` after."""

    def __init__(
        self,
        bolt: App,
        pool: WorkPool,
        inbox: Inbox,
        services: SlackServices,
        settings: SlackSettings,
    ) -> None:
        self.bolt = bolt
        self.pool = pool
        self.services = services
        self._inbox = inbox
        self._settings = settings
        self._stop = threading.Event()
        self._sweeper: threading.Thread | None = None

    def start(self) -> None:
        """Start the workers, and take up what an earlier run left unfinished."""
        self.pool.start()
        self._sweeper = threading.Thread(target=self._sweep, name="question-sweep", daemon=True)
        self._sweeper.start()

    def stop(self) -> None:
        """Finish the questions in hand; those that still wait are taken up at the next start."""
        self._stop.set()
        self.pool.stop(self._settings.stop_seconds)
        if self._sweeper:
            self._sweeper.join(SWEEP_SECONDS)

    def _sweep(self) -> None:
        sweeps = 0
        while not self._stop.is_set():
            try:
                found = self._inbox.take_up(timedelta(seconds=self._settings.take_over_seconds))
                if found:
                    log.info("%s unfinished questions were taken up", found)
                if sweeps % SWEEPS_BETWEEN_FORGETTING == 0:
                    self._inbox.forget(timedelta(days=self._settings.keep_events_days))
            except AssistantError as error:
                as_told(error)
            sweeps += 1
            self._stop.wait(SWEEP_SECONDS)


def build_app(
    services: SlackServices, settings: SlackSettings, *, executor: Executor | None = None
) -> SlackApp:
    """Put the app together; nothing is sent to Slack and no thread of ours is started yet.

    Args:
        services: the use cases and stores behind it.
        settings: tokens, limits and words.
        executor: where listeners run; a thread pool by default.

    Raises:
        RuleBroken: there is no bot token.
    """
    if settings.bot_token is None:
        raise RuleBroken("There is no Slack bot token: set SLACK_BOT_TOKEN (it starts with xoxb-).")
    if not library_log.level:
        library_log.setLevel(logging.INFO)
    client = _client(settings, settings.bot_token.get_secret_value())
    bolt = App(
        name="truenorth",
        logger=library_log,
        client=client,
        signing_secret=settings.signing_secret.get_secret_value()
        if settings.signing_secret
        else "",
        token_verification_enabled=False,
        listener_executor=executor or ThreadPoolExecutor(settings.connections, "slack-listener"),
    )
    outgoing = Outgoing(client)
    people = People(outgoing.person, guests=settings.answer_guests)
    replies = Replies(services, outgoing, people, contact=settings.contact)
    work = EventWork(services, replies, outgoing, attempts=settings.attempts)
    pool = WorkPool(
        work.work, work.failed, workers=settings.workers, queue_size=settings.queue_size
    )
    inbox = Inbox(services, pool, outgoing)
    assembly = Assembly(services, settings, outgoing, inbox)
    _admit(bolt, settings)
    for listener in LISTENERS:
        listener.register(bolt, assembly)
    _tell_of_errors(bolt, outgoing)
    return SlackApp(bolt, pool, inbox, services, settings)


LISTENERS: tuple[Any, ...] = (
    messages,
    mentions,
    opened,
    truenorth,
    sources,
    feedback,
    passages,
    share,
    ask_button,
    retired,
    ask_form,
)


def _client(settings: SlackSettings, token: str) -> WebClient:
    return WebClient(
        token=token,
        base_url=settings.api_url,
        timeout=settings.timeout_seconds,
        logger=library_log,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=settings.rate_limit_retries),
        ],
    )


def _admit(bolt: App, settings: SlackSettings) -> None:
    """Pass over requests of people from other organisations before any listener sees them."""

    def admit(
        body: dict[str, Any],
        context: BoltContext,
        next_: Callable[[], BoltResponse],
    ) -> BoltResponse:
        ours = context.authorize_result.team_id if context.authorize_result else None
        teams = {team for team in (ours, *settings.other_teams) if team}
        return next_() if from_our_people(body, teams) else context.ack()

    bolt.middleware(admit)


def _tell_of_errors(bolt: App, outgoing: Outgoing) -> None:
    """The one handler of what goes wrong in a listener: a sentence where the person asked."""

    def on_error(error: Exception, body: dict[str, Any]) -> None:
        trouble = as_told(error)
        place = place_of(body)
        if place is None:
            return
        say = outgoing.whisper if "actions" in body else outgoing.reply
        try:
            say(place, notice(told(trouble)))
        except AssistantError:
            log.warning("a person could not be told what went wrong")

    bolt.error(on_error)
