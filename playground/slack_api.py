"""The stand-in for Slack as a web application: Web API, response URLs and Socket Mode."""

import json
import mimetypes
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from playground.files import take_bytes
from playground.refusals import Outcome
from playground.responses import respond
from playground.sockets import Sockets
from playground.web_api import WebApi


def build_slack(api: WebApi, sockets: Sockets) -> Starlette:
    """The web application over one workspace."""

    async def call(request: Request) -> Response:
        arguments = await _arguments(request)
        token = arguments.pop("token", None) or _bearer(request)
        method = request.path_params["method"]
        return _reply(await run_in_threadpool(api.call, method, token, arguments))

    async def response(request: Request) -> Response:
        body = await request.json()
        key = request.path_params["key"]
        return _reply(await run_in_threadpool(respond, api.workspace, key, body))

    async def upload(request: Request) -> Response:
        data = await request.body()
        key = request.path_params["key"]
        return _reply(await run_in_threadpool(take_bytes, api.workspace, key, data))

    async def file(request: Request) -> Response:
        found = api.workspace.files.get(request.path_params["key"])
        if found is None or found.data is None:
            return Response(status_code=404)
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        return Response(found.data, media_type=kind)

    return Starlette(
        routes=[
            Route("/upload/{key}", upload, methods=["POST"]),
            Route("/files/{key}", file, methods=["GET"]),
            Route("/api/{method}", call, methods=["GET", "POST"]),
            Route("/response/{key}", response, methods=["POST"]),
            WebSocketRoute("/link", sockets.serve),
        ]
    )


async def _arguments(request: Request) -> dict[str, Any]:
    """The arguments of a call, sent as JSON, as a form or in the address."""
    found: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await request.body()
        return found | (json.loads(body) if body else {})
    body = await request.body()
    if body:
        from_form = Request(dict(request.scope) | {"query_string": body}).query_params
        found |= dict(from_form)
    return {name: _parsed(value) for name, value in found.items()}


def _parsed(value: Any) -> Any:
    """Lists and objects arrive as JSON text in a form."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else None


def _reply(outcome: Outcome) -> Response:
    return JSONResponse(outcome.body, status_code=outcome.status, headers=outcome.headers)
