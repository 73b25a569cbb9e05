"""Slack's own mark-up, `mrkdwn`, and text objects.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterator
from typing import Any

from playground.pages.emoji import emoji_of
from playground.pages.glyphs import worded
from playground.pages.html import Child, Html, element, joined, link
from playground.pages.showing import Showing, unknown

FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
QUOTED = re.compile(r"^(?:>|&gt;) ?(.*)$")
# A zero-width space beside a mark keeps it a mark to be read, as in Slack.
EDGE = r"[^\s\u200b]"
INLINE = re.compile(
    r"<(?P<entity>[^<>\n]+)>"
    r"|`(?P<code>[^`\n]+)`"
    rf"|(?<![\w*])\*(?P<b>(?={EDGE})[^*\n]*?{EDGE})\*(?![\w*])"
    rf"|(?<![\w_])_(?P<i>(?={EDGE})[^_\n]*?{EDGE})_(?![\w_])"
    rf"|(?<![\w~])~(?P<s>(?={EDGE})[^~\n]*?{EDGE})~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+-]+):"
)
TAGS = {"b": "strong", "i": "em", "s": "s"}


def text_object(text: Any, showing: Showing) -> Html:
    """A `plain_text` or `mrkdwn` object."""
    if not isinstance(text, dict) or text.get("type") not in {"plain_text", "mrkdwn"}:
        return unknown("text", text)
    words = str(text.get("text", ""))
    if text["type"] == "mrkdwn":
        return mrkdwn(words, showing)
    return worded("".join(_with_emoji(words)) if text.get("emoji", True) else words)


def words_of(text: Any) -> str:
    """The words of a text object alone, for labels and titles."""
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def mrkdwn(words: str, showing: Showing) -> Html:
    """A whole text with fences, quotes and lines."""
    parts: list[Child] = []
    for n, piece in enumerate(FENCE.split(words)):
        if n % 2:
            parts.append(element("pre", element("code", unescaped(piece))))
        elif piece:
            parts.extend(_lines(piece, showing))
    return joined(parts)


def _lines(words: str, showing: Showing) -> Iterator[Html]:
    quoted: list[str] = []
    plain: list[str] = []
    for line in words.split("\n"):
        found = QUOTED.match(line)
        if found and plain:
            yield _run("\n".join(plain), showing)
            plain.clear()
        if not found and quoted:
            yield element("blockquote", _run("\n".join(quoted), showing))
            quoted.clear()
        (quoted if found else plain).append(found[1] if found else line)
    if quoted:
        yield element("blockquote", _run("\n".join(quoted), showing))
    if plain:
        yield _run("\n".join(plain), showing)


def _run(words: str, showing: Showing) -> Html:
    parts: list[Child] = []
    at = 0
    for found in INLINE.finditer(words):
        parts.append(worded(unescaped(words[at : found.start()])))
        parts.append(_marked(found, showing))
        at = found.end()
    parts.append(worded(unescaped(words[at:])))
    return joined(parts)


def _marked(found: re.Match[str], showing: Showing) -> Child:
    kind = str(found.lastgroup)
    inner = found[kind]
    if kind == "entity":
        return _entity(inner, showing)
    if kind == "code":
        return element("code", unescaped(inner))
    if kind == "emoji":
        return worded(emoji_of(inner) or found[0])
    return element(TAGS[kind], _run(inner, showing))


def _entity(inner: str, showing: Showing) -> Html:
    target, _, shown = inner.partition("|")
    target, shown = unescaped(target), unescaped(shown)
    if target[:1] == "@":
        return element("span", "@" + (shown or showing.person(target[1:])), class_="mention")
    if target[:1] == "#":
        name = shown or showing.channels.get(target[1:], target[1:])
        return element("span", "#" + name, class_="mention")
    if target[:1] == "!":
        name = shown.lstrip("@") or target[1:].partition("^")[0]
        is_date = target.startswith("!date^")
        return element("span", shown if is_date else f"@{name}", class_=None if is_date else "loud")
    return link(target, shown or target)


def unescaped(words: str) -> str:
    """The three characters that Slack asks every app to escape, as they were."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _with_emoji(words: str) -> Iterator[str]:
    at = 0
    for found in re.finditer(r":([a-z0-9_+-]+):", words):
        yield words[at : found.start()]
        yield emoji_of(found[1]) or found[0]
        at = found.end()
    yield words[at:]
