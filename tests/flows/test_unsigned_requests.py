"""What comes over HTTP and is not from Slack: refused before anything is made of it."""

import http.client
import json
import logging
import time
from collections.abc import Iterator

import pytest

from bot.slack.http import LARGEST_BODY
from playground.delivery import signed_headers
from tests.flows.stage import ANN, SECRET, Stage

WORDS = "My own words about a made-up matter"
JSON = "application/json"


def event(channel: str) -> str:
    inner = {
        "type": "message", "channel_type": "im", "channel": channel, "user": ANN,
        "text": WORDS, "ts": f"{time.time():.6f}",
    }  # fmt: skip
    return json.dumps({"type": "event_callback", "event_id": "Ev0MADEUP", "event": inner})


def send(stage: Stage, body: str | bytes | Iterator[bytes], headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(str(stage.extra["address"]), timeout=10)
    try:
        connection.request("POST", "/slack/events", body, {"content-type": JSON, **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def signed(body: str, secret: str = SECRET, *, ago: float = 0) -> dict[str, str]:
    return signed_headers(secret, body, JSON, at=time.time() - ago)


def test_what_is_not_signed_is_refused_unread_and_its_words_are_in_no_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    stage.acting.say_in_dm(ANN, "How soon is a first visit?")
    stage.settle()
    body = event(stage.dm()[0].channel)
    before = len(stage.calls("chat.postMessage"))
    for headers in (
        {},
        signed(body, "another secret"),
        signed(body, ago=301),
        signed(body, ago=-301),
        signed(body) | {"x-slack-request-timestamp": "yesterday"},
        signed(body) | {"x-slack-request-timestamp": "9" * 5000},
        signed(body) | {"x-slack-signature": "v0=\u00e9"},
    ):
        assert send(stage, body, headers) == 401
    stage.settle()
    assert len(stage.calls("chat.postMessage")) == before
    assert WORDS not in caplog.text
    assert "SLACK_SIGNING_SECRET" in caplog.text


@pytest.mark.parametrize("body", ["{", "[]", "null", "7", "[" * 100_000])
def test_what_is_signed_and_is_no_request_is_refused(body: str, stage: Stage) -> None:
    assert send(stage, body, signed(body)) in (400, 404)


def test_a_body_that_does_not_say_how_long_it_is_is_not_held_to_its_end(stage: Stage) -> None:
    pieces = (b"y" * 100_000 for _ in range(3 * LARGEST_BODY // 100_000))
    assert send(stage, pieces, {}) == 413
