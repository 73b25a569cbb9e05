"""Text objects and rich text, and what in them Slack would act on."""

import re
from collections.abc import Iterator
from typing import Any

from playground.kit.problems import Problems

PINGS = re.compile(r"<(?:![a-z]+|!subteam\^[^>]*|@[UW][A-Z0-9]+)(?:\|[^>]*)?>")
LINKS = re.compile(r"<(?:https?:|mailto:|tel:|slack:|#C)[^>]*>")

RICH_PARTS = frozenset(
    {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
)
RICH_ELEMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "text": (frozenset({"text"}), frozenset({"style"})),
    "user": (frozenset({"user_id"}), frozenset({"style"})),
    "channel": (frozenset({"channel_id"}), frozenset({"style"})),
    "link": (frozenset({"url"}), frozenset({"text", "style", "unsafe"})),
    "emoji": (frozenset({"name"}), frozenset({"unicode", "style"})),
    "date": (frozenset({"timestamp", "format"}), frozenset({"url", "fallback", "style"})),
    "broadcast": (frozenset({"range"}), frozenset({"style"})),
}
STYLES = frozenset({"bold", "italic", "strike", "code", "underline"})
LONGEST_RUN = 3000


def check_text(
    problems: Problems, value: Any, at: str, *, most: int, only_plain: bool = False
) -> None:
    """A text object: `plain_text`, or `mrkdwn` where that is allowed."""
    if not problems.is_object(value, at):
        return
    kind = value.get("type")
    if kind not in ({"plain_text"} if only_plain else {"plain_text", "mrkdwn"}):
        problems.add(f"unsupported type: {kind}", at)
        return
    own = {"plain_text": {"emoji"}, "mrkdwn": {"verbatim"}}[kind]
    problems.attributes(value, at, required={"text"}, optional=own)
    problems.characters(value.get("text"), f"{at}/text", most=most)


def check_rich_text(problems: Problems, block: dict[str, Any], at: str) -> None:
    """A rich text block and all that is in it."""
    for n, part in enumerate(problems.items(block.get("elements"), f"{at}/elements", most=100)):
        _check_part(problems, part, f"{at}/elements/{n}")


def _check_part(problems: Problems, part: Any, at: str) -> None:
    if not problems.is_object(part, at):
        return
    kind = part.get("type")
    if kind not in RICH_PARTS:
        problems.add(f"unsupported type: {kind}", at)
        return
    elements = problems.items(part.get("elements"), f"{at}/elements", most=1000)
    if kind == "rich_text_list":
        problems.attributes(
            part, at, required={"elements", "style"}, optional={"indent", "offset", "border"}
        )
        if part.get("style") not in {"bullet", "ordered"}:
            problems.add("must be bullet or ordered", f"{at}/style")
        for n, item in enumerate(elements):
            if isinstance(item, dict) and item.get("type") != "rich_text_section":
                problems.add("list items must be rich_text_section", f"{at}/elements/{n}")
            else:
                _check_part(problems, item, f"{at}/elements/{n}")
        return
    problems.attributes(part, at, required={"elements"}, optional={"border"})
    for n, element in enumerate(elements):
        _check_element(problems, element, f"{at}/elements/{n}")


def _check_element(problems: Problems, element: Any, at: str) -> None:
    if not problems.is_object(element, at):
        return
    rule = RICH_ELEMENTS.get(str(element.get("type")))
    if rule is None:
        problems.add(f"unsupported type: {element.get('type')}", at)
        return
    problems.attributes(element, at, required=rule[0], optional=rule[1])
    if element["type"] == "text":
        problems.characters(element.get("text"), f"{at}/text", most=LONGEST_RUN)
    unknown = set(element.get("style") or {}) - STYLES
    if unknown:
        problems.add(f"invalid additional property: {min(unknown)}", f"{at}/style")


def strings(value: Any) -> Iterator[str]:
    """Every `text` string in blocks, in reading order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def parsed_strings(value: Any) -> Iterator[str]:
    """The strings that Slack parses as mark-up."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield str(value.get("text"))
        else:
            for inner in value.values():
                yield from parsed_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parsed_strings(inner)
