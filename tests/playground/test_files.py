"""The stand-in takes files as Slack does: announced, uploaded, shown once."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.slack import RunningSlack, running_slack
from playground.web_api import BOT_TOKEN
from playground.workspace import BOT_USER

CHANNEL = "C0GENERAL"


@pytest.fixture
def slack() -> Iterator[RunningSlack]:
    with running_slack() as running:
        running.workspace.add_channel(CHANNEL, "general", {BOT_USER})
        yield running


def client(slack: RunningSlack) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=slack.api_url)


def test_a_picture_is_shared_with_its_words(slack: RunningSlack) -> None:
    root = client(slack).chat_postMessage(channel=CHANNEL, text="Root")
    client(slack).files_upload_v2(
        channel=CHANNEL,
        thread_ts=root["ts"],
        filename="a.png",
        title="A chart",
        content=b"\x89PNG",
        alt_txt="What it says",
    )
    _, post = slack.workspace.channels[CHANNEL].posts
    [file] = post.files
    assert (file.name, file.title, file.alt, file.data) == (
        "a.png", "A chart", "What it says", b"\x89PNG",
    )  # fmt: skip
    assert post.thread_ts == root["ts"]


def announce(slack: RunningSlack, **changes: object) -> str:
    fields = {"filename": "a.png", "length": 3, **changes}
    return str(client(slack).files_getUploadURLExternal(**fields)["file_id"])  # type: ignore[arg-type]  # names its fields


def complete(slack: RunningSlack, file: str, **where: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        client(slack).files_completeUploadExternal(
            files=[{"id": file, "title": "A"}],
            **{"channel_id": CHANNEL, **where},  # type: ignore[arg-type]  # names its fields
        )
    return str(refused.value.response["error"])


def test_a_file_without_its_bytes_is_not_shared(slack: RunningSlack) -> None:
    assert complete(slack, announce(slack)) == "file_not_found"
    assert complete(slack, "F0NONE") == "file_not_found"


def test_files_are_shared_once_and_only_where_the_app_may_post(slack: RunningSlack) -> None:
    slack.workspace.add_channel("C0ELSEWHERE", "elsewhere", set())
    file = announce(slack)
    slack.workspace.files[file].data = b"abc"

    assert complete(slack, file, channel_id="C0ELSEWHERE") == "not_in_channel"
    assert complete(slack, file, channel_id="U0ANN") == "channel_not_found"
    assert complete(slack, file, thread_ts="1.0") == "invalid_thread_ts"
    client(slack).files_completeUploadExternal(files=[{"id": file}], channel_id=CHANNEL)
    assert complete(slack, file) == "file_not_found"


def test_words_for_a_picture_are_of_limited_length(slack: RunningSlack) -> None:
    with pytest.raises(SlackApiError, match="alt_txt_too_large"):
        announce(slack, alt_txt="x" * 1001)
