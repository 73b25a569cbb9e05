"""Serve the app over Socket Mode: Slack is called, and nothing has to reach this machine."""

import logging
import threading
from collections.abc import Callable

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.app import SlackApp, library_log
from bot.slack.settings import SlackSettings
from programme.errors import RuleBroken, Unavailable

log = logging.getLogger(__name__)


def serve_socket(app: SlackApp, settings: SlackSettings, stop: threading.Event) -> None:
    """Serve until `stop` is set, then finish the questions in hand.

    The library reconnects by itself when a connection breaks or Slack asks for a new one.

    Raises:
        RuleBroken: there is no app-level token, or Slack does not take one of the tokens.
        Unavailable: Slack cannot be reached.
    """
    if settings.app_token is None:
        raise RuleBroken("There is no app-level token: set SLACK_APP_TOKEN (it starts with xapp-).")
    app_token = settings.app_token.get_secret_value()
    _check_tokens(app, app_token)
    handler = SocketModeHandler(
        app.bolt,
        app_token,
        logger=library_log,
        concurrency=settings.connections,
    )
    app.start()
    try:
        handler.connect()  # type: ignore[no-untyped-call]
        log.info("listening to Slack over Socket Mode")
        stop.wait()
    finally:
        log.info("stopping")
        handler.close()  # type: ignore[no-untyped-call]
        app.stop()


def _check_tokens(app: SlackApp, app_token: str) -> None:
    """Ask Slack about both tokens first: a wrong one is told, not retried for ever."""
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("SLACK_BOT_TOKEN", app.bolt.client.auth_test),
        ("SLACK_APP_TOKEN", lambda: app.bolt.client.apps_connections_open(app_token=app_token)),
    )
    for name, ask in checks:
        try:
            ask()
        except SlackApiError as error:
            code = error.response.get("error")
            raise RuleBroken(f"Slack does not take {name} ({code}). Please check it.") from error
        except (SlackClientError, OSError) as error:
            raise Unavailable("Slack cannot be reached just now.") from error
