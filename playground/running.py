"""The playground put together: the stand-in for Slack, the real app and the page."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.slack.app import SlackApp, build_app
from bot.slack.http import build_http
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from playground.acting import Acting
from playground.cast import cast
from playground.delivery import HttpDelivery
from playground.server import BackgroundServer
from playground.site import Site
from playground.slack import RunningSlack, running_slack
from playground.web_api import APP_TOKEN, BOT_TOKEN
from programme.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class RunningPlayground:
    """The playground while it runs. `address` is what a browser opens."""

    address: str
    slack: RunningSlack
    app: SlackApp
    acting: Acting


@contextmanager
def running_playground(
    services: SlackServices, settings: SlackSettings, *, port: int = 0
) -> Iterator[RunningPlayground]:
    """Run all of it on this machine until the `with` block ends.

    Args:
        services: what the app works with.
        settings: the app's settings; tokens and addresses are replaced by made-up ones.
        port: where the page is served; 0 for any that is free.

    Raises:
        RuleBroken: something else uses the port.
    """
    secret = secrets.token_hex(16)
    with running_slack() as slack:
        cast(slack.workspace)
        app = build_app(services, stand_in_settings(settings, slack, secret))
        with BackgroundServer(build_http(app)) as heard:
            delivery = HttpDelivery(f"http://{heard.address}/slack/events", secret)
            acting = Acting(slack.workspace, delivery, lambda: slack.base)
            site = Site(acting)
            with _page(site, port) as page:
                app.start()
                try:
                    yield RunningPlayground(f"http://{page.address}/", slack, app, acting)
                finally:
                    site.stop()
                    for server in (page, heard):
                        server.ask_to_stop()
                    app.stop()
                    slack.server.ask_to_stop()


def stand_in_settings(settings: SlackSettings, slack: RunningSlack, secret: str) -> SlackSettings:
    """Settings that reach the stand-in and nothing else."""
    return SlackSettings.model_validate(
        settings.model_dump()
        | {
            "bot_token": BOT_TOKEN,
            "app_token": APP_TOKEN,
            "signing_secret": secret,
            "api_url": slack.api_url,
            "channels": (),
            "stop_seconds": 2,
        }
    )


def _page(site: Site, port: int) -> BackgroundServer:
    try:
        return BackgroundServer(site.application(), port=port)
    except OSError as error:
        raise RuleBroken(
            f"Port {port} is in use. Name another one: truenorth playground --port {port + 1}"
        ) from error
