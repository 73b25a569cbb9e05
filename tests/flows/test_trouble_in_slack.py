"""What goes wrong is told in a sentence with a reference, and nothing is answered twice."""

import json
import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_bolt import BoltRequest

from bot.conversation import Conversation
from bot.slack.app import build_app
from playground.delivery import HttpDelivery, signed_headers
from playground.refusals import Outcome
from programme.errors import RuleBroken, Unavailable
from programme.ports import EventState
from tests.fakes.answering import FakeAnswering
from tests.flows.samples import answered
from tests.flows.stage import ANN, BEN, CHANNEL, HELP, SECRET, Stage, a_stage, in_thread, seen

QUESTION = "How soon is a first visit?"
WORDS = "A first visit is offered within nine days."
REFERENCE = re.compile(r"Reference ([2-9A-HJ-NP-Z]{8})")


def test_a_defect_gives_an_apology_and_a_reference(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.answering.known[QUESTION] = ZeroDivisionError("secret detail " + QUESTION)
    asked = stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    found = REFERENCE.search(seen(post.blocks))
    assert found
    assert found[1] in caplog.text
    assert post.thread_ts == asked.ts
    assert "secret detail" not in seen(post.blocks) + caplog.text
    assert QUESTION not in caplog.text
    [event] = stage.database.state.events.values()
    assert (event.state, event.reference, event.body) == (EventState.FAILED, found[1], "")


def test_after_a_defect_the_next_question_is_answered(stage: Stage) -> None:
    stage.answering.known["bad"] = ZeroDivisionError()
    for _ in range(8):  # more than there are workers
        stage.acting.say_in_dm(ANN, "bad")
    stage.settle()
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS)
    stage.acting.say_in_dm(ANN, QUESTION)

    assert WORDS in seen(stage.dm()[-1].blocks)


def test_a_part_that_does_not_answer_is_named_with_its_reference(stage: Stage) -> None:
    stage.answering.known[QUESTION] = Unavailable("The index cannot be read.", reference="ABCDEFGH")
    stage.acting.mention(ANN, CHANNEL, QUESTION)

    [post] = stage.posts(CHANNEL)

    assert seen(post.blocks) == "The index cannot be read. (Reference ABCDEFGH.)"


def test_a_rule_is_shown_as_it_is(stage: Stage) -> None:
    stage.answering.known[QUESTION] = RuleBroken("Nothing has been ingested yet.")
    stage.acting.say_in_dm(ANN, QUESTION)

    assert seen(stage.dm()[0].blocks) == "Nothing has been ingested yet."


@pytest.mark.parametrize("way", ["direct message", "command"])
def test_a_database_that_is_down_is_told_and_receipt_is_taken(stage: Stage, way: str) -> None:
    stage.database.down = True
    if way == "command":
        stage.acting.command(ANN, CHANNEL, f"/truenorth ask {QUESTION}")
        [post] = stage.posts(CHANNEL)
        assert post.seen_by == ANN
    else:
        stage.acting.say_in_dm(ANN, QUESTION)
        [post] = stage.dm()

    assert REFERENCE.search(seen(post.blocks))
    assert [receipt.status for receipt in stage.acting.receipts] == [200]


def test_a_command_that_fails_at_once_is_received_all_the_same(stage: Stage) -> None:
    stage.database.down = True
    for _ in range(30):
        stage.acting.command(ANN, CHANNEL, "/truenorth help")

    assert {receipt.status for receipt in stage.acting.receipts} == {200}
    assert max(receipt.seconds for receipt in stage.acting.receipts) < 1.0
    assert len(stage.posts(CHANNEL)) == 30


@pytest.mark.parametrize("way", ["direct message", "mention", "command"])
def test_what_is_received_is_written_before_the_receipt(way: str) -> None:
    with a_stage(start=False) as stage:
        for n in range(1, 6):
            if way == "direct message":
                stage.acting.say_in_dm(ANN, QUESTION)
            elif way == "mention":
                stage.acting.mention(ANN, CHANNEL, QUESTION)
            else:
                stage.acting.command(ANN, CHANNEL, f"/truenorth ask {QUESTION}")

            assert len(stage.database.state.events) == n


def test_receipt_is_taken_in_time_however_slow_the_database_is(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, "help")
    stage.settle()
    with stage.database.writing, ThreadPoolExecutor(24) as hands:  # another process holds it
        for _ in range(12):  # in all more than there are listeners
            hands.submit(stage.acting.command, ANN, CHANNEL, "/truenorth help")
            hands.submit(stage.acting.say_in_dm, ANN, "help")

    assert len(stage.acting.receipts) == 25
    assert max(receipt.seconds for receipt in stage.acting.receipts) < 3.0
    assert all(receipt.status == 200 for receipt in stage.acting.receipts)


