"""Opening the assistant, and who and what is answered or passed over."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.slack.http import build_http
from playground.envelopes import Envelope
from playground.workspace import BOT_ID, BOT_USER, OTHER_TEAM
from programme.errors import Unavailable
from tests.flows.samples import answered, summary
from tests.flows.stage import ANN, BEN, CHANNEL, Stage, a_stage, seen

QUESTION = "How soon is a first visit?"


def test_opening_the_messages_suggests_questions(stage: Stage) -> None:
    stage.acting.open_messages(ANN)
    stage.settle()

    prompts = stage.slack.workspace.prompts["D0ANN"]

    assert [each["message"] for each in prompts] == list(stage.settings.prompts)
    assert 1 <= len(prompts) <= 4


def test_a_suggestion_that_fails_puzzles_nobody(stage: Stage) -> None:
    stage.slack.api.refuse("assistant.threads.setSuggestedPrompts", "fatal_error")
    stage.acting.open_messages(ANN)

    assert stage.dm() == []


def test_the_home_tab_says_what_it_does_and_what_it_holds(stage: Stage) -> None:
    stage.acting.open_home(ANN)

    words = seen(stage.home().view["blocks"])

    assert "Made-up strategy (2026–2031, current)" in words
    assert "Made-up plan (2023–2026, ⚠ superseded)" in words
    assert "How to ask" in words


def test_the_home_tab_shows_although_there_is_nothing_or_far_too_much(stage: Stage) -> None:
    stage.extra["held"].clear()
    stage.acting.open_home(ANN)
    assert "No documents yet." in seen(stage.home().view["blocks"])

    stage.extra["held"].extend(summary(key=f"{n}.txt") for n in range(300))
    stage.acting.open_home(ANN)
    assert "and 275 more" in seen(stage.home().view["blocks"])


def test_the_home_tab_shows_when_the_database_does_not_answer() -> None:
    with a_stage() as stage:
        down = Unavailable("The database is not answering.", reference="ABCDEFGH")

        def refuse() -> list[Any]:
            raise down

        object.__setattr__(stage.services, "documents", refuse)
        stage.acting.open_home(ANN)

        words = seen(stage.home().view["blocks"])

        assert "The database is not answering. (Reference ABCDEFGH.)" in words
        assert "Ask a question" in words


def test_a_question_from_the_home_tab_is_answered_in_a_direct_message(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, "Within nine days.")
    stage.acting.open_home(ANN)
    stage.acting.press_in_view(ANN, stage.home(), "Ask a question")
    stage.acting.submit(ANN, stage.modal(), QUESTION)

    [post] = stage.dm()

    assert QUESTION in seen(post.blocks)
    assert "Within nine days." in seen(post.blocks)
    assert stage.acting.receipts[-1].body == ""  # an empty receipt closes the form


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "message_changed", "message": {"text": QUESTION}, "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"bot_id": "B0OTHER"},
        {"user": BOT_USER},
        {"bot_id": BOT_ID, "user": BOT_USER},
        {"user": "USLACKBOT"},
        {"edited": {"user": ANN, "ts": "1.0"}},
        {"team": OTHER_TEAM},
        {"user_team": OTHER_TEAM},
        {"source_team": OTHER_TEAM},
        {"user": "U0GUEST"},
        {"user": "U0STRANGER"},
        {"user": "U0ROBOT"},
        {"user": "U0NOBODY"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["dm", "mention"])
def test_these_are_passed_over_without_a_word(
    stage: Stage, fields: dict[str, Any], kind: str
) -> None:
    if kind == "dm":
        stage.acting.say_in_dm(ANN, QUESTION, **fields)
    else:
        stage.acting.mention(ANN, CHANNEL, QUESTION, **fields)

    assert stage.dm() == []
    assert stage.posts(CHANNEL) == []
    assert stage.answering.asked == []
    assert stage.acting.receipts[-1].status == 200
    assert QUESTION not in repr(vars(stage.database.state))


def test_a_file_with_a_question_is_a_question(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, QUESTION, subtype="file_share", files=[{"id": "F1"}])

    assert len(stage.dm()) == 1
    assert stage.answering.asked == [QUESTION]


def test_guests_are_answered_where_the_trust_says_so() -> None:
    with a_stage(answer_guests=True) as stage:
        stage.acting.say_in_dm("U0GUEST", QUESTION)
        stage.acting.say_in_dm("U0STRANGER", QUESTION)

        assert len(stage.dm("U0GUEST")) == 1
        assert stage.dm("U0STRANGER") == []


def test_people_of_a_named_sister_workspace_are_heard() -> None:
    with a_stage(other_teams=(OTHER_TEAM,)) as stage:
        stage.slack.workspace.people[BEN].team_id = OTHER_TEAM
        stage.acting.mention(BEN, CHANNEL, QUESTION)

        assert len(stage.posts(CHANNEL)) == 1


def test_a_person_is_looked_up_once(stage: Stage) -> None:
    for _ in range(3):
        stage.acting.say_in_dm(ANN, QUESTION)
        stage.settle()

    assert len(stage.calls("users.info")) == 1


def test_channels_are_left_alone_unless_chosen(stage: Stage) -> None:
    stage.acting.say(ANN, CHANNEL, QUESTION)

    assert stage.posts(CHANNEL) == []


def test_in_a_chosen_channel_what_starts_a_thread_is_answered() -> None:
    with a_stage(channels=(CHANNEL,)) as stage:
        asked = stage.acting.say(ANN, CHANNEL, QUESTION)
        stage.acting.say(BEN, CHANNEL, "I agree with that.", thread_ts=asked.ts)
        stage.acting.say(ANN, CHANNEL, f"<@{BOT_USER}> {QUESTION}")  # comes as a mention too

        [post] = stage.posts(CHANNEL)

        assert post.thread_ts == asked.ts
        assert stage.answering.asked == [QUESTION]


def test_the_web_application_says_whether_it_lives_and_is_ready(stage: Stage) -> None:
    client = TestClient(build_http(stage.app))
    assert client.get("/healthz").text == "ok"

    assert client.get("/readyz").json() == {"ready": True, "database": True, "index": True}
    stage.database.down = True
    stage.answering.generation = None
    unready = client.get("/readyz")

    assert unready.status_code == 503
    assert unready.json() == {"ready": False, "database": False, "index": False}


def test_slacks_question_for_the_address_is_answered(stage: Stage) -> None:
    challenge = {"type": "url_verification", "challenge": "made-up", "token": "unused"}
    receipt = stage.acting.send(Envelope("events_api", challenge))

    assert receipt.status == 200
    assert "made-up" in receipt.body
