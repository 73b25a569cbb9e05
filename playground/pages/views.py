"""Modals and the Home tab."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from playground.pages.blocks import blocks_html
from playground.pages.html import Html, element
from playground.pages.mrkdwn import text_object
from playground.pages.showing import Showing


def modal_html(view: Mapping[str, Any], showing: Showing) -> Html:
    """A modal: a dialog with a heading, its blocks, and one or two buttons.

    An error under an empty name is about the form as a whole.
    """
    whole = showing.errors.get("")
    title = f"{showing.prefix}-title"
    buttons = [
        element(
            "button",
            text_object(view["close"], showing) if "close" in view else "Cancel",
            type="button",
            class_="button",
            data_close=True,
        )
    ]
    if "submit" in view:
        words = text_object(view["submit"], showing)
        buttons.append(element("button", words, type="submit", class_="button primary"))
    return element(
        "dialog",
        element(
            "form",
            element(
                "header",
                element("h2", text_object(view.get("title"), showing), id=title, tabindex=-1),
                element(
                    "button", "✕", type="button", class_="icon", aria_label="Close", data_close=True
                ),
            ),
            element("p", whole, class_="error", role="alert") if whole else None,
            element("div", blocks_html(view.get("blocks") or [], showing), class_="blocks"),
            element("footer", *buttons),
            method="dialog",
            novalidate=True,
        ),
        class_="modal",
        id=showing.prefix,
        aria_labelledby=title,
    )


def home_html(view: Mapping[str, Any] | None, showing: Showing) -> Html:
    """The Home tab; an empty one says so."""
    if view is None:
        words = "The app has not shown its Home tab yet."
        return element("div", element("p", words), class_="blocks home")
    blocks = blocks_html(view.get("blocks") or [], replace(showing, heading=2))
    return element("div", blocks, class_="blocks home", id=showing.prefix)
