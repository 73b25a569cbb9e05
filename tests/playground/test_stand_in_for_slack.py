"""The stand-in over HTTP, as Slack's own library sees it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from playground.acting import action_for
from playground.methods import METHODS
from playground.slack import RunningSlack, manifest_scopes, running_slack
from playground.web_api import APP_TOKEN, BOT_TOKEN, HANDLERS
from playground.workspace import BOT_USER, OTHER_TEAM, Person, Post

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Title"},
    "blocks": [{"type": "divider"}],
}


class HandClock:
    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def slack(clock: HandClock) -> Iterator[RunningSlack]:
    with running_slack(now=clock) as running:
        workspace = running.workspace
        workspace.add_person(Person("U0ANN", "ann"))
        workspace.add_person(Person("U0FAR", "far", team_id=OTHER_TEAM))
        workspace.add_channel("C0IN", "in", {"U0ANN", BOT_USER})
        workspace.add_channel("C0OUT", "out", {"U0ANN"})
        workspace.add_channel("C0OLD", "old", {"U0ANN", BOT_USER}).archived = True
        yield running


@pytest.fixture
def client(slack: RunningSlack) -> WebClient:
    return WebClient(BOT_TOKEN, base_url=slack.api_url, retry_handlers=[])


def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call()
    return str(caught.value.response["error"])


def test_a_message_is_posted_and_read_back(slack: RunningSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="U0ANN", text="root")
    mark = {"event_type": "mark", "event_payload": {"a": "b"}}
    client.chat_postMessage(channel="D0ANN", text="leaf", thread_ts=posted["ts"], metadata=mark)

    thread = client.conversations_replies(channel="D0ANN", ts=posted["ts"])
    first = client.conversations_replies(channel="D0ANN", ts=posted["ts"], limit=1)
    rest = client.conversations_replies(
        channel="D0ANN",
        ts=posted["ts"],
        cursor=first["response_metadata"]["next_cursor"],
        include_all_metadata=True,
    )

    assert [each["text"] for each in thread["messages"]] == ["root", "leaf"]
    assert "metadata" not in thread["messages"][1]
    assert [each["text"] for each in first["messages"]] == ["root"]
    assert [each["metadata"] for each in rest["messages"]] == [mark]


@pytest.mark.parametrize("method", ["conversations.replies", "conversations.history"])
def test_only_direct_messages_can_be_read(client: WebClient, method: str) -> None:
    ts = client.chat_postMessage(channel="C0IN", text="root")["ts"]
    fields = {"ts": ts} if method == "conversations.replies" else {}

    assert refused(lambda: client.api_call(method, json={"channel": "C0IN", **fields})) == (
        "missing_scope"
    )
    by_person = lambda: client.api_call(method, json={"channel": "U0ANN", **fields})  # noqa: E731
    assert refused(by_person) == "channel_not_found"


def test_the_members_of_a_user_group_are_read_with_their_scope(
    slack: RunningSlack, client: WebClient
) -> None:
    slack.workspace.user_groups["S0OFFICE"] = {"U0BEN", "U0ANN"}
    assert refused(lambda: client.usergroups_users_list(usergroup="S0OFFICE")) == "missing_scope"
    slack.api.scopes |= {"usergroups:read"}
    assert client.usergroups_users_list(usergroup="S0OFFICE")["users"] == ["U0ANN", "U0BEN"]
    assert refused(lambda: client.usergroups_users_list(usergroup="S0X")) == "no_such_subteam"


def test_a_message_to_a_person_goes_to_their_direct_message(
    slack: RunningSlack, client: WebClient
) -> None:
    assert client.chat_postMessage(channel="U0ANN", text="hello")["channel"] == "D0ANN"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0FAR", "text": "x"}, "channel_not_found"),
        ({"channel": "C0OUT", "text": "x"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "x"}, "is_archived"),
        ({"channel": "C0IN", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0IN", "text": "x", "thread_ts": "1.1"}, "invalid_thread_ts"),
        ({"channel": "C0IN", "text": "x", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        (
            {
                "channel": "C0IN",
                "text": "x",
                "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2600}}]
                * 4,
            },
            "msg_blocks_too_long",
        ),
        ({"channel": "C0IN", "text": "x", "colour": "red"}, "invalid_arguments"),
    ],
)
def test_a_message_slack_would_refuse(
    client: WebClient, arguments: dict[str, Any], error: str
) -> None:
    assert refused(lambda: client.chat_postMessage(**arguments)) == error


@pytest.mark.parametrize("text", [{}, {"text": ""}, {"text": "  "}])
def test_a_message_without_words_for_screen_readers_is_refused(
    client: WebClient, text: dict[str, str]
) -> None:
    call = lambda: client.api_call(  # noqa: E731
        "chat.postMessage", json={"channel": "C0IN", "blocks": [{"type": "divider"}], **text}
    )
    assert refused(call) == "no_text"


def test_an_ephemeral_needs_its_reader_in_the_channel(client: WebClient) -> None:
    assert client.chat_postEphemeral(channel="C0IN", user="U0ANN", text="x")["ok"]
    call = lambda: client.chat_postEphemeral(channel="C0IN", user="U0FAR", text="x")  # noqa: E731
    assert refused(call) == "user_not_in_channel"


def test_only_own_messages_can_be_changed(slack: RunningSlack, client: WebClient) -> None:
    mine = client.chat_postMessage(channel="C0IN", text="before")
    theirs = slack.workspace.add_post(Post("C0IN", slack.workspace.next_ts(), "U0ANN", "theirs"))
    client.chat_update(channel="C0IN", ts=mine["ts"], text="after")

    assert slack.workspace.channels["C0IN"].posts[0].text == "after"
    call = lambda: client.chat_update(channel="C0IN", ts=theirs.ts, text="x")  # noqa: E731
    assert refused(call) == "cant_update_message"
    gone = lambda: client.chat_update(channel="C0IN", ts="1.1", text="x")  # noqa: E731
    assert refused(gone) == "message_not_found"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("xoxb-other", "invalid_auth"),
        (None, "not_authed"),
        (APP_TOKEN, "not_allowed_token_type"),
    ],
)
def test_tokens(slack: RunningSlack, token: str | None, error: str) -> None:
    assert refused(WebClient(token, base_url=slack.api_url, retry_handlers=[]).auth_test) == error


def test_unknown_methods_and_missing_scopes_are_refused(
    slack: RunningSlack, client: WebClient
) -> None:
    assert refused(lambda: client.api_call("chat.shout")) == "unknown_method"
    slack.api.scopes -= {"im:write"}
    assert refused(lambda: client.conversations_open(users="U0ANN")) == "missing_scope"


def test_every_method_has_a_handler_and_every_scope_asked_for_is_given() -> None:
    assert set(HANDLERS) | {"apps.connections.open"} == set(METHODS)
    assert "chat:write" in manifest_scopes()


def test_the_bot_token_opens_no_connection(slack: RunningSlack, client: WebClient) -> None:
    assert client.apps_connections_open(app_token=APP_TOKEN)["url"].startswith("ws://127.0.0.1:")
    call = lambda: client.apps_connections_open(app_token=BOT_TOKEN)  # noqa: E731
    assert refused(call) == "not_allowed_token_type"


def test_a_trigger_works_once_and_for_three_seconds(
    slack: RunningSlack, client: WebClient, clock: HandClock
) -> None:
    once = slack.workspace.new_trigger("U0ANN")
    late = slack.workspace.new_trigger("U0ANN")
    clock.seconds += 2.9
    opened = client.views_open(trigger_id=once, view=MODAL)
    clock.seconds += 0.2

    assert client.views_update(view_id=opened["view"]["id"], view=MODAL)["ok"]
    again = lambda: client.views_open(trigger_id=once, view=MODAL)  # noqa: E731
    assert refused(again) == "exchanged_trigger_id"
    too_late = lambda: client.views_open(trigger_id=late, view=MODAL)  # noqa: E731
    assert refused(too_late) == "expired_trigger_id"
    made_up = lambda: client.views_open(trigger_id="1", view=MODAL)  # noqa: E731
    assert refused(made_up) == "invalid_trigger_id"


def test_a_view_slack_would_refuse_does_not_use_up_its_trigger(
    slack: RunningSlack, client: WebClient
) -> None:
    trigger = slack.workspace.new_trigger("U0ANN")
    bad = MODAL | {"title": {"type": "plain_text", "text": "x" * 25}}
    assert refused(lambda: client.views_open(trigger_id=trigger, view=bad)) == "invalid_arguments"

    assert client.views_open(trigger_id=trigger, view=MODAL)["ok"]


def test_views_that_are_not_there(client: WebClient) -> None:
    assert refused(lambda: client.views_update(view_id="V1", view=MODAL)) == "not_found"
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    assert refused(lambda: client.views_publish(user_id="U1", view=home)) == "user_not_found"


def test_prompts_given_for_a_thread_are_lost_without_a_word(
    slack: RunningSlack, client: WebClient
) -> None:
    channel = slack.workspace.direct_channel("U0ANN").id
    prompts = [{"title": "A", "message": "B"}]
    client.assistant_threads_setSuggestedPrompts(
        channel_id=channel, prompts=prompts, thread_ts="1.1"
    )
    assert slack.workspace.prompts == {}
    client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)
    assert slack.workspace.prompts == {channel: prompts}
    many = lambda: client.assistant_threads_setSuggestedPrompts(  # noqa: E731
        channel_id=channel, prompts=prompts * 5
    )
    assert refused(many) == "invalid_arguments"


def test_a_status_needs_its_thread(slack: RunningSlack, client: WebClient) -> None:
    channel = slack.workspace.direct_channel("U0ANN").id
    call = lambda: client.assistant_threads_setStatus(  # noqa: E731
        channel_id=channel, thread_ts="1.1", status="is looking"
    )
    assert refused(call) == "invalid_thread_ts"


def test_calls_are_held_back_on_demand(slack: RunningSlack) -> None:
    slack.api.rate_limit("chat.postMessage", seconds=0)
    patient = WebClient(
        BOT_TOKEN,
        base_url=slack.api_url,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)],
    )

    assert patient.chat_postMessage(channel="C0IN", text="x")["ok"]
    assert [call.error for call in slack.api.calls] == ["ratelimited", None]


def test_calls_say_when_they_came_and_when_they_were_answered(
    slack: RunningSlack, client: WebClient
) -> None:
    before = time.monotonic()
    client.auth_test()
    between = time.monotonic()
    client.auth_test()

    first, second = slack.api.calls
    assert before <= first.began <= first.ended <= between <= second.began <= second.ended


def test_a_response_url_takes_five_posts_in_half_an_hour(
    slack: RunningSlack, clock: HandClock
) -> None:
    key = slack.workspace.new_response_url("C0OUT", "U0ANN")
    webhook = WebhookClient(f"{slack.base}/response/{key}", retry_handlers=[])
    statuses = [webhook.send(text="x").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [404]
    assert [post.seen_by for post in slack.workspace.channels["C0OUT"].posts] == ["U0ANN"] * 5

    key = slack.workspace.new_response_url("C0OUT", "U0ANN")
    clock.seconds += 1801
    late = WebhookClient(f"{slack.base}/response/{key}", retry_handlers=[])
    assert late.send(text="x").status_code == 404


def test_a_response_replaces_what_it_answers(slack: RunningSlack) -> None:
    mine = slack.workspace.add_post(Post("C0OUT", "5.5", BOT_USER, "before", seen_by="U0ANN"))
    key = slack.workspace.new_response_url("C0OUT", "U0ANN", mine)
    webhook = WebhookClient(f"{slack.base}/response/{key}", retry_handlers=[])
    webhook.send(text="after", replace_original=True)
    webhook.send(text="for all", response_type="in_channel")
    bad = webhook.send(text="x", blocks=[{"type": "marquee"}])

    posts = slack.workspace.channels["C0OUT"].posts
    assert [(post.text, post.seen_by) for post in posts] == [("after", "U0ANN"), ("for all", None)]
    assert bad.status_code == 500


def test_what_would_ping_or_mislead_is_seen() -> None:
    loud = Post("C", "1", "U", "<!channel> <@U0ANN> <https://evil.example|here>")
    calm = Post("C", "1", "U", "&lt;!channel&gt; @here")
    inside = Post("C", "1", "U", "x", [{"text": {"type": "mrkdwn", "text": "<!here>"}}])
    shown = Post("C", "1", "U", "x", [{"text": {"type": "plain_text", "text": "<!here>"}}])

    assert len(loud.pings) == 3
    assert calm.pings == []
    assert inside.pings == ["<!here>"]
    assert shown.pings == []


def test_a_button_that_is_not_there_cannot_be_pressed() -> None:
    with pytest.raises(LookupError):
        action_for([{"type": "divider", "block_id": "b"}], "Press me")


def test_history_is_read_newest_first_page_by_page(client: WebClient, slack: RunningSlack) -> None:
    channel = slack.workspace.direct_channel("U0ANN").id
    stamps = [client.chat_postMessage(channel=channel, text=f"{n}")["ts"] for n in range(5)]
    client.chat_postMessage(channel=channel, text="reply", thread_ts=stamps[0])

    first = client.conversations_history(channel=channel, oldest=stamps[0], limit=3)
    rest = client.conversations_history(
        channel=channel,
        oldest=stamps[0],
        limit=3,
        cursor=first["response_metadata"]["next_cursor"],
    )

    assert [each["text"] for each in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"]
    assert [each["text"] for each in rest["messages"]] == ["1"]
    assert rest["response_metadata"]["next_cursor"] == ""


def test_metadata_is_shown_only_when_it_is_asked_for(client: WebClient) -> None:
    known = {"event_type": "made_up", "event_payload": {"post": "1"}}
    channel = client.chat_postMessage(channel="U0ANN", text="a", metadata=known)["channel"]

    [bare] = client.conversations_history(channel=channel)["messages"]
    [full] = client.conversations_history(channel=channel, include_all_metadata=True)["messages"]

    assert "metadata" not in bare
    assert full["metadata"] == known


def test_metadata_of_another_form_is_refused(client: WebClient) -> None:
    bad = {"event_type": "Made up", "event_payload": {}}

    assert (
        refused(lambda: client.chat_postMessage(channel="U0ANN", text="a", metadata=bad))
        == "invalid_metadata_format"
    )


def test_an_answer_can_be_lost_after_the_call_was_done(
    client: WebClient, slack: RunningSlack
) -> None:
    slack.api.lose_answer("chat.postMessage")

    assert refused(lambda: client.chat_postMessage(channel="C0IN", text="a")) == "internal_error"
    assert [post.text for post in slack.workspace.channels["C0IN"].posts] == ["a"]