def test_an_event_delivered_four_times_is_answered_once(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, QUESTION)
    stage.acting.redeliver(3)

    assert len(stage.dm()) == 1
    assert stage.answering.asked == [QUESTION]


def test_an_event_delivered_to_two_processes_at_once_is_answered_once(stage: Stage) -> None:
    other = build_app(stage.services, stage.settings, executor=stage.executor)
    other.start()
    stage.acting.say_in_dm(ANN, QUESTION)

    body, kind = stage.acting.sent[-1].form()
    headers = signed_headers(SECRET, body, kind, at=time.time(), retry=1)
    response = other.bolt.dispatch(BoltRequest(body=body, headers=headers))
    stage.settle()
    assert other.pool.wait_idle(5)
    other.stop()

    assert response.status == 200
    assert len(stage.dm()) == 1


def test_past_the_queue_people_are_told_it_is_busy() -> None:
    with a_stage(workers=1, queue_size=2) as stage:
        stage.answering.held.clear()
        stage.acting.say_in_dm(ANN, "first")
        stage.wait_until_asked(1)
        for words in ("second", "third", "fourth"):
            stage.acting.say_in_dm(BEN, words)
            for future in stage.executor.futures:
                future.result(5)
        busy = [p for p in stage.slack.workspace.channels["D0BEN"].posts if "ask again" in p.text]
        assert len(busy) == 1
        stage.answering.held.set()

        stage.settle()

        assert stage.answering.asked == ["first", "second", "third"]
        assert {e.state for e in stage.database.state.events.values()} == {EventState.DONE}


def test_a_waiting_question_delivered_again_is_not_turned_away() -> None:
    with a_stage(workers=1, queue_size=1) as stage:
        stage.answering.held.clear()
        stage.acting.say_in_dm(ANN, "first")
        stage.wait_until_asked(1)
        stage.acting.say_in_dm(BEN, "second")  # now the queue is full
        stage.acting.redeliver(2)
        stage.answering.held.set()

        [post] = stage.dm(BEN)

        assert "ask again" not in post.text
        assert stage.answering.asked == ["first", "second"]


def test_what_a_killed_process_left_is_answered_at_the_next_start() -> None:
    with a_stage() as stage:
        stage.answering.held.clear()  # the first process never gets to its answer
        stage.answering.known[QUESTION] = answered(QUESTION, WORDS)
        stage.acting.say_in_dm(ANN, QUESTION)
        stage.wait_until_asked(1)
        [event] = stage.database.state.events.values()
        assert event.state is EventState.WORKING

        stage.clock.ahead = timedelta(minutes=5)
        fresh = stage.services.answering.known.copy()  # type: ignore[attr-defined]
        second = _with_answers(stage, fresh)
        second.start()
        assert _eventually(lambda: len(stage.slack.workspace.channels["D0ANN"].posts) == 2)
        assert second.pool.wait_idle(5)
        second.stop()

        [event] = stage.database.state.events.values()
        assert (event.state, event.attempts) == (EventState.DONE, 2)
        [_, post] = stage.slack.workspace.channels["D0ANN"].posts
        assert WORDS in seen(post.blocks)
        assert "sorry" not in seen(post.blocks).lower()


def test_what_another_process_has_just_begun_is_left_to_it() -> None:
    with a_stage() as stage:
        stage.answering.held.clear()
        stage.acting.say_in_dm(ANN, QUESTION)
        stage.wait_until_asked(1)

        second = _with_answers(stage, {})
        second.start()
        time.sleep(0.3)
        assert second.pool.wait_idle(5)
        second.stop()
        stage.answering.held.set()

        assert len(stage.dm()) == 1


def test_a_question_that_brings_its_process_down_each_time_is_given_up() -> None:
    with a_stage(start=False, attempts=2) as stage:
        stage.acting.say_in_dm(ANN, QUESTION)
        for future in stage.executor.futures:
            future.result(5)
        for _ in range(2):  # two processes took it and were killed
            with stage.works() as work:
                [event_id] = stage.database.state.events
                assert work.events.claim(event_id, stage.clock())
                work.commit()
            stage.clock.ahead += timedelta(minutes=5)
            with stage.works() as work:
                work.events.release_stale(stage.clock())
                work.commit()
        stage.clock.ahead += timedelta(minutes=5)
        stage.app.start()
        assert _eventually(lambda: len(stage.slack.workspace.channels["D0ANN"].posts) == 2)

        assert REFERENCE.search(seen(stage.dm()[0].blocks))
        assert stage.answering.asked == []


