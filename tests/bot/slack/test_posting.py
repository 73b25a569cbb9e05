"""What an error of a call says of the post, how fast is posted, how long is waited."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from slack_sdk import WebClient

from bot.slack.blocks.notices import notice
from bot.slack.connection import library_log
from bot.slack.posting.calls import PostCalls, posting_client
from bot.slack.posting.outcomes import Later, NotKnown, Outcome, RefusedForGood, Taken, outcome_of
from bot.slack.posting.pace import Pace
from bot.slack.posting.sending import delay
from bot.slack.settings import SlackSettings

OK = b'{"ok": true, "channel": "D1", "ts": "1.2"}'


class Answering(BaseHTTPRequestHandler):
    """Answers with what the server holds; `None` closes without an answer."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        status, body, headers = self.server.answer  # type: ignore[attr-defined]
        self.server.asked += 1  # type: ignore[attr-defined]
        if status is None:
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in {"content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Answering) as running:
        running.asked = 0  # type: ignore[attr-defined]
        thread = Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def post_to(server: HTTPServer, *answer: object) -> Outcome:
    server.answer = answer  # type: ignore[attr-defined]
    url = f"http://127.0.0.1:{server.server_port}/api/"
    settings = SlackSettings(SLACK_BOT_TOKEN="xoxb-1", SLACK_API_URL=url)  # type: ignore[call-arg]
    outcome = PostCalls(posting_client(settings)).post("p1", "U1", notice("Made up."))
    assert server.asked == 1  # type: ignore[attr-defined] # never tried again by itself
    return outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, OK, {}), Taken("D1", "1.2")),
        ((429, b'{"ok": false}', {"Retry-After": "7"}), Later("ratelimited", 7)),
        ((429, b"slow down", {}), Later("ratelimited", 30)),
        ((200, b'{"ok": false, "error": "not_in_channel"}', {}), RefusedForGood("not_in_channel")),
        ((200, b'{"ok": false, "error": "invalid_auth"}', {}), Later("invalid_auth")),
        ((200, b'{"ok": false, "error": "fatal_error"}', {}), NotKnown("fatal_error")),
        ((500, b'{"ok": false, "error": "internal_error"}', {}), NotKnown("internal_error")),
        ((502, b"<html>Bad gateway</html>", {}), NotKnown("status_502")),
        ((403, b"<html>The proxy says no</html>", {}), Later("status_403")),
        ((200, b"<html>Sign in first</html>", {}), NotKnown("status_200")),
        ((200, b"[]", {}), NotKnown("status_200")),
        ((None, b"", {}), NotKnown("RemoteDisconnected")),
    ],
)  # fmt: skip
def test_what_comes_back_says_whether_it_may_be_sent_again(
    server: HTTPServer, answer: tuple[object, ...], outcome: Outcome
) -> None:
    assert post_to(server, *answer) == outcome


def test_where_nobody_listens_nothing_was_taken() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        client = WebClient("xoxb-1", base_url=url, retry_handlers=[], logger=library_log)

        assert PostCalls(client).post("p1", "U1", notice("Made up.")) == Later("URLError")


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionResetError(),
        http.client.IncompleteRead(b""),
        ssl.SSLEOFError(),
        UnicodeDecodeError("utf-8", b"", 0, 1, "made up"),
        KeyError("ts"),
    ],
)
def test_what_is_not_recognised_is_not_known(error: Exception) -> None:
    assert isinstance(outcome_of(error), NotKnown)


def test_a_channel_is_posted_to_once_a_second() -> None:
    at = [0.0]
    pace = Pace(lambda: at[0])
    assert pace.wait("C1") == 0
    pace.posted("C1")

    assert pace.wait("C1") > 1
    assert pace.wait("C2") == 0
    at[0] = 1.1
    assert pace.wait("C1") == 0
    pace.hold("C1", 30)
    assert pace.wait("C1") == 30


def test_delays_grow_and_stay_at_an_hour() -> None:
    found = [delay(attempts) for attempts in range(12)]

    assert found == sorted(found)
    assert found[0] == timedelta(seconds=5)
    assert found[-1] == timedelta(hours=1)
