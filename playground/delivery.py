"""How requests reach the app: signed over HTTP, or through an open socket."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from playground.envelopes import Envelope


@dataclass(frozen=True, slots=True)
class Receipt:
    """How the app took a request: the status it gave, and after how many seconds."""

    status: int
    body: str
    seconds: float


class Delivery(Protocol):
    """A way to reach the app."""

    def deliver(self, envelope: Envelope, *, retry: int = 0) -> Receipt:
        """Hand over one request and wait for the receipt."""
        ...


def signed_headers(
    secret: str, body: str, content_type: str, *, at: float, retry: int = 0
) -> dict[str, str]:
    """The headers that prove a request comes from Slack.

    Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {
        "content-type": content_type,
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={digest}",
    }
    if retry:
        headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"}
    return headers


class HttpDelivery:
    """Posts to the app's request address, signed."""

    def __init__(self, url: str, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        self._address = urlsplit(url)
        self._secret = secret
        self._clock = clock

    def deliver(self, envelope: Envelope, *, retry: int = 0) -> Receipt:
        """Post one request."""
        body, content_type = envelope.form()
        headers = signed_headers(self._secret, body, content_type, at=self._clock(), retry=retry)
        started = time.monotonic()
        connection = http.client.HTTPConnection(
            self._address.hostname or "127.0.0.1", self._address.port, timeout=10
        )
        try:
            connection.request("POST", self._address.path, body.encode(), headers)
            response = connection.getresponse()
            text = response.read().decode()
            return Receipt(response.status, text, time.monotonic() - started)
        finally:
            connection.close()


class SocketDelivery:
    """Sends through the socket the app keeps open; see `playground.sockets`."""

    def __init__(self, send: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        self._send = send

    def deliver(self, envelope: Envelope, *, retry: int = 0) -> Receipt:
        """Send one request and wait for the app's envelope back."""
        started = time.monotonic()
        answer = self._send(
            {
                "type": envelope.kind,
                "payload": envelope.payload,
                "accepts_response_payload": envelope.kind != "events_api",
                **({"retry_attempt": retry, "retry_reason": "timeout"} if retry else {}),
            }
        )
        seconds = time.monotonic() - started
        if answer is None:
            return Receipt(504, "", seconds)
        return Receipt(200, json.dumps(answer.get("payload") or {}), seconds)