def test_a_retried_event_keeps_one_question(stage: Stage) -> None:
    stage.slack.api.refuse("chat.postMessage", "internal_error", times=1)
    stage.acting.say_in_dm(ANN, QUESTION)
    stage.settle()
    [event_id] = stage.database.state.events
    with stage.works() as work:
        work.events.forget_before(stage.clock() + timedelta(days=1))
        work.commit()
    stage.acting.redeliver()
    stage.settle()

    assert stage.answering.asked == [QUESTION, QUESTION]
    assert len(stage.database.state.questions) == 1
    assert list(stage.database.state.events) == [event_id]


def test_a_post_held_back_by_slack_is_tried_again(stage: Stage) -> None:
    stage.slack.api.rate_limit("chat.postMessage", seconds=0, times=2)
    stage.acting.say_in_dm(ANN, QUESTION)

    assert len(stage.dm()) == 1
    assert [call.error for call in stage.calls("chat.postMessage")] == ["ratelimited"] * 2 + [None]


def test_a_stumble_of_slack_is_tried_again(stage: Stage) -> None:
    stumble = Outcome(500, {"ok": False, "error": "internal_error"})
    stage.slack.api.order("chat.postMessage", stumble)
    stage.acting.say_in_dm(ANN, QUESTION)

    assert len(stage.dm()) == 1


def test_a_refused_answer_is_told_when_slack_takes_messages_again(stage: Stage) -> None:
    stage.slack.api.refuse("chat.postMessage", "fatal_error")
    stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    assert "Slack did not take my reply" in seen(post.blocks)
    assert REFERENCE.search(seen(post.blocks))


def test_slack_refusing_everything_ends_no_worker(stage: Stage) -> None:
    stage.slack.api.refuse("chat.postMessage", "fatal_error", times=20)
    for _ in range(10):
        stage.acting.say_in_dm(ANN, QUESTION)
    stage.settle()
    stage.slack.api._ordered.clear()
    stage.acting.say_in_dm(ANN, QUESTION)

    assert len(stage.dm()) == 1


def test_the_first_request_is_not_lost_when_slack_does_not_say_who_we_are(stage: Stage) -> None:
    stage.slack.api.refuse("auth.test", "internal_error")
    stage.acting.say_in_dm(ANN, QUESTION)

    assert stage.acting.receipts[-1].status == 500  # so Slack delivers again
    stage.acting.redeliver()

    assert stage.acting.receipts[-1].status == 200
    stage.settle()
    assert stage.answering.asked == [QUESTION]


def test_a_request_with_a_wrong_signature_is_refused(stage: Stage) -> None:

    forger = HttpDelivery(f"http://{stage.extra['address']}/slack/events", "another secret")
    stage.acting._delivery = forger
    stage.acting.say_in_dm(ANN, QUESTION)

    assert stage.acting.receipts[-1].status == 401
    assert stage.dm() == []


def test_an_old_request_is_refused_even_with_a_right_signature(stage: Stage) -> None:

    url = f"http://{stage.extra['address']}/slack/events"
    stage.acting._delivery = HttpDelivery(url, SECRET, clock=lambda: time.time() - 400)
    stage.acting.say_in_dm(ANN, QUESTION)

    assert stage.acting.receipts[-1].status == 401
    assert stage.dm() == []


def test_a_stop_finishes_what_is_in_hand_and_leaves_the_rest_on_record() -> None:
    with a_stage(workers=1) as stage:
        stage.answering.held.clear()
        stage.acting.say_in_dm(ANN, "in hand")
        stage.wait_until_asked(1)
        stage.acting.say_in_dm(ANN, "waiting")
        for future in stage.executor.futures:
            future.result(5)
        stopping = in_thread(stage.app.stop)
        time.sleep(0.2)
        stage.answering.held.set()
        stopping.join(5)

        states = [(json.loads(e.body or "{}").get("question"), e.state) for e in _events(stage)]
        assert states == [(None, EventState.DONE), ("waiting", EventState.WAITING)]


def test_no_reference_is_given_twice(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    stage.answering.known[QUESTION] = ZeroDivisionError()
    for _ in range(3):
        stage.acting.say_in_dm(ANN, QUESTION)

    told = [REFERENCE.search(seen(post.blocks)) for post in stage.dm()]

    assert len({found[1] for found in told if found}) == 3


def _events(stage: Stage):
    return sorted(stage.database.state.events.values(), key=lambda event: event.received_at)


def _with_answers(stage: Stage, known):
    """A second process over the same database."""

    answering = FakeAnswering(known)
    conversation = Conversation(answering, stage.works, HELP, stage.clock)
    services = replace(stage.services, answering=answering, conversation=conversation)
    return build_app(services, stage.settings)


def _eventually(is_so, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.02)
    return False
