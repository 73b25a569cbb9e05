"""The Slack app: a Bolt app with its listeners, its pool of workers and its sweep."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.schedule import Schedule, ScheduleThread
from bot.slack.admission import from_our_people
from bot.slack.assembly import Assembly
from bot.slack.boundary import Troubles
from bot.slack.connection import library_log, web_client
from bot.slack.event_work import EventWork
from bot.slack.given import GivenReplies
from bot.slack.home import Home
from bot.slack.identity import Identity
from bot.slack.inbox import Inbox
from bot.slack.listeners.actions import ask as ask_button
from bot.slack.listeners.actions import (
    chasing,
    digests,
    feedback,
    home,
    lines,
    passages,
    posts,
    reminders,
    retired,
    share,
    sources,
)
from bot.slack.listeners.actions import updates as update_buttons
from bot.slack.listeners.commands import truenorth
from bot.slack.listeners.commands import updates as update_commands
from bot.slack.listeners.events import mentions, messages, opened
from bot.slack.listeners.shortcuts import updates as update_shortcuts
from bot.slack.listeners.views import ask as ask_form
from bot.slack.listeners.views import updates as update_forms
from bot.slack.outgoing import Outgoing
from bot.slack.people import People
from bot.slack.posting import Posting, build_posting
from bot.slack.receipt import Receipts
from bot.slack.replies import Replies
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from bot.slack.sweep import Sweep
from bot.slack.worker import WorkPool
from programme.errors import RuleBroken

LISTENERS: tuple[Any, ...] = (
    messages,
    mentions,
    opened,
    update_commands,
    truenorth,
    sources,
    feedback,
    passages,
    share,
    ask_button,
    posts,
    reminders,
    chasing,
    digests,
    home,
    update_buttons,
    update_shortcuts,
    update_forms,
    lines,
    retired,
    ask_form,
)


class Part(Protocol):
    """Something that runs on threads of its own while the app runs."""

    @property
    def alive(self) -> bool:
        """Whether its threads run."""
        ...

    def stop(self, seconds: float) -> None:
        """Finish what is in hand, within so many seconds."""
        ...


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The assembled app. `start` before Slack is listened to, `stop` after."""

    bolt: App
    client: WebClient
    identity: Identity
    pool: WorkPool
    sweep: Sweep
    posting: Posting
    schedule: ScheduleThread
    services: SlackServices
    settings: SlackSettings

    def start(self) -> None:
        """Start the workers, and take up what an earlier run left unfinished."""
        self.pool.start()
        self.sweep.start()
        self.posting.start()
        self.schedule.start()

    @property
    def parts(self) -> dict[str, Part]:
        """What runs while the app does, by name, in the order in which it is stopped."""
        return {
            "schedule": self.schedule,
            "posting": self.posting,
            "sweep": self.sweep,
            "questions": self.pool,
        }

    def stopped_parts(self) -> list[str]:
        """Parts that should run and do not: after `start`, parts that have a defect."""
        return [name for name, part in self.parts.items() if not part.alive]

    def stop(self) -> None:
        """Finish what is in hand; what still waits is taken up at the next start."""
        end = time.monotonic() + self.settings.stop_seconds
        for part in self.parts.values():
            part.stop(max(0.1, end - time.monotonic()))


def build_app(
    services: SlackServices, settings: SlackSettings, *, executor: Executor | None = None
) -> SlackApp:
    """Put the app together; nothing is sent to Slack and no thread of ours is started yet.

    Args:
        services: the use cases and stores behind it.
        settings: tokens, limits and words.
        executor: where requests are handled; a thread pool by default.

    Raises:
        RuleBroken: there is no bot token.
    """
    if settings.bot_token is None:
        raise RuleBroken("There is no Slack bot token: set SLACK_BOT_TOKEN (it starts with xoxb-).")
    token = settings.bot_token.get_secret_value()
    client = web_client(settings, token)
    outgoing = Outgoing(client)
    identity = Identity(outgoing, token)

    # Bolt reads the names of the arguments, and would take a method's `self` for one.
    def authorize() -> AuthorizeResult:
        return identity.who()

    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else ""
    bolt = App(
        name="truenorth",
        logger=library_log,
        client=web_client(settings, None),
        authorize=authorize,
        token_verification_enabled=False,
        signing_secret=secret,
        # Bolt would give receipts before listeners have run; here each gives its own.
        process_before_response=True,
    )
    # Bolt writes whole requests that are not signed here; those over HTTP are refused before.
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)
    troubles = Troubles(outgoing)
    people = People(outgoing.person, guests=settings.answer_guests)
    replies = Replies(services, outgoing, people, GivenReplies(client))
    work = EventWork(services, replies, troubles, attempts=settings.attempts)
    pool = WorkPool(
        work.work, work.failed, workers=settings.workers, queue_size=settings.queue_size
    )
    inbox = Inbox(services, pool, outgoing)
    _admit(bolt, settings)
    pool_of_listeners = executor or ThreadPoolExecutor(settings.connections, "slack-listener")
    openers = executor or ThreadPoolExecutor(settings.connections, "slack-opener")
    receipts = Receipts(pool_of_listeners, troubles, openers=openers)
    tab = Home(services, settings, outgoing)
    posting = build_posting(
        services, settings, lambda post: pool_of_listeners.submit(tab.told, post)
    )
    assembly = Assembly(services, settings, outgoing, inbox, receipts, posting, people)
    for listener in LISTENERS:
        listener.register(bolt, assembly)

    def on_error(error: Exception, body: dict[str, Any]) -> None:
        troubles.tell(error, body)

    bolt.error(on_error)
    sweep = Sweep(inbox, settings)
    schedule = Schedule(
        services.works,
        services.readings,
        services.jobs,
        now=services.now,
        done=posting.wake,
    )
    clock = ScheduleThread(schedule)
    return SlackApp(bolt, client, identity, pool, sweep, posting, clock, services, settings)


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
