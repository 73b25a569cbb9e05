"""Elements with options to choose among: menus, radio buttons, ticks."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from playground.pages.html import Child, Html, element, joined
from playground.pages.mrkdwn import text_object, words_of
from playground.pages.spot import Payload, Spot

INITIAL_PERSON = "initial_user"


def _select(payload: Payload, spot: Spot) -> Html:
    chosen = set(_values(_initial(payload)))
    many = payload["type"].startswith("multi_")
    placeholder = words_of(payload.get("placeholder")) or "Choose"
    first = [] if many else [element("option", placeholder, value="")]
    return element(
        "select",
        *first,
        *_choices(payload, spot, chosen),
        multiple=many,
        autofocus=bool(payload.get("focus_on_load")),
        **spot.names(payload),
    )


def _choices(payload: Payload, spot: Spot, chosen: set[str]) -> Iterator[Html]:
    if "users_select" in payload["type"]:
        initial = {payload.get(INITIAL_PERSON), *(payload.get("initial_users") or [])}
        for user, name in spot.showing.people.items():
            yield element("option", name, value=user, selected=user in initial)
        return
    for group in payload.get("option_groups") or []:
        inner = [_option(each, chosen) for each in group.get("options") or []]
        yield element("optgroup", *inner, label=words_of(group.get("label")))
    for each in payload.get("options") or []:
        yield _option(each, chosen)


def _option(option: Payload, chosen: set[str]) -> Html:
    value = str(option.get("value"))
    return element("option", words_of(option.get("text")), value=value, selected=value in chosen)


def _ticks(payload: Payload, spot: Spot) -> Html:
    """Radio buttons or checkboxes: a group, each with a label of its own."""
    kind = "radio" if payload["type"] == "radio_buttons" else "checkbox"
    chosen = set(_values(_initial(payload)))
    rows = []
    for n, option in enumerate(payload.get("options") or []):
        own = f"{spot.id(payload)}-{n}"
        value = str(option.get("value"))
        description = option.get("description")
        box = element(
            "input",
            type=kind,
            id=own,
            name=spot.id(payload),
            value=value,
            checked=value in chosen,
            aria_describedby=f"{own}-more" if description else None,
        )
        parts: list[Child] = [
            box,
            element("label", text_object(option.get("text"), spot.showing), for_=own),
        ]
        if description:
            more = text_object(description, spot.showing)
            parts.append(element("span", more, id=f"{own}-more", class_="small"))
        rows.append(element("div", *parts, class_="tick"))
    group = spot.group(payload)
    if kind == "radio":
        group |= {"role": "radiogroup", "aria_required": "true" if spot.required else None}
    return element("div", *rows, class_="ticks", **group)


def _overflow(payload: Payload, spot: Spot) -> Html:
    """The menu behind three dots: opens without a script."""
    marks = spot.marks(payload)
    rows = [
        element(
            "button",
            text_object(option.get("text"), spot.showing),
            type="button",
            data_value=option.get("value"),
            **marks,
        )
        for option in payload.get("options") or []
    ]
    return element(
        "details",
        element("summary", element("span", "⋯", aria_hidden="true"), aria_label="More actions"),
        element("div", joined(rows), class_="menu"),
        class_="overflow",
    )


def _initial(payload: Payload) -> Iterable[Any]:
    return [payload.get("initial_option"), *(payload.get("initial_options") or [])]


def _values(options: Iterable[Any]) -> Iterator[str]:
    for option in options:
        if isinstance(option, dict):
            yield str(option.get("value"))


SELECTS = ("static_select", "multi_static_select", "users_select", "multi_users_select")
OPTIONED: dict[str, Callable[[Payload, Spot], Html]] = {
    **dict.fromkeys(SELECTS, _select),
    "radio_buttons": _ticks,
    "checkboxes": _ticks,
    "overflow": _overflow,
}
