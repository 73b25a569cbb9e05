"""Serve the app over HTTP: Slack posts signed requests to `/slack/events`."""

import asyncio
import logging
import threading

import uvicorn
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.app import SlackApp
from bot.slack.health import health_routes
from bot.slack.settings import SlackSettings
from bot.slack.signatures import is_from_slack
from bot.slack.tokens import check_bot_token
from programme.errors import RuleBroken

log = logging.getLogger(__name__)

LARGEST_BODY = 1_000_000


def build_http(app: SlackApp) -> Starlette:
    """The web application: Slack's requests, and two addresses for those who watch over it."""
    given = app.settings.signing_secret
    secret = given.get_secret_value() if given else ""

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        if not secret or not is_from_slack(secret, body, request.headers):
            return PlainTextResponse("not signed by Slack", status_code=401)
        # Bolt's own handler runs on the event loop, where one slow call would hold up every
        # receipt; on a thread it holds up itself alone.
        try:
            heard = to_bolt_request(request, body)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return PlainTextResponse("not a request of Slack's", status_code=400)
        return to_starlette_response(await run_in_threadpool(app.bolt.dispatch, heard))

    return Starlette(
        routes=[Route("/slack/events", events, methods=["POST"]), *health_routes(app)],
    )


async def _body(request: Request) -> bytes | None:
    """What was sent; None when it is too large, whatever it says of its size, or nothing."""
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def serve_http(app: SlackApp, settings: SlackSettings, stop: threading.Event) -> None:
    """Serve until `stop` is set, then finish the questions in hand.

    Raises:
        RuleBroken: there is no signing secret, without which no request can be trusted; Slack
            does not take the bot token; or the port cannot be had.
        Unavailable: Slack cannot be reached.
    """
    if settings.signing_secret is None:
        raise RuleBroken("There is no signing secret: set SLACK_SIGNING_SECRET.")
    check_bot_token(app.client)
    server = uvicorn.Server(
        uvicorn.Config(
            build_http(app),
            host=settings.http_host,
            port=settings.http_port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=int(settings.stop_seconds) or None,
        )
    )
    app.start()
    try:
        asyncio.run(_serve(server, stop))
    except SystemExit as error:
        raise RuleBroken(
            f"Port {settings.http_port} on {settings.http_host} cannot be listened on: "
            "is something else using it?"
        ) from error
    finally:
        app.stop()


async def _serve(server: uvicorn.Server, stop: threading.Event) -> None:
    async def watch() -> None:
        while not stop.is_set() and not server.should_exit:
            await asyncio.sleep(0.1)
        server.should_exit = True

    watcher = asyncio.create_task(watch())
    await server.serve()
    await watcher
