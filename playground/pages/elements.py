"""Interactive elements: real controls, each with a name that is heard and a type that is known.

Every control carries `data-act` (its type), `data-block` and `data-action`, by which a script can
tell what was done; without a script it is shown and does nothing.
"""

from collections.abc import Callable
from typing import Any

from playground.pages.html import Html, element, joined, link
from playground.pages.mrkdwn import text_object, words_of
from playground.pages.options import OPTIONED
from playground.pages.showing import unknown
from playground.pages.spot import Payload, Spot

ICONS = {"trash": "🗑"}
THUMB = (
    '<svg class="thumb" viewBox="0 0 16 16" aria-hidden="true">'
    '<path transform="rotate({turned} 8 8)" d="M2 7h3v7H2z'
    'M6 14V7l3-6c1.3 0 2 .9 1.7 2.2L10 6h3.2c.9 0 1.5.8 1.3 1.7l-1.2 5c-.2.8-.8 1.3-1.6 1.3z"/>'
    "</svg>"
)
TYPES = {
    "datepicker": ("date", "initial_date"),
    "timepicker": ("time", "initial_time"),
    "datetimepicker": ("datetime-local", "initial_date_time"),
    "email_text_input": ("email", "initial_value"),
    "url_text_input": ("url", "initial_value"),
}


def interactive(payload: Any, spot: Spot) -> Html:
    """One element, or a word on one that is not known."""
    kind = payload.get("type") if isinstance(payload, dict) else None
    maker = MAKERS.get(str(kind))
    return maker(payload, spot) if maker else unknown("control", payload)


def _button(payload: Payload, spot: Spot) -> Html:
    style = payload.get("style")
    class_ = "button" + (f" {style}" if style in {"primary", "danger"} else "")
    words = text_object(payload.get("text"), spot.showing)
    url = payload.get("url")
    if url:
        return link(str(url), words, class_=class_)
    return element(
        "button",
        words,
        type="button",
        class_=class_,
        aria_label=payload.get("accessibility_label"),
        data_value=payload.get("value"),
        **spot.marks(payload),
    )


def _icon_button(payload: Payload, spot: Spot) -> Html:
    words = words_of(payload.get("text"))
    return element(
        "button",
        element("span", ICONS.get(str(payload.get("icon")), "•"), aria_hidden="true"),
        type="button",
        class_="icon",
        title=words,
        aria_label=payload.get("accessibility_label") or words,
        data_value=payload.get("value"),
        **spot.marks(payload),
    )


def _feedback(payload: Payload, spot: Spot) -> Html:
    return joined(
        element(
            "button",
            Html(THUMB.format(turned=turned)),
            " ",
            text_object(payload[which].get("text"), spot.showing),
            type="button",
            class_="icon",
            aria_label=payload[which].get("accessibility_label"),
            data_value=payload[which].get("value"),
            **spot.marks(payload),
        )
        for which, turned in (("positive_button", 0), ("negative_button", 180))
        if isinstance(payload.get(which), dict)
    )


def _text(payload: Payload, spot: Spot) -> Html:
    initial = str(payload.get("initial_value") or "")
    if payload.get("multiline"):
        return element("textarea", initial, rows=4, **_limits(payload), **spot.names(payload))
    return element("input", type="text", value=initial, **_limits(payload), **spot.names(payload))


def _limits(payload: Payload) -> dict[str, Any]:
    return {
        "minlength": payload.get("min_length"),
        "maxlength": payload.get("max_length"),
        "placeholder": words_of(payload.get("placeholder")) or None,
        "autofocus": bool(payload.get("focus_on_load")),
    }


def _number(payload: Payload, spot: Spot) -> Html:
    return element(
        "input",
        type="text",
        inputmode="decimal" if payload.get("is_decimal_allowed") else "numeric",
        value=payload.get("initial_value"),
        placeholder=words_of(payload.get("placeholder")) or None,
        autofocus=bool(payload.get("focus_on_load")),
        **spot.names(payload),
    )


def _typed(payload: Payload, spot: Spot) -> Html:
    kind, initial = TYPES[payload["type"]]
    return element(
        "input",
        type=kind,
        value=payload.get(initial),
        autofocus=bool(payload.get("focus_on_load")),
        **spot.names(payload),
    )


MAKERS: dict[str, Callable[[Payload, Spot], Html]] = {
    "button": _button,
    "icon_button": _icon_button,
    "feedback_buttons": _feedback,
    "plain_text_input": _text,
    "number_input": _number,
    **dict.fromkeys(TYPES, _typed),
    **OPTIONED,
}
