"""The playground in the browser: the page, what stands in the workspace, and what people do."""

import asyncio
import json
import mimetypes
import threading
import time
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from playground.acting import Acting
from playground.cast import CHANNEL, PEOPLE
from playground.doing import Doing, NotDone, Wish
from playground.manifest import manifest
from playground.pages.shell import Offer, Shell, shell_html
from playground.places import DIRECT, HOME, Places
from playground.workspace import BOT_USER, Workspace

LONGEST_LOOK = 15.0
BETWEEN_LOOKS = 0.2
LARGEST_WISH = 200_000
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
FILES = {
    "style.css": "text/css",
    "workspace.css": "text/css",
    "workspace.js": "text/javascript",
}


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return Response(status_code=404)
    body = files("playground.pages").joinpath(name).read_bytes()
    return Response(body, media_type=FILES[name], headers=HEADERS)


class Site:
    """The page's server; it answers to this machine's own names only."""

    def __init__(self, acting: Acting) -> None:
        self._stopping = threading.Event()
        self._workspace = acting.workspace
        self._places = Places(acting.workspace, manifest())
        self._doing = Doing(acting, manifest())

    def application(self) -> Starlette:
        """The web application."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/screen", self.screen),
                Route("/do", self.do, methods=["POST"]),
                Route("/files/{key}", self.file),
                Route("/{name}", _file),
            ],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
            ],
        )

    def stop(self) -> None:
        """Let those who wait for a change go, so that the server can stop."""
        self._stopping.set()

    async def page(self, _: Request) -> Response:
        """The frame."""
        return HTMLResponse(shell_html(shell_of(self._workspace)), headers=HEADERS)

    async def screen(self, request: Request) -> Response:
        """What a person sees, as soon as it differs from what they have seen."""
        asked = request.query_params
        user, place = asked.get("user", ""), asked.get("place", "")
        if user not in self._workspace.people or place not in known_places():
            return Response(status_code=404)
        until = time.monotonic() + LONGEST_LOOK
        while self._places.fingerprint(user, place) == asked.get("seen"):
            gone = self._stopping.is_set() or await request.is_disconnected()
            if gone or time.monotonic() > until:
                return Response(status_code=204)
            await asyncio.sleep(BETWEEN_LOOKS)
        seen = await run_in_threadpool(self._places.screen, user, place)
        return JSONResponse(seen, headers=HEADERS)

    async def file(self, request: Request) -> Response:
        """A file that the app has shared."""
        found = self._workspace.files.get(request.path_params["key"])
        if found is None or found.data is None or not found.shared:
            return Response(status_code=404)
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        return Response(found.data, media_type=kind, headers=HEADERS)

    async def do(self, request: Request) -> Response:
        """Do something on a person's behalf. Pages of other sites cannot send this type."""
        if request.headers.get("content-type") != "application/json":
            return JSONResponse({"sentence": "Only the page may ask for this."}, status_code=415)
        wish = wish_in(await request.body())
        if wish is None or wish.place not in known_places():
            return JSONResponse({"sentence": "That cannot be done here."}, status_code=400)
        try:
            await run_in_threadpool(self._doing.do, wish)
        except NotDone as refused:
            return JSONResponse({"sentence": str(refused)}, status_code=409)
        return JSONResponse({})


def known_places() -> tuple[str, ...]:
    """The ids of the places a person can be in."""
    return (DIRECT, HOME, CHANNEL)


def shell_of(workspace: Workspace) -> Shell:
    """What the frame of the page shows."""
    app = workspace.people[BOT_USER].name
    channel = workspace.channels[CHANNEL].name
    command = manifest().commands[0]
    return Shell(
        people=[Offer(user, name) for user, name in PEOPLE],
        app=app,
        places=[
            Offer(DIRECT, "Direct message"),
            Offer(CHANNEL, f"#{channel}"),
            Offer(HOME, "Home tab"),
        ],
        shortcuts=[
            Offer(each.callback_id, each.name)
            for each in manifest().shortcuts
            if not each.on_message
        ],
        hints={
            DIRECT: f"Ask a question, or type {command} and a command.",
            CHANNEL: f"Begin with @{app} to ask it something here, or type {command} ask.",
        },
    )


def wish_in(body: bytes) -> Wish | None:
    """What the browser asks for, or None when it cannot be read."""
    if len(body) > LARGEST_WISH:
        return None
    read: Any = _parsed(body)
    if not isinstance(read, dict) or not isinstance(read.get("given"), dict):
        return None
    return Wish(str(read.get("user")), str(read.get("place")), str(read.get("what")), read["given"])


def _parsed(body: bytes) -> Any:

    try:
        return json.loads(body)
    except ValueError:
        return None
