"""Rich text: sections, lists, quotations and code, with runs of text in them.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Callable
from typing import Any

from playground.pages.emoji import emoji_of
from playground.pages.glyphs import worded
from playground.pages.html import Child, Html, element, joined, link
from playground.pages.showing import Showing, day_words, unknown

Payload = dict[str, Any]
TAGS = {"bold": "strong", "italic": "em", "strike": "s", "code": "code", "underline": "u"}
DEEPEST = 8


def rich_text(block: Payload, showing: Showing) -> Html:
    """All parts of a rich text block."""
    return joined(_part(part, showing) for part in block.get("elements") or [])


def _part(part: Any, showing: Showing) -> Html:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind == "rich_text_section":
        return element("p", _runs(part, showing), class_="rich")
    if kind == "rich_text_quote":
        return element("blockquote", _runs(part, showing))
    if kind == "rich_text_preformatted":
        return element("pre", element("code", _runs(part, showing)))
    if kind == "rich_text_list":
        return _list(part, showing)
    return unknown("text", part)


def _list(part: Payload, showing: Showing) -> Html:
    items = [
        element("li", _runs(item, showing))
        if isinstance(item, dict) and item.get("type") == "rich_text_section"
        else element("li", unknown("list item", item))
        for item in part.get("elements") or []
    ]
    indent = min(int(part.get("indent") or 0), DEEPEST)
    class_ = f"indent-{indent}" if indent else None
    if part.get("style") == "ordered":
        offset = int(part.get("offset") or 0)
        return element("ol", *items, class_=class_, start=offset + 1 if offset else None)
    return element("ul", *items, class_=class_)


def _runs(part: Payload, showing: Showing) -> Html:
    return joined(_run(run, showing) for run in part.get("elements") or [])


def _run(run: Any, showing: Showing) -> Child:
    maker = RUNS.get(str(run.get("type"))) if isinstance(run, dict) else None
    if maker is None:
        return unknown("text", run)
    shown: Child = maker(run, showing)
    for name, tag in TAGS.items():
        if (run.get("style") or {}).get(name):
            shown = element(tag, shown)
    return shown


def _user(run: Payload, showing: Showing) -> Child:
    return element("span", "@" + showing.person(str(run.get("user_id"))), class_="mention")


def _channel(run: Payload, showing: Showing) -> Child:
    channel = str(run.get("channel_id"))
    return element("span", "#" + showing.channels.get(channel, channel), class_="mention")


def _link(run: Payload, _: Showing) -> Child:
    return link(str(run.get("url")), str(run.get("text") or run.get("url")))


def _date(run: Payload, showing: Showing) -> Child:
    try:
        return day_words(showing.moment(str(run.get("timestamp"))))
    except ValueError:
        return str(run.get("fallback", ""))


RUNS: dict[str, Callable[[Payload, Showing], Child]] = {
    "text": lambda run, _: worded(str(run.get("text", ""))),
    "user": _user,
    "channel": _channel,
    "link": _link,
    "emoji": lambda run, _: worded(emoji_of(str(run.get("name"))) or f":{run.get('name')}:"),
    "date": _date,
    "broadcast": lambda run, _: element("span", f"@{run.get('range')}", class_="loud"),
}
