"""The app served for real: over Socket Mode, over HTTP, on a real database."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.slack.http import serve_http
from bot.slack.socket import serve_socket
from playground.delivery import HttpDelivery
from programme.errors import RuleBroken, Unavailable
from programme.ports import EventState
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.flows.samples import answered
from tests.flows.stage import ANN, CHANNEL, SECRET, Stage, a_stage, in_thread, seen

QUESTION = "How soon is a first visit?"
WORDS = "A first visit is offered within nine days."


@pytest.fixture
def served() -> Iterator[Stage]:
    """The app behind a socket it opened itself."""
    with a_stage(over="socket", start=False) as stage:
        stop = threading.Event()
        serving = in_thread(lambda: serve_socket(stage.app, stage.settings, stop))
        assert stage.slack.sockets.wait_for(1, 10)
        stage.extra.update(stop=stop, serving=serving)
        yield stage
        stop.set()
        serving.join(10)
        assert not serving.is_alive()


def test_over_socket_mode_a_question_is_answered(served: Stage) -> None:
    served.answering.known[QUESTION] = answered(QUESTION, WORDS)
    served.acting.say_in_dm(ANN, QUESTION)
    served.acting.command(ANN, CHANNEL, f"/truenorth ask {QUESTION}")

    assert WORDS in seen(served.dm()[0].blocks)
    assert WORDS in seen(served.posts(CHANNEL)[0].blocks)
    assert [receipt.status for receipt in served.acting.receipts] == [200, 200]
    assert max(receipt.seconds for receipt in served.acting.receipts) < 3


def test_over_socket_mode_a_form_opens_and_closes(served: Stage) -> None:
    served.acting.open_home(ANN)
    served.acting.press_in_view(ANN, served.home(), "Ask a question")
    served.acting.submit(ANN, served.modal(), QUESTION)

    assert len(served.dm()) == 1


def test_when_slack_asks_for_another_connection_one_is_opened(served: Stage) -> None:
    served.slack.sockets.ask_to_reconnect()
    assert served.slack.sockets.wait_for(2, 10)
    served.acting.say_in_dm(ANN, QUESTION)

    assert len(served.dm()) == 1


def test_a_stop_finishes_the_question_in_hand(served: Stage) -> None:
    served.answering.held.clear()
    served.acting.say_in_dm(ANN, QUESTION)
    served.wait_until_asked(1)
    served.extra["stop"].set()
    time.sleep(0.2)
    served.answering.held.set()
    served.extra["serving"].join(15)

    assert not served.extra["serving"].is_alive()
    assert len(served.dm()) == 1
    assert served.slack.sockets.wait_closed(5)
    [event] = served.database.state.events.values()
    assert event.state is EventState.DONE


@pytest.mark.parametrize(
    ("method", "name"),
    [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")],
)
def test_a_token_slack_does_not_take_is_named(method: str, name: str) -> None:
    with a_stage(start=False) as stage:
        stage.slack.api.refuse(method, "invalid_auth")
        with pytest.raises(RuleBroken, match=name):
            serve_socket(stage.app, stage.settings, threading.Event())


@pytest.mark.parametrize(
    ("field", "name"),
    [("app_token", "SLACK_APP_TOKEN"), ("signing_secret", "SLACK_SIGNING_SECRET")],
)
def test_a_missing_secret_is_named(field: str, name: str) -> None:
    with a_stage(start=False, **{field: None}) as stage:
        serve = serve_socket if field == "app_token" else serve_http
        with pytest.raises(RuleBroken, match=name):
            serve(stage.app, stage.settings, threading.Event())


def test_slack_out_of_reach_is_told() -> None:
    with (
        a_stage(start=False, api_url="http://127.0.0.1:9/api/") as stage,
        pytest.raises(Unavailable, match="cannot be reached"),
    ):
        serve_socket(stage.app, stage.settings, threading.Event())


def test_over_http_the_app_serves_until_it_is_stopped() -> None:
    port = _free_port()
    with a_stage(start=False, http_port=port) as stage:
        stop = threading.Event()
        serving = in_thread(lambda: serve_http(stage.app, stage.settings, stop))
        assert _answers(port)
        stage.acting._delivery = HttpDelivery(f"http://127.0.0.1:{port}/slack/events", SECRET)
        stage.acting.say_in_dm(ANN, QUESTION)
        assert len(stage.dm()) == 1
        stop.set()
        serving.join(10)

        assert not serving.is_alive()


def test_a_port_in_use_is_told() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        a_stage(start=False, http_port=taken.getsockname()[1]) as stage,
        pytest.raises(RuleBroken, match="something else"),
    ):
        serve_http(stage.app, stage.settings, threading.Event())


def test_on_a_real_database_everything_is_kept_and_nothing_twice(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    works, readings = sql_works(engine), sql_readings(engine)
    try:
        with a_stage(works=works, readings=readings) as stage:
            stage.answering.known[QUESTION] = answered(QUESTION, WORDS)
            with ThreadPoolExecutor(4) as hands:
                list(hands.map(lambda n: stage.acting.say_in_dm(ANN, QUESTION), range(8)))
            stage.acting.redeliver(3)
            stage.acting.say_in_dm(ANN, "Patient with NHS number 943 476 5919, what now?")
            posts = stage.dm()
            first = next(post for post in posts if WORDS in post.text)
            stage.acting.press(ANN, first, "Helpful")
            stage.acting.press(ANN, first, "Open source 1")
            stage.settle()

            assert len(posts) == 9
            assert WORDS in seen(stage.modal().view["blocks"])
            with readings() as work:
                kept = work.questions.recent()
                verdicts = [v for each in kept for v in work.questions.feedback(each.id)]
            assert sorted(each.status for each in kept) == ["answered"] * 8 + ["declined"]
            assert len(verdicts) == 1
    finally:
        engine.dispose()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
            connection.close()
        except OSError:
            time.sleep(0.05)
        else:
            return status == 200
    return False
