"""The pieces messages and views are made of, each kept within Slack's limits.

Words of documents and people go into `plain_text` and `rich_text` only, which Slack does not parse.

Source: https://docs.slack.dev/reference/block-kit
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.text import fit, inert, printable

Block = dict[str, Any]
View = dict[str, Any]

SECTION = 3000
HEADER = 150
SMALL = 2000
BUTTON = 75
OPTION = 75
TITLE = 24
FALLBACK = 3000
UNSPOKEN = "A message from True North."
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A message: what screen readers and notifications read, and what eyes see."""

    text: str
    blocks: tuple[Block, ...] = ()


def message(spoken: str, blocks: Sequence[Block]) -> Message:
    """A message whose spoken words are harmless and whose blocks are few enough."""
    words = inert(fit(spoken, FALLBACK))
    return Message(text=words if words.strip() else UNSPOKEN, blocks=tuple(blocks[:MESSAGE_BLOCKS]))


def plain(words: str, limit: int = SECTION) -> dict[str, Any]:
    """Words as they are: no mark-up, no emoji codes."""
    return {"type": "plain_text", "text": fit(printable(words), limit) or " ", "emoji": False}


def section(words: str, accessory: dict[str, Any] | None = None) -> Block:
    """A paragraph, with an element at its side where there is one."""
    block: Block = {"type": "section", "text": plain(words)}
    if accessory:
        block["accessory"] = accessory
    return block


def header(words: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(words, HEADER)}


def small(words: str) -> Block:
    """A line in small print."""
    return {"type": "context", "elements": [plain(words, SMALL)]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(
    label: str, action: str, value: str, *, primary: bool = False, spoken: str | None = None
) -> dict[str, Any]:
    """A button; `spoken` is what a screen reader says where the label alone is not enough."""
    element: dict[str, Any] = {
        "type": "button",
        "action_id": action,
        "text": plain(label, BUTTON),
        "value": value,
    }
    if primary:
        element["style"] = "primary"
    if spoken:
        element["accessibility_label"] = fit(printable(spoken), BUTTON)
    return element


def actions(elements: Sequence[dict[str, Any]]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def run(words: str, **style: bool) -> dict[str, Any]:
    """A run of text inside rich text."""
    element: dict[str, Any] = {"type": "text", "text": printable(words) or " "}
    if style:
        element["style"] = style
    return element


def paragraph(*runs: dict[str, Any]) -> dict[str, Any]:
    """A paragraph inside rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def bullets(items: Iterable[Sequence[dict[str, Any]]]) -> dict[str, Any]:
    """A bullet list inside rich text."""
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [paragraph(*runs) for runs in items],
    }


def quotation(words: str) -> dict[str, Any]:
    """Quoted words inside rich text."""
    return {"type": "rich_text_quote", "elements": [run(words)]}


def rich(parts: Sequence[dict[str, Any]]) -> Block:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(parts)}


def modal(title: str, blocks: Sequence[Block], *, close: str = "Close") -> View:
    """A modal that is only read."""
    return {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(blocks[:VIEW_BLOCKS]),
    }
