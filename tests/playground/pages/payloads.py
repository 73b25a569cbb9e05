"""One block of every kind, around any words."""

from typing import Any

from bs4 import BeautifulSoup

from playground.pages.blocks import blocks_html
from playground.pages.showing import Showing

Payload = dict[str, Any]
SHOWING = Showing("m1", people={"U0ANN": "Ann"}, channels={"C0ONE": "general"})


def plain(words: str) -> Payload:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Payload:
    return {"type": "mrkdwn", "text": words}


def option(words: str, value: str = "v1") -> Payload:
    return {"text": plain(words), "value": value}


def rich(*parts: Payload) -> Payload:
    return {"type": "rich_text", "elements": list(parts)}


def run(words: str, **style: bool) -> Payload:
    return {"type": "text", "text": words, "style": style}


def part(kind: str, *runs: Payload, **fields: Any) -> Payload:
    return {"type": f"rich_text_{kind}", "elements": list(runs), **fields}


def field(element: Payload, words: str = "Label", **fields: Any) -> Payload:
    block_id = f"in-{element['type']}"
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(words),
        "element": {"action_id": "a", **element},
        **fields,
    }


def elements(words: str) -> list[Payload]:
    """Every element that may stand in a form."""
    chosen = option(words)
    return [
        {"type": "plain_text_input", "initial_value": words, "placeholder": plain(words)},
        {"type": "plain_text_input", "initial_value": words, "multiline": True},
        {"type": "number_input", "is_decimal_allowed": True, "initial_value": words},
        {"type": "email_text_input", "initial_value": words},
        {"type": "url_text_input", "initial_value": words},
        {"type": "datepicker", "initial_date": "2026-08-03"},
        {"type": "timepicker", "initial_time": "17:30"},
        {"type": "datetimepicker"},
        {"type": "static_select", "options": [chosen], "initial_option": chosen},
        {"type": "static_select", "option_groups": [{"label": plain(words), "options": [chosen]}]},
        {"type": "multi_static_select", "options": [chosen], "initial_options": [chosen]},
        {"type": "users_select", "initial_user": "U0ANN"},
        {"type": "multi_users_select", "initial_users": ["U0ANN"]},
        {"type": "radio_buttons", "options": [chosen | {"description": plain(words)}]},
        {"type": "checkboxes", "options": [chosen], "initial_options": [chosen]},
    ]


def every_block(words: str) -> list[Payload]:
    """Every kind of block and element, around the same words."""
    button = {"type": "button", "action_id": "b", "text": plain(words), "value": words}
    judged = {"text": plain(words), "value": words, "accessibility_label": words}
    icon = {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain(words)}
    feedback = {"type": "feedback_buttons", "action_id": "f"}
    feedback |= {"positive_button": judged, "negative_button": judged}
    confirm = {"title": plain(words), "text": plain(words)}
    runs = [
        run(words, bold=True, italic=True, strike=True, code=True, underline=True),
        {"type": "link", "url": words, "text": words},
        {"type": "user", "user_id": words},
        {"type": "channel", "channel_id": "C0ONE"},
        {"type": "emoji", "name": words},
        {"type": "date", "timestamp": 1_800_000_000, "format": "{date}"},
        {"type": "broadcast", "range": words},
    ]
    cells = [{"type": "raw_text", "text": words}, {"type": "raw_number", "value": 4}]
    return [
        {"type": "section", "text": mrkdwn(words), "fields": [plain(words)], "accessory": button},
        {"type": "section", "text": plain(words), "accessory": _picture(words)},
        {"type": "header", "text": plain(words)},
        {"type": "divider"},
        {"type": "context", "elements": [plain(words), mrkdwn(words), _picture(words)]},
        {"type": "context_actions", "elements": [feedback, icon]},
        {
            "type": "actions",
            "elements": [
                button | {"style": "primary", "confirm": confirm},
                button | {"url": words},
                {"type": "overflow", "action_id": "o", "options": [option(words)]},
                {"type": "datepicker", "action_id": "d", "placeholder": plain(words)},
                {"type": "static_select", "action_id": "s", "options": [option(words)]},
            ],
        },
        *(field(each, words, hint=plain(words), optional=True) for each in elements(words)),
        rich(
            part("section", *runs),
            part("list", part("section", run(words)), style="bullet", indent=2),
            part("list", part("section", run(words)), style="ordered", offset=3),
            part("quote", run(words)),
            part("preformatted", run(words)),
        ),
        {"type": "markdown", "text": words},
        {"type": "table", "rows": [cells, cells], "column_settings": [{"align": words}]},
        _picture(words) | {"title": plain(words)},
        {"type": "file", "external_id": words, "source": "remote"},
    ]


def _picture(words: str) -> Payload:
    return {"type": "image", "image_url": words, "alt_text": words}


def seen(*blocks: Any, showing: Showing = SHOWING) -> BeautifulSoup:
    """The blocks as a browser reads them."""
    return BeautifulSoup(blocks_html(list(blocks), showing).text, "html.parser")
