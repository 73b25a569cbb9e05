"""Receipts: given in time whatever happens, and no answer to a form is dropped or given twice."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.slack.receipt import FormAnswer, Handover, Receipts

ANSWER = FormAnswer({"type": "modal"}, stored=True)


class Request:
    """What a listener is given."""

    def __init__(self) -> None:
        self.body: dict[str, Any] = {"trigger_id": "t"}
        self.given: list[dict[str, Any]] = []

    def ack(self, **receipt: Any) -> None:
        self.given.append(receipt)


class NoTroubles:
    """Nobody is told of anything."""

    def tell(self, error: Exception, body: dict[str, Any]) -> None:
        raise AssertionError("nothing was to be told") from error


@pytest.fixture
def writers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def openers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_an_answer_in_time_is_handed_over() -> None:
    handover = Handover()

    assert handover.give(ANSWER)
    assert handover.take(0) is ANSWER


def test_an_answer_nobody_waits_for_any_more_is_known_to_be_late() -> None:
    handover = Handover()

    assert handover.take(0) is None
    assert not handover.give(ANSWER)


def test_an_answer_is_either_taken_or_late_however_the_two_meet(
    openers: ThreadPoolExecutor,
) -> None:
    for _ in range(200):
        handover = Handover()
        given = openers.submit(handover.give, ANSWER)
        taken = handover.take(0)

        assert given.result(5) == (taken is ANSWER)


def test_what_opens_a_modal_does_not_wait_behind_what_waits_for_the_database(
    writers: ThreadPoolExecutor, openers: ThreadPoolExecutor
) -> None:
    receipts = Receipts(writers, NoTroubles(), openers=openers)  # type: ignore[arg-type] - stand-in
    free, opened, request = threading.Event(), threading.Event(), Request()
    writers.submit(free.wait, 10)  # a writer that waits for a locked database
    receipts.before(lambda _: opened.set())(request)  # type: ignore[arg-type] - stand-in

    assert opened.wait(5)
    assert request.given == [{}]
    free.set()


def test_errors_keep_the_form_and_a_view_takes_its_place() -> None:
    assert ANSWER.receipt() == {"response_action": "update", "view": {"type": "modal"}}
    assert FormAnswer({}, errors={"done": "Why?"}).receipt() == {
        "response_action": "errors",
        "errors": {"done": "Why?"},
    }
