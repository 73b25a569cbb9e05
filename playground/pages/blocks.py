"""Blocks: what each looks like. One that is not known is shown as such.

Source: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from playground.pages.elements import interactive
from playground.pages.html import Child, Html, element, joined
from playground.pages.markdown import markdown
from playground.pages.mrkdwn import text_object
from playground.pages.rich_text import rich_text
from playground.pages.showing import Showing, picture, unknown
from playground.pages.spot import Payload, Spot
from playground.pages.tables import table


def blocks_html(blocks: Sequence[Any], showing: Showing) -> Html:
    """All blocks of a message or view, in order."""
    return joined(_block(block, n, showing) for n, block in enumerate(blocks))


def _block(block: Any, n: int, showing: Showing) -> Html:
    kind = block.get("type") if isinstance(block, dict) else None
    maker = BLOCKS.get(str(kind))
    if maker is None:
        return unknown("block", block)
    spot = Spot(showing, str(block.get("block_id") or f"b{n}"))
    return element("div", maker(block, spot), class_=f"block {kind}")


def _section(block: Payload, spot: Spot) -> Html:
    own = f"{spot.showing.prefix}-{spot.block}-text"
    words: list[Child] = []
    if "text" in block:
        words.append(element("p", text_object(block["text"], spot.showing), id=own))
    if block.get("fields"):
        fields = [element("p", text_object(f, spot.showing)) for f in block["fields"]]
        words.append(element("div", *fields, class_="fields"))
    accessory = block.get("accessory")
    if not accessory:
        return joined(words)
    if isinstance(accessory, dict) and accessory.get("type") == "image":
        beside = picture(accessory, "thumbnail")
    else:
        beside = interactive(accessory, replace(spot, label=own if "text" in block else None))
    return joined(
        [element("div", *words, class_="words"), element("div", beside, class_="accessory")]
    )


def _header(block: Payload, spot: Spot) -> Html:
    return element(f"h{spot.showing.heading}", text_object(block.get("text"), spot.showing))


def _divider(_: Payload, __: Spot) -> Html:
    return element("hr")


def _context(block: Payload, spot: Spot) -> Html:
    return joined(
        picture(each, "tiny")
        if isinstance(each, dict) and each.get("type") == "image"
        else element("span", text_object(each, spot.showing))
        for each in block.get("elements") or []
    )


def _actions(block: Payload, spot: Spot) -> Html:
    return joined(interactive(each, spot) for each in block.get("elements") or [])


def _input(block: Payload, spot: Spot) -> Html:
    payload = block.get("element")
    if not isinstance(payload, dict):
        return unknown("control", payload)
    own = f"{spot.showing.prefix}-{spot.block}"
    error = spot.showing.errors.get(spot.block)
    heard = [f"{own}-hint"] if block.get("hint") else []
    heard += [f"{own}-error"] if error else []
    optional = bool(block.get("optional"))
    inner = replace(
        spot,
        label=f"{own}-label",
        described=" ".join(heard) or None,
        required=not optional,
        wrong=bool(error),
        immediate=bool(block.get("dispatch_action")),
    )
    label = [text_object(block.get("label"), spot.showing)]
    label += [element("span", " (optional)", class_="small")] if optional else []
    parts: list[Child] = [_label(label, payload, inner), interactive(payload, inner)]
    if block.get("hint"):
        hint = text_object(block["hint"], spot.showing)
        parts.append(element("p", hint, id=f"{own}-hint", class_="small"))
    if error:
        parts.append(element("p", "⚠ " + error, id=f"{own}-error", class_="error", role="alert"))
    return joined(parts)


def _label(words: list[Html], payload: Payload, spot: Spot) -> Html:
    """A label tied to its control, or to the group of controls."""
    grouped = payload.get("type") in {"radio_buttons", "checkboxes"}
    name = "span" if grouped else "label"
    for_ = None if grouped else spot.id(payload)
    return element(name, *words, id=spot.label, for_=for_, class_="label")


def _image(block: Payload, spot: Spot) -> Html:
    title = block.get("title")
    caption = element("figcaption", text_object(title, spot.showing)) if title else None
    return element("figure", caption, picture(block, "picture"))


def _file(block: Payload, _: Spot) -> Html:
    name = str(block.get("external_id") or block.get("file_id") or "a file")
    return element("p", element("span", "📄 ", aria_hidden="true"), "File: " + name)


BLOCKS: dict[str, Callable[[Payload, Spot], Html]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "image": _image,
    "file": _file,
    "rich_text": lambda block, spot: rich_text(block, spot.showing),
    "markdown": lambda block, _: markdown(str(block.get("text", ""))),
    "table": lambda block, spot: table(block, spot.showing),
}
