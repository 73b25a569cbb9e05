"""The stand-in refuses what Slack refuses, and takes what Slack takes."""

from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from playground.kit import check_blocks, check_view

PLAIN = {"type": "plain_text", "text": "words"}
BUTTON = {"type": "button", "action_id": "a", "text": PLAIN}


def section(**changes: Any) -> dict[str, Any]:
    return {"type": "section", "text": PLAIN} | changes


def text(length: int, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": "x" * length}


def feedback(**changes: Any) -> dict[str, Any]:
    one = {"text": PLAIN, "value": "1"}
    buttons = {"type": "feedback_buttons", "positive_button": one, "negative_button": one | changes}
    return {"type": "context_actions", "elements": [buttons]}


TAKEN: list[dict[str, Any]] = [
    section(),
    section(text=text(3000)),
    section(text=text(3000, "mrkdwn")),
    section(fields=[PLAIN] * 10),
    section(accessory=BUTTON),
    {"type": "header", "text": text(150)},
    {"type": "divider"},
    {"type": "context", "elements": [PLAIN] * 10},
    {"type": "actions", "elements": [BUTTON, BUTTON | {"action_id": "b", "value": "x" * 2000}]},
    {"type": "image", "image_url": "https://a.example/a.png", "alt_text": "a chart"},
    feedback(),
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]},
        ],
    },
]

REFUSED: list[tuple[dict[str, Any], str]] = [
    (section(text=text(3001)), "less than 3001"),
    (section(text=text(0)), "more than 0"),
    ({"type": "section"}, "text or fields"),
    (section(fields=[PLAIN] * 11), "no more than 10"),
    (section(colour="red"), "invalid additional property: colour"),
    (section(text={"type": "html", "text": "x"}), "unsupported type: html"),
    (section(text=PLAIN | {"verbatim": True}), "invalid additional property: verbatim"),
    (section(text="bare words"), "must be an object"),
    (section(accessory=BUTTON | {"text": text(76)}), "less than 76"),
    (section(accessory={"type": "plain_text_input"}), "unsupported type: plain_text_input"),
    (section(block_id="x" * 256), "less than 256"),
    ({"type": "header", "text": text(151)}, "less than 151"),
    ({"type": "header", "text": text(5, "mrkdwn")}, "unsupported type: mrkdwn"),
    ({"type": "context", "elements": [PLAIN] * 11}, "no more than 10"),
    ({"type": "actions", "elements": [BUTTON, BUTTON]}, "already exists for this block"),
    ({"type": "actions", "elements": []}, "no less than 1"),
    ({"type": "actions", "elements": [BUTTON | {"value": "x" * 2001}]}, "less than 2001"),
    ({"type": "actions", "elements": [BUTTON | {"action_id": "x" * 256}]}, "less than 256"),
    ({"type": "actions", "elements": [BUTTON | {"style": "blue"}]}, "primary or danger"),
    ({"type": "image", "image_url": "https://a.example/a.png"}, "missing required field: alt_text"),
    ({"type": "image", "alt_text": "a"}, "image_url or slack_file"),
    ({"type": "marquee"}, "unsupported type: marquee"),
    (feedback(value="x" * 2001), "less than 2001"),
    ({"type": "context_actions", "elements": [BUTTON]}, "unsupported type: button"),
    ({"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}, "unsupported type: text"),
    (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
        },
        "more than 0",
    ),
    ({"type": "table", "rows": [[PLAIN]] * 101}, "no more than 100"),
    ({"type": "table", "rows": [[PLAIN] * 21]}, "no more than 20"),
    ({"type": "markdown", "text": "x" * 12_001}, "less than 12001"),
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block: dict[str, Any]) -> None:
    assert check_blocks([block], "message") == []


@pytest.mark.parametrize(("block", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_slack_refuses_is_refused(block: dict[str, Any], reason: str) -> None:
    problems = check_blocks([block], "message")

    assert any(reason in problem for problem in problems), problems


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: block["type"])
def test_slacks_own_models_agree_on_what_is_taken(block: dict[str, Any]) -> None:
    model = Block.parse(block)

    assert model is not None
    model.validate_json()


@pytest.mark.parametrize("limit", ["text", "fields", "block_id"])
def test_slacks_own_models_agree_on_what_is_too_much(limit: str) -> None:
    block = {
        "text": section(text=text(3001)),
        "fields": section(fields=[PLAIN] * 11),
        "block_id": section(block_id="x" * 256),
    }[limit]
    model = Block.parse(block)

    assert model is not None
    with pytest.raises(SlackObjectFormationError):
        model.validate_json()
    assert check_blocks([block], "message")


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_how_many_blocks_a_surface_holds(surface: str, most: int) -> None:
    assert check_blocks([{"type": "divider"}] * most, surface) == []
    assert check_blocks([{"type": "divider"}] * (most + 1), surface)


def test_a_block_id_stands_once() -> None:
    assert check_blocks([section(block_id="a"), section(block_id="b")], "message") == []
    assert check_blocks([section(block_id="a"), section(block_id="a")], "message")


def test_a_message_holds_so_much_text_in_all() -> None:
    assert check_blocks([section(text=text(2500))] * 4, "message") == []
    assert "msg_blocks_too_long" in check_blocks([section(text=text(2501))] * 4, "message")


def test_some_blocks_are_for_messages_only() -> None:
    assert check_blocks([feedback()], "modal")
    assert check_blocks([{"type": "markdown", "text": "x"}], "home")


def modal(**changes: Any) -> dict[str, Any]:
    return {"type": "modal", "title": PLAIN, "blocks": [section()]} | changes


INPUT = {
    "type": "input",
    "label": PLAIN,
    "element": {"type": "plain_text_input", "action_id": "a"},
}


@pytest.mark.parametrize(
    ("view", "taken"),
    [
        (modal(), True),
        (modal(title=text(24)), True),
        (modal(title=text(25)), False),
        (modal(close=text(25)), False),
        (modal(private_metadata="x" * 3000), True),
        (modal(private_metadata="x" * 3001), False),
        (modal(callback_id="x" * 256), False),
        (modal(blocks=[]), False),
        (modal(blocks=[INPUT], submit=PLAIN), True),
        (modal(blocks=[INPUT]), False),
        (modal(colour="red"), False),
        ({"type": "home", "blocks": [section()]}, False),
        ("words", False),
    ],
)
def test_modals(view: Any, taken: bool) -> None:
    assert (check_view(view, "modal") == []) is taken


def test_the_home_tab() -> None:
    assert check_view({"type": "home", "blocks": [section()]}, "home") == []
    assert check_view({"type": "home", "blocks": [section()], "title": PLAIN}, "home")
