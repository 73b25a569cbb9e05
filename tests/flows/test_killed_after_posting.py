"""A process killed between posting its reply and noting that it did."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import Conversation
from bot.slack.app import SlackApp, build_app
from playground.workspace import BOT_USER, Post
from programme.errors import Unavailable
from programme.ports import EventState, UnitOfWork
from tests.fakes.answering import FakeAnswering
from tests.fakes.work import FakeDatabase
from tests.flows.stage import ANN, CHANNEL, HELP, Stage, a_stage

QUESTION = "How soon is a first visit?"


class KilledAfterPosting(FakeDatabase):
    """A database that nobody reaches any more once a reply stands in Slack."""

    stage: Stage | None = None

    def works(self) -> UnitOfWork:
        if self.stage and replies(self.stage):
            raise Unavailable("The process is gone.")
        return super().works()


def replies(stage: Stage) -> list[Post]:
    """All that the app has posted, anywhere."""
    channels = list(stage.slack.workspace.channels.values())
    return [post for channel in channels for post in channel.posts if post.user == BOT_USER]


@contextmanager
def killed() -> Iterator[tuple[Stage, FakeAnswering]]:
    """A stage whose app dies after each post, and what a second app over its database answers."""
    database = KilledAfterPosting()
    with a_stage(works=database.works, readings=database.readings) as stage:
        database.stage = stage
        stage.extra["held by"] = database
        yield stage, FakeAnswering()


def taken_up(stage: Stage, answering: FakeAnswering) -> SlackApp:
    """A second process finds what the first has left, five minutes later."""
    database: KilledAfterPosting = stage.extra["held by"]
    stage.settle()
    [event] = database.state.events.values()
    assert event.state is EventState.WORKING
    database.stage = None
    stage.clock.ahead += timedelta(minutes=5)
    conversation = Conversation(answering, stage.works, HELP, stage.clock)
    services = replace(stage.services, answering=answering, conversation=conversation)
    second = build_app(services, stage.settings)
    second.pool.start()
    second.sweep.start()
    deadline = time.monotonic() + 10
    while database.state.events[event.id].state is not EventState.DONE:
        assert time.monotonic() < deadline, "the event was not taken up"
        time.sleep(0.02)
    second.sweep.stop(5)
    second.pool.stop(5)
    assert database.state.events[event.id].attempts == 2
    return second


@pytest.mark.parametrize("earlier", [0, 250])
def test_a_direct_message_is_not_answered_twice(earlier: int) -> None:
    with killed() as (stage, answering):
        asked = stage.acting.say_in_dm(ANN, QUESTION)
        stage.settle()
        [reply] = replies(stage)
        workspace = stage.slack.workspace
        chat = workspace.direct_channel(ANN)
        chat.posts[1:1] = [  # more than a page of others stands before it
            Post(chat.id, workspace.next_ts(), ANN, "more", thread_ts=asked.ts)
            for _ in range(earlier)
        ]
        taken_up(stage, answering)

        assert replies(stage) == [reply]
        assert answering.asked == []


def test_help_is_not_given_twice() -> None:
    with killed() as (stage, answering):
        stage.acting.say_in_dm(ANN, "help")
        taken_up(stage, answering)

        assert len(replies(stage)) == 1


def test_a_question_from_the_home_tab_is_not_answered_twice() -> None:
    with killed() as (stage, answering):
        stage.acting.open_home(ANN)
        stage.acting.press_in_view(ANN, stage.home(), "Ask a question")
        stage.acting.submit(ANN, stage.modal(), QUESTION)
        taken_up(stage, answering)

        assert len(replies(stage)) == 1
        assert answering.asked == []


def test_another_answer_in_the_same_thread_is_not_taken_for_it() -> None:
    with killed() as (stage, answering):
        stage.acting.say_in_dm(ANN, QUESTION)
        stage.settle()
        [reply] = replies(stage)
        assert reply.metadata
        reply.metadata = {**reply.metadata, "event_payload": {"event": "another"}}
        taken_up(stage, answering)

        assert len(replies(stage)) == 2
        assert answering.asked == [QUESTION]


def test_where_slack_does_not_say_the_answer_comes_again() -> None:
    with killed() as (stage, answering):
        stage.acting.say_in_dm(ANN, QUESTION)
        stage.settle()
        stage.slack.api.refuse("conversations.replies", "internal_error")
        taken_up(stage, answering)

        assert len(replies(stage)) == 2


def test_in_a_channel_that_cannot_be_read_the_answer_comes_again() -> None:
    with killed() as (stage, answering):
        stage.acting.mention(ANN, CHANNEL, QUESTION)
        taken_up(stage, answering)

        assert len(replies(stage)) == 2
        assert stage.calls("conversations.replies") == []
