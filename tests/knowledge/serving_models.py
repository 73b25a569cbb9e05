"""Services with a language model, as far as the wire shows: real HTTP on this machine.

One speaks OpenAI's chat completions, one Ollama's chat. What they say is set by the test.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PROVIDERS = ("openai", "ollama")
MODEL = "made-up-model"


@dataclass
class Received:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class ModelService:
    """A service on a port of this machine.

    `status` and `raw` replace the well-formed reply with another; `drips` sends the reply in
    single bytes with a pause after each; while `held` is cleared nothing is sent at all.
    """

    provider: str
    says: str = ""
    status: int = 200
    raw: bytes | None = None
    location: str | None = None
    drips: bool = False
    port: int = 0
    received: list[Received] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.held.set()

    @property
    def url(self) -> str:
        """What TRUENORTH_LANGUAGE_MODEL_URL is set to."""
        return f"http://127.0.0.1:{self.port}" + ("/v1" if self.provider == "openai" else "")

    @property
    def setting(self) -> str:
        """What TRUENORTH_LANGUAGE_MODEL is set to."""
        return f"{self.provider}:{MODEL}"

    @property
    def seen(self) -> str:
        """All that was sent to the service, as one text."""
        return json.dumps([r.body for r in self.received], ensure_ascii=False)

    def body(self) -> bytes:
        """The reply, in the provider's form."""
        if self.raw is not None:
            return self.raw
        message = {"role": "assistant", "content": self.says}
        if self.provider == "openai":
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            whole = {"id": "1", "object": "chat.completion", "created": 1, "model": MODEL}
            return json.dumps({**whole, "choices": [choice]}).encode()
        whole = {"model": MODEL, "created_at": "2026-08-03T12:00:00Z", "message": message}
        return json.dumps({**whole, "done": True, "done_reason": "stop"}).encode() + b"\n"


@contextmanager
def serving(provider: str, says: str = "", **changes: Any) -> Iterator[ModelService]:
    """A service that runs until the end of the block."""
    service = ModelService(provider, says, **changes)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _answer(service, self)

        def log_message(self, *_: object) -> None:
            """Nothing to standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        service.held.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(service: ModelService, request: BaseHTTPRequestHandler) -> None:
    length = int(request.headers["Content-Length"])
    body = json.loads(request.rfile.read(length))
    service.received.append(Received(request.path, dict(request.headers), body))
    expected = "/v1/chat/completions" if service.provider == "openai" else "/api/chat"
    if request.path != expected:
        request.send_error(404)
        return
    service.held.wait(20)
    said = service.body()
    try:
        request.send_response(service.status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(said)))
        if service.location:
            request.send_header("Location", service.location)
        request.end_headers()
        if not service.drips:
            request.wfile.write(said)
            return
        for place in range(len(said)):
            request.wfile.write(said[place : place + 1])
            request.wfile.flush()
            if service.over.wait(0.1):
                return
    except OSError:
        return  # whoever asked has gone
