"""Every block and every control looks like what it is, and is heard as it is seen."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from playground.kit import check_blocks
from playground.kit.blocks import BLOCKS
from playground.kit.elements import ELEMENTS
from playground.pages.blocks import BLOCKS as SHOWN_BLOCKS
from playground.pages.elements import MAKERS
from playground.pages.showing import Showing
from tests.playground.pages.payloads import elements, every_block, field, option, plain, seen


def test_whatever_the_stand_in_takes_can_be_shown() -> None:
    assert set(BLOCKS) <= set(SHOWN_BLOCKS)
    assert set(ELEMENTS) <= set(MAKERS)


def test_every_block_is_shown_and_none_as_unknown() -> None:
    page = seen(*every_block("words"))

    assert page.select(".unknown") == []
    kinds = {str(block["type"]) for block in every_block("words")}
    assert all(page.select(f".block.{kind}") for kind in kinds)


@pytest.mark.parametrize(
    "block",
    [
        {"type": "marquee", "text": "secret"},
        {"type": "actions", "elements": [{"type": "lever", "action_id": "a"}]},
        {"type": "section", "text": {"type": "html", "text": "x"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_poem"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{}]}]},
        {"type": "table", "rows": [[{"type": "cell"}]]},
        "no block at all",
        None,
    ],
    ids=str,
)
def test_what_is_not_known_is_said_to_be_so(block: Any) -> None:
    [note] = seen(block).select(".unknown")

    assert "cannot be shown here" in note.get_text()


def test_ids_are_unlike_one_another() -> None:
    blocks = [{**block, "block_id": f"b{n}"} for n, block in enumerate(every_block("words"))]
    ids = [str(tag["id"]) for tag in seen(*blocks).select("[id]")]

    assert len(ids) == len(set(ids))


def named(page: BeautifulSoup, control: Any) -> str:
    """What a screen reader calls a control."""
    if control.get("aria-label"):
        return str(control["aria-label"])
    if control.get("aria-labelledby"):
        return str(page.find(id=control["aria-labelledby"]).get_text())  # type: ignore[union-attr]
    label = page.find("label", attrs={"for": control.get("id")})
    return str(label.get_text()) if label else str(control.get_text())


def test_every_control_has_a_name() -> None:
    blocks = [{**block, "block_id": f"b{n}"} for n, block in enumerate(every_block("words"))]
    page = seen(*blocks)
    controls = page.select("input, select, textarea, button, summary, [role=group]")

    assert len(controls) > 20
    assert [str(each) for each in controls if not named(page, each).strip()] == []
    assert [str(each) for each in page.select("img, [role=img]") if not _described(each)] == []


def _described(tag: Any) -> bool:
    return bool(tag.get("alt") or tag.get("aria-label"))


@pytest.mark.parametrize("element", elements("words"), ids=lambda element: element["type"])
def test_an_input_is_tied_to_its_label_its_hint_and_its_error(element: dict[str, Any]) -> None:
    showing = Showing("m1", people={"U0ANN": "Ann"}, errors={f"in-{element['type']}": "Not so."})
    page = seen(field(element, "How many?", hint=plain("A hint.")), showing=showing)
    [control] = page.select("[data-act]")

    assert control["data-act"] == element["type"]
    assert (control["data-block"], control["data-action"]) == (f"in-{element['type']}", "a")
    assert named(page, control) == "How many?"
    heard = [page.find(id=one) for one in str(control["aria-describedby"]).split()]
    assert [one.get_text() for one in heard if one] == ["A hint.", "⚠ Not so."]
    assert control["aria-invalid"] == "true"


def test_what_is_asked_for_is_marked_as_optional_or_required() -> None:
    text = {"type": "plain_text_input"}
    needed, not_needed = seen(field(text)), seen(field(text, optional=True))

    assert needed.select_one("input[aria-required=true]")
    assert not_needed.select_one("input[aria-required]") is None
    assert "(optional)" in not_needed.get_text()


def test_what_was_chosen_before_is_chosen() -> None:
    page = seen(*(field(each) for each in elements("words")))

    assert page.select_one("option[selected]")
    assert page.select_one("input[type=checkbox][checked]")
    assert page.select_one("input[type=date]")["value"] == "2026-08-03"  # type: ignore[index]
    assert page.select_one("textarea").get_text() == "words"  # type: ignore[union-attr]


def test_a_button_carries_what_it_sends_and_what_is_asked_before() -> None:
    confirm = {"title": plain("Sure?"), "text": plain("Really send it?")}
    button = {"type": "button", "action_id": "go", "text": plain("Send"), "value": "7"}
    block = {"type": "actions", "block_id": "row", "elements": [button | {"confirm": confirm}]}

    [shown] = seen(block).select("button")

    sent = {name: shown[f"data-{name}"] for name in ("act", "block", "action", "value", "confirm")}
    assert sent == {
        "act": "button",
        "block": "row",
        "action": "go",
        "value": "7",
        "confirm": "Really send it?",
    }


def test_a_select_without_a_choice_yet_starts_empty() -> None:
    [select] = seen(field({"type": "static_select", "options": [option("One")]})).select("select")

    assert [each["value"] for each in select.select("option")] == ["", "v1"]


def test_a_table_has_column_headings() -> None:
    row = [{"type": "raw_text", "text": "Goal"}, {"type": "raw_text", "text": "Rating"}]
    page = seen({"type": "table", "rows": [row, row]})

    assert [each.get_text() for each in page.select("th[scope=col]")] == ["Goal", "Rating"]


def test_the_forms_shown_here_are_ones_slack_takes() -> None:
    shown = [block for block in every_block("words") if block["type"] == "input"]
    taken = [block for block in shown if block["element"]["type"] in ELEMENTS]
    unique = [{**block, "block_id": f"b{n}"} for n, block in enumerate(taken)]

    assert check_blocks(json.loads(json.dumps(unique)), "modal") == []
