"""Serve the app over Socket Mode: Slack is called, and nothing has to reach this machine."""

import logging
import threading

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.slack.app import SlackApp
from bot.slack.connection import library_log
from bot.slack.health import health_served
from bot.slack.settings import SlackSettings
from bot.slack.tokens import check_app_token, check_bot_token
from programme.errors import RuleBroken

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
    check_bot_token(app.client)
    check_app_token(app.client, app_token)
    handler = SocketModeHandler(
        app.bolt,
        app_token,
        logger=library_log,
        # Each may wait a second for the database before it gives its receipt.
        concurrency=4 * settings.connections,
    )
    app.start()
    try:
        handler.connect()  # type: ignore[no-untyped-call]
        log.info("listening to Slack over Socket Mode")
        with health_served(app, settings.health_port):
            stop.wait()
    finally:
        log.info("stopping")
        handler.close()  # type: ignore[no-untyped-call]
        app.stop()
