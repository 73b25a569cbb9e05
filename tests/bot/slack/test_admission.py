"""Which messages are questions: a truth table."""

from typing import Any

import pytest

from bot.slack.admission import (
    asked_by_command,
    asked_by_mention,
    asked_directly,
    asked_in_chosen_channel,
    from_our_people,
    place_of,
)
from bot.slack.requests import Place, Request, Wanted, wanted_by
from programme.answers import DeclineReason
from programme.errors import Fault
from programme.guard import Decline
from programme.ports import Surface

OURS = {"T1"}
MESSAGE = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "1.1"}
COMMAND = {
    "command": "/truenorth",
    "channel_id": "C1",
    "user_id": "U1",
    "team_id": "T1",
    "response_url": "https://slack.example/1",
}


@pytest.mark.parametrize(
    ("body", "ours"),
    [
        ({"event": {}}, True),
        ({"event": {"team": "T1"}}, True),
        ({"event": {"team": "T2"}}, False),
        ({"event": {"team": "T1", "user_team": "T2"}}, False),
        ({"event": {"team": "T1", "source_team": "T2"}}, False),
        ({"user": {"id": "U1", "team_id": "T1"}}, True),
        ({"user": {"id": "U1", "team_id": "T2"}}, False),
        ({"command": "/truenorth", "team_id": "T2"}, False),
        ({"command": "/truenorth", "team_id": "T1"}, True),
    ],
)
def test_only_our_own_people_are_heard(body: dict[str, Any], ours: bool) -> None:
    assert from_our_people(body, OURS) is ours


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "some_new_thing"}, False),
        ({"bot_id": "B1"}, False),
        ({"hidden": True}, False),
        ({"user": None}, False),
        ({"channel_type": "channel"}, False),
        ({"channel_type": "mpim"}, False),
    ],
)
def test_direct_messages(change: dict[str, Any], heard: bool) -> None:
    assert (asked_directly(MESSAGE | {"text": "why?"} | change) is not None) is heard


def test_a_direct_message_is_answered_in_its_own_thread() -> None:
    request = asked_directly(MESSAGE | {"text": "why?"})
    assert request
    assert request.place.thread_ts == "1.1"
    later = asked_directly(MESSAGE | {"text": "why?", "thread_ts": "0.9"})
    assert later
    assert later.place.thread_ts == "0.9"


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({}, True),
        ({"channel": "C2"}, False),
        ({"thread_ts": "0.9"}, False),
        ({"text": "<@UBOT> why?"}, False),
        ({"text": "<@UOTHER> why?"}, True),
        ({"subtype": "channel_join"}, False),
    ],
)
def test_chosen_channels(change: dict[str, Any], heard: bool) -> None:
    event = {"channel": "C1", "user": "U1", "ts": "1.1", "text": "why?"} | change

    assert (asked_in_chosen_channel(event, ["C1"], "UBOT") is not None) is heard


def test_a_mention_in_a_direct_message_is_left_to_the_message() -> None:
    assert asked_by_mention(MESSAGE | {"text": "<@UBOT> why?"}) is None


@pytest.mark.parametrize(
    ("text", "wanted", "question"),
    [
        ("ask why?", Wanted.ANSWER, "why?"),
        ("ASK  why   so?", Wanted.ANSWER, "why so?"),
        ("ask", Wanted.HELP, ""),
        ("ask help", Wanted.HELP, "help"),
        ("help", Wanted.HELP, "help"),
        ("documents", Wanted.DOCUMENTS, "documents"),
        ("", Wanted.HELP, "help"),
        ("why?", Wanted.HELP, "help"),
    ],
)
def test_commands(text: str, wanted: Wanted, question: str) -> None:
    request = asked_by_command(COMMAND | {"text": text})

    assert (request.wanted, request.question) == (wanted, question)


@pytest.mark.parametrize("text", ["", "Help", "what can you do?", "hello "])
def test_help_words(text: str) -> None:
    assert wanted_by(text) is Wanted.HELP


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"event": MESSAGE}, Place("D1", "U1", thread_ts="1.1", direct=True)),
        ({"event": {"type": "app_home_opened", "user": "U1"}}, None),
        (COMMAND, Place("C1", "U1", response_url="https://slack.example/1")),
        ({"user": {"id": "U1"}, "view": {}}, Place("U1", "U1", direct=True)),
        (
            {
                "user": {"id": "U1"},
                "container": {"message_ts": "2.2", "channel_id": "C1"},
                "channel": {"id": "C1"},
                "response_url": "u",
            },
            Place("C1", "U1", thread_ts="2.2", response_url="u"),
        ),
        (
            {
                "user": {"id": "U1"},
                "container": {"message_ts": "2.2", "channel_id": "C1", "is_ephemeral": True},
                "channel": {"id": "C1"},
                "response_url": "u",
            },
            Place("C1", "U1", response_url="u"),
        ),
        ({}, None),
    ],
)
def test_where_a_person_looks_for_the_reply(body: dict[str, Any], place: Place | None) -> None:
    assert place_of(body) == place


@pytest.mark.parametrize(
    "request_",
    [
        Request(Wanted.ANSWER, Place("C1", "U1", "1.1"), Surface.MENTION, question="é <why>?"),
        Request(
            Wanted.ANSWER,
            Place("C1", "U1", response_url="u"),
            Surface.COMMAND,
            decline=Decline(DeclineReason.CLINICAL, "Please ask a clinician."),
            echo=True,
        ),
    ],
)
def test_a_request_is_read_back_as_it_was_written(request_: Request) -> None:
    assert Request.from_json(request_.to_json()) == request_


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"wanted": "dance"}', "null"])
def test_a_request_that_cannot_be_read_back_is_a_fault(body: str) -> None:
    with pytest.raises(Fault):
        Request.from_json(body)
