"""Those who watch over the app learn whether it runs and whether it can answer."""

import socket
import threading
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from bot.slack.health import health_served
from bot.slack.http import build_http
from bot.slack.socket import serve_socket
from programme.errors import RuleBroken
from tests.flows.stage import a_stage, in_thread


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("part", ["questions", "schedule", "posting", "sweep"])
def test_a_part_that_has_ended_is_named(part: str) -> None:
    with a_stage() as stage:
        client = TestClient(build_http(stage.app))
        assert client.get("/healthz").status_code == 200
        stage.app.parts[part].stop(10)
        told = client.get("/healthz")

        assert (told.status_code, told.text) == (503, f"stopped: {part}")


def test_over_socket_mode_a_port_on_this_machine_answers() -> None:
    port = free_port()
    with a_stage(over="socket", start=False, health_port=port) as stage:
        stop = threading.Event()
        serving = in_thread(lambda: serve_socket(stage.app, stage.settings, stop))
        assert stage.slack.sockets.wait_for(1, 10)
        for _ in range(100):
            try:
                found = get(port, "/healthz")
                break
            except urllib.error.URLError:
                threading.Event().wait(0.1)
        assert found == (200, "ok")
        assert get(port, "/readyz")[0] == 200
        stage.database.down = True
        assert get(port, "/readyz")[0] == 503
        stop.set()
        serving.join(15)
        assert not serving.is_alive()
        with pytest.raises(urllib.error.URLError):
            get(port, "/healthz")


def test_a_port_that_is_taken_is_said_so() -> None:
    with a_stage() as stage, closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = health_served(stage.app, taken.getsockname()[1])

        with pytest.raises(RuleBroken, match="listened on"):
            served.__enter__()


def test_without_a_port_nothing_listens() -> None:
    with a_stage() as stage, health_served(stage.app, None):
        assert "health" not in [thread.name for thread in threading.enumerate()]
