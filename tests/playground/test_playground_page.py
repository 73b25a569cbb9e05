"""What the page's server gives out and takes, without a browser."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from slack_sdk import WebClient

from playground.acting import action_for
from playground.cast import ANN, BEN, CHANNEL
from playground.running import running_playground
from playground.web_api import BOT_TOKEN
from programme.errors import RuleBroken
from tests.flows.stage import a_stage
from tests.playground.conftest import QUESTION, WORDS, Yard

JSON = {"content-type": "application/json"}


def request(
    yard: Yard, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    address = urlsplit(yard.running.address)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    connection.request(
        method, path, body and body.encode(), {k.replace("_", "-"): v for k, v in headers.items()}
    )
    response = connection.getresponse()
    answer = response.status, response.read().decode(), dict(response.getheaders())
    connection.close()
    return answer


def do(
    yard: Yard, what: str, *, user: str = ANN, place: str = "dm", **given: Any
) -> tuple[int, str]:
    wish = {"user": user, "place": place, "what": what, "given": given}
    status, body, _ = request(
        yard, "POST", "/do", json.dumps(wish), content_type=JSON["content-type"]
    )
    return status, json.loads(body).get("sentence", "")


def screen(yard: Yard, user: str = ANN, place: str = "dm", seen: str = "") -> dict[str, Any]:
    query = urlencode({"user": user, "place": place, "seen": seen})
    status, body, _ = request(yard, "GET", f"/screen?{query}")
    assert status == 200, "nothing changed"
    shown: dict[str, Any] = json.loads(body)
    return shown


def look_until(yard: Yard, words: str, **where: str) -> str:
    """The screen as soon as these words stand on it; each look waits for a change."""
    seen = ""
    for _ in range(50):
        shown = screen(yard, **where, seen=seen)
        seen = shown["fingerprint"]
        html = "".join(piece["html"] for piece in shown["pieces"])
        html += (shown["modal"] or {"html": ""})["html"]
        if words in html:
            return html
    raise AssertionError(f"never: {words}")


def test_the_page_fetches_nothing_from_elsewhere(yard: Yard) -> None:
    for path in ("/", "/style.css", "/workspace.css", "/workspace.js"):
        status, body, headers = request(yard, "GET", path)
        assert status == 200
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "//" not in body.replace("// ", "").replace("://", "") or path.endswith("js")
        assert "http" not in body


@pytest.mark.parametrize(
    "path", ["/secret.py", "/../site.py", "/screen?user=U9&place=dm", "/screen"]
)
def test_what_is_not_there_is_not_given(yard: Yard, path: str) -> None:
    assert request(yard, "GET", path)[0] == 404


def test_only_this_machine_is_answered_by_name(yard: Yard) -> None:
    assert request(yard, "GET", "/", host="evil.example")[0] == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_page_of_another_site_can_do_nothing(yard: Yard, kind: str) -> None:
    wish = json.dumps({"user": ANN, "place": "dm", "what": "say", "given": {"text": "x"}})

    assert request(yard, "POST", "/do", wish, content_type=kind)[0] == 415
    assert yard.running.slack.workspace.direct_channel(ANN).posts == []


@pytest.mark.parametrize("body", ["", "[]", "{", '{"given": 1}', '{"given": {}}', "x" * 200_001])
def test_what_cannot_be_read_is_refused(yard: Yard, body: str) -> None:
    assert request(yard, "POST", "/do", body, content_type=JSON["content-type"])[0] == 400


@pytest.mark.parametrize(
    ("what", "given", "sentence"),
    [
        ("say", {"text": "  "}, "Write something first."),
        ("say", {"text": "/dance"}, "That is not a command here."),
        ("fly", {}, "That cannot be done here."),
        ("close", {"view": "V1"}, "That is no longer there."),
        ("submit", {}, "That is no longer there."),
        ("act", {"ts": "1.1", "block": "b0", "action": "x"}, "That is no longer there."),
        ("shortcut", {"callback": "none"}, "That is no longer there."),
    ],
)
def test_what_cannot_be_done_is_said(
    yard: Yard, what: str, given: dict[str, Any], sentence: str
) -> None:
    status, told = do(yard, what, **given)

    assert status == 409
    assert sentence in told


def test_a_question_is_answered(yard: Yard) -> None:
    assert do(yard, "say", text=QUESTION)[0] == 200

    assert "Open source 1" in look_until(yard, WORDS)


def test_what_is_for_one_person_is_shown_to_that_person_alone(yard: Yard) -> None:
    do(yard, "say", place=CHANNEL, text=f"/truenorth ask {QUESTION}")

    assert "Only visible to you" in look_until(yard, WORDS, place=CHANNEL)
    assert screen(yard, BEN, CHANNEL)["pieces"] == []


def test_nobody_presses_buttons_or_sends_forms_of_another(yard: Yard) -> None:
    do(yard, "open", place="home")
    look_until(yard, "Ask a question", place="home")
    pressed = action_for(yard.running.slack.workspace.homes[ANN].view["blocks"], "Ask a question")
    button = {"block": pressed["block_id"], "action": pressed["action_id"], "value": "home"}
    do(yard, "act", place="home", view="home", values={}, **button)
    look_until(yard, "Your question", place="home")
    [opened] = yard.running.slack.workspace.modals.values()

    assert do(yard, "submit", user=BEN, view=opened.id, values={})[0] == 409
    assert do(yard, "act", user=BEN, place="home", view="home", **button)[0] == 409
    assert screen(yard, BEN)["modal"] is None
    assert do(yard, "submit", view=opened.id, values={"question": ""})[0] == 200
    assert opened.errors == {"question": "Please complete this required field."}
    assert do(yard, "submit", view=opened.id, values={"question": QUESTION})[0] == 200
    assert "Open source 1" in look_until(yard, WORDS)
    assert screen(yard)["modal"] is None


def test_a_button_value_that_was_not_offered_is_refused(yard: Yard) -> None:
    do(yard, "say", text=QUESTION)
    look_until(yard, WORDS)
    post = yard.running.slack.workspace.direct_channel(ANN).posts[-1]
    button = action_for(post.blocks, "Not what I meant: show other passages")
    pressed = {"ts": post.ts, "block": button["block_id"], "action": button["action_id"]}

    assert do(yard, "act", **pressed, value="made up")[0] == 409
    assert do(yard, "act", **pressed, value=button["value"])[0] == 200
    assert "Other words." in look_until(yard, "Other words.")


def test_a_thread_that_the_app_began_itself_is_shown(yard: Yard) -> None:
    slack = yard.running.slack
    client = WebClient(token=BOT_TOKEN, base_url=slack.api_url)
    root = client.chat_postMessage(channel=CHANNEL, text="Where we stand")
    client.chat_postMessage(channel=CHANNEL, text="The detail", thread_ts=root["ts"])

    assert "Where we stand" in look_until(yard, "The detail", place=CHANNEL)


def test_a_port_in_use_is_told(yard: Yard) -> None:
    port = urlsplit(yard.running.address).port or 0
    with (
        a_stage(start=False) as stage,
        pytest.raises(RuleBroken, match=f"Port {port} is in use"),
        running_playground(stage.services, stage.settings, port=port),
    ):
        pass
