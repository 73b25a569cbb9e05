"""A message as it stands in a channel: who, when, what; and who else can see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.pages.blocks import blocks_html
from playground.pages.html import Child, Html, element
from playground.pages.mrkdwn import mrkdwn
from playground.pages.showing import Showing, clock_words, day_words, picture


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message."""

    name: str
    is_app: bool = False


def _file(file: Mapping[str, Any]) -> Html:
    """A file in a message: a picture with its words, or a document by name."""
    title = str(file.get("title") or file.get("name"))
    if not str(file.get("name", "")).endswith(".png"):
        return element("p", element("span", "📄 ", aria_hidden="true"), "File: " + title)
    shown = picture(
        {"alt_text": file.get("alt_txt"), "slack_file": {"url": file.get("url_private")}}, "picture"
    )
    return element("figure", element("figcaption", title), shown)


def message_html(
    payload: Mapping[str, Any],
    author: Author,
    showing: Showing,
    *,
    only_you: bool = False,
    below: Child = None,
) -> Html:
    """One message.

    Args:
        payload: the message as Slack sends it: `ts`, `text`, `blocks`, perhaps `edited`.
        author: who wrote it.
        showing: names and the clock; `prefix` must be the message's own.
        only_you: whether only its reader sees it.
        below: what hangs under it: its thread.
    """
    ts = str(payload["ts"])
    written = showing.moment(ts)
    when = element(
        "time",
        clock_words(written),
        datetime=written.isoformat(timespec="seconds"),
        title=day_words(written),
    )
    badge = element("span", "App", class_="badge") if author.is_app else None
    blocks = payload.get("blocks") or []
    words = (
        blocks_html(blocks, showing)
        if blocks
        else element("p", mrkdwn(str(payload.get("text", "")), showing), class_="rich")
    )
    shared = [_file(file) for file in payload.get("files") or []]
    edited = element("span", " (edited)", class_="small") if payload.get("edited") else None
    return element(
        "article",
        element("p", "Only visible to you", class_="only-you") if only_you else None,
        element(
            "div",
            author.name[:1],
            class_="face app" if author.is_app else "face",
            aria_hidden="true",
        ),
        element(
            "div",
            element("h2", author.name, badge, when, class_="who"),
            element("div", words, edited, *shared, class_="blocks"),
            below,
            class_="said",
        ),
        class_="message alone" if only_you else "message",
        id=showing.prefix,
        data_ts=ts,
    )
