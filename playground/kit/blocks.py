"""Blocks: which there are, on which surfaces, and how much they may hold."""

from collections.abc import Callable
from typing import Any

from playground.kit.elements import ACCESSORY, check_element
from playground.kit.problems import Problems
from playground.kit.texts import check_rich_text, check_text, strings

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}

# Slack does not say how much text a message may hold in all; about 11,300 was seen refused and
# 9,600 taken, so the lower figure is what may be relied on.
LONGEST_MESSAGE = 10_000

Check = Callable[[Problems, dict[str, Any], str], None]


def check_blocks(value: Any, surface: str, at: str = "/blocks") -> list[str]:
    """What Slack would refuse in a list of blocks; empty when it takes them."""
    problems = Problems()
    ids: set[str] = set()
    blocks = problems.items(value, at, most=MOST_BLOCKS[surface])
    for n, block in enumerate(blocks):
        here = f"{at}/{n}"
        if not problems.is_object(block, here):
            continue
        kind = str(block.get("type"))
        rule = BLOCKS.get(kind)
        if rule is None or surface not in rule[0]:
            problems.add(f"unsupported type: {kind}", here)
            continue
        problems.attributes(block, here, required=rule[1], optional=rule[2] | {"block_id"})
        _check_block_id(problems, block, here, ids)
        rule[3](problems, block, here)
        _check_action_ids(problems, block, here)
    if surface == MESSAGE and sum(len(text) for text in strings(value)) > LONGEST_MESSAGE:
        problems.found.append("msg_blocks_too_long")
    return problems.found


def _check_block_id(problems: Problems, block: dict[str, Any], at: str, ids: set[str]) -> None:
    block_id = block.get("block_id")
    if block_id is None:
        return
    problems.characters(block_id, f"{at}/block_id", most=255)
    if block_id in ids:
        problems.add(f"`block_id` {block_id} already exists", at)
    ids.add(block_id)


def _check_action_ids(problems: Problems, block: dict[str, Any], at: str) -> None:
    elements = [e for e in block.get("elements") or [] if isinstance(e, dict)]
    ids = [e["action_id"] for e in elements if "action_id" in e]
    for action_id in sorted({each for each in ids if ids.count(each) > 1}):
        problems.add(f"`action_id` {action_id} already exists for this block", at)


def _section(problems: Problems, block: dict[str, Any], at: str) -> None:
    if "text" not in block and "fields" not in block:
        problems.add("missing required field: text or fields", at)
    if "text" in block:
        check_text(problems, block["text"], f"{at}/text", most=3000)
    if "fields" in block:
        for n, field in enumerate(problems.items(block["fields"], f"{at}/fields", most=10)):
            check_text(problems, field, f"{at}/fields/{n}", most=2000)
    if "accessory" in block:
        accessory = block["accessory"]
        if isinstance(accessory, dict) and accessory.get("type") == "image":
            _image(problems, accessory, f"{at}/accessory")
        else:
            check_element(problems, accessory, f"{at}/accessory", ACCESSORY)


def _header(problems: Problems, block: dict[str, Any], at: str) -> None:
    check_text(problems, block.get("text"), f"{at}/text", most=150, only_plain=True)


def _context(problems: Problems, block: dict[str, Any], at: str) -> None:
    for n, element in enumerate(problems.items(block.get("elements"), f"{at}/elements", most=10)):
        here = f"{at}/elements/{n}"
        if isinstance(element, dict) and element.get("type") == "image":
            _image(problems, element, here)
        else:
            check_text(problems, element, here, most=2000)


def _elements(most: int) -> Check:
    def check(problems: Problems, block: dict[str, Any], at: str) -> None:
        elements = problems.items(block.get("elements"), f"{at}/elements", most=most)
        for n, element in enumerate(elements):
            check_element(problems, element, f"{at}/elements/{n}", block["type"])

    return check


def _input(problems: Problems, block: dict[str, Any], at: str) -> None:
    check_text(problems, block.get("label"), f"{at}/label", most=2000, only_plain=True)
    if "hint" in block:
        check_text(problems, block["hint"], f"{at}/hint", most=2000, only_plain=True)
    check_element(problems, block.get("element"), f"{at}/element", "input")


def _image(problems: Problems, block: dict[str, Any], at: str) -> None:
    problems.characters(block.get("alt_text"), f"{at}/alt_text", most=2000)
    if "image_url" in block:
        problems.characters(block["image_url"], f"{at}/image_url", most=3000)
    elif "slack_file" not in block:
        problems.add("missing required field: image_url or slack_file", at)
    if "title" in block:
        check_text(problems, block["title"], f"{at}/title", most=2000, only_plain=True)


def _markdown(problems: Problems, block: dict[str, Any], at: str) -> None:
    problems.characters(block.get("text"), f"{at}/text", most=12_000)


def _table(problems: Problems, block: dict[str, Any], at: str) -> None:
    for n, row in enumerate(problems.items(block.get("rows"), f"{at}/rows", most=100)):
        problems.items(row, f"{at}/rows/{n}", most=20)


def _nothing(_: Problems, __: dict[str, Any], ___: str) -> None:
    """A block with nothing to check."""


_ALL = {MESSAGE, MODAL, HOME}

# type: (surfaces, required attributes, optional attributes beside block_id, further checks)
BLOCKS: dict[str, tuple[set[str], set[str], set[str], Check]] = {
    "section": (_ALL, set(), {"text", "fields", "accessory", "expand"}, _section),
    "header": (_ALL, {"text"}, set(), _header),
    "divider": (_ALL, set(), set(), _nothing),
    "context": (_ALL, {"elements"}, set(), _context),
    "actions": (_ALL, {"elements"}, set(), _elements(25)),
    "context_actions": ({MESSAGE}, {"elements"}, set(), _elements(5)),
    "input": (
        _ALL,
        {"label", "element"},
        {"hint", "optional", "dispatch_action"},
        _input,
    ),
    "image": (_ALL, {"alt_text"}, {"image_url", "slack_file", "title"}, _image),
    "rich_text": (_ALL, {"elements"}, set(), check_rich_text),
    "markdown": ({MESSAGE}, {"text"}, set(), _markdown),
    "table": ({MESSAGE}, {"rows"}, {"column_settings"}, _table),
}
