"""Interactive elements: which there are, where they may stand, and how long their parts may be."""

from typing import Any

from playground.kit.problems import Problems
from playground.kit.texts import check_text

ACTIONS, ACCESSORY, INPUT, CONTEXT_ACTIONS = "actions", "section", "input", "context_actions"

_PLACEHOLDER = {"placeholder", "focus_on_load"}
_CHOICE = {"confirm", *_PLACEHOLDER}

# type: (where it may stand, required attributes, optional attributes beside action_id)
ELEMENTS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "button": (
        {ACTIONS, ACCESSORY},
        {"text"},
        {"url", "value", "style", "confirm", "accessibility_label"},
    ),
    "feedback_buttons": ({CONTEXT_ACTIONS}, {"positive_button", "negative_button"}, set()),
    "icon_button": (
        {CONTEXT_ACTIONS},
        {"icon", "text"},
        {"value", "confirm", "accessibility_label", "visible_to_user_ids"},
    ),
    "overflow": ({ACTIONS, ACCESSORY}, {"options"}, {"confirm"}),
    "static_select": (
        {ACTIONS, ACCESSORY, INPUT},
        set(),
        {"options", "option_groups", "initial_option", *_CHOICE},
    ),
    "multi_static_select": (
        {ACCESSORY, INPUT},
        set(),
        {"options", "option_groups", "initial_options", "max_selected_items", *_CHOICE},
    ),
    "radio_buttons": (
        {ACTIONS, ACCESSORY, INPUT},
        {"options"},
        {"initial_option", "confirm", "focus_on_load"},
    ),
    "checkboxes": (
        {ACTIONS, ACCESSORY, INPUT},
        {"options"},
        {"initial_options", "confirm", "focus_on_load"},
    ),
    "users_select": ({ACTIONS, ACCESSORY, INPUT}, set(), {"initial_user", *_CHOICE}),
    "datepicker": ({ACTIONS, ACCESSORY, INPUT}, set(), {"initial_date", *_CHOICE}),
    "plain_text_input": (
        {INPUT},
        set(),
        {
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
            *_PLACEHOLDER,
        },
    ),
    "number_input": (
        {INPUT},
        {"is_decimal_allowed"},
        {"initial_value", "min_value", "max_value", "dispatch_action_config", *_PLACEHOLDER},
    ),
}

MOST_OPTIONS = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}


def check_element(problems: Problems, element: Any, at: str, where: str) -> None:
    """One element in a block of the kind `where`."""
    if not problems.is_object(element, at):
        return
    kind = str(element.get("type"))
    rule = ELEMENTS.get(kind)
    if rule is None or where not in rule[0]:
        problems.add(f"unsupported type: {kind}", at)
        return
    problems.attributes(element, at, required=rule[1], optional=rule[2] | {"action_id"})
    if "action_id" in element:
        problems.characters(element["action_id"], f"{at}/action_id", most=255)
    if "placeholder" in element:
        check_text(problems, element["placeholder"], f"{at}/placeholder", most=150, only_plain=True)
    if kind in {"button", "icon_button"}:
        _check_button(problems, element, at)
    elif kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            _check_feedback(problems, element.get(name), f"{at}/{name}")
    if "options" in element:
        _check_options(problems, element["options"], f"{at}/options", MOST_OPTIONS.get(kind, 100))


def _check_button(problems: Problems, element: dict[str, Any], at: str) -> None:
    check_text(problems, element.get("text"), f"{at}/text", most=75, only_plain=True)
    for name, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if name in element:
            problems.characters(element[name], f"{at}/{name}", most=most)
    if element.get("style", "primary") not in {"primary", "danger"}:
        problems.add("must be primary or danger", f"{at}/style")


def _check_feedback(problems: Problems, value: Any, at: str) -> None:
    if not problems.is_object(value, at):
        return
    problems.attributes(value, at, required={"text", "value"}, optional={"accessibility_label"})
    check_text(problems, value.get("text"), f"{at}/text", most=75, only_plain=True)
    problems.characters(value.get("value"), f"{at}/value", most=2000)
    if "accessibility_label" in value:
        problems.characters(value["accessibility_label"], f"{at}/accessibility_label", most=75)


def _check_options(problems: Problems, value: Any, at: str, most: int) -> None:
    for n, option in enumerate(problems.items(value, at, most=most)):
        here = f"{at}/{n}"
        if problems.is_object(option, here):
            problems.attributes(
                option, here, required={"text", "value"}, optional={"description", "url"}
            )
            check_text(problems, option.get("text"), f"{here}/text", most=75)
            problems.characters(option.get("value"), f"{here}/value", most=150)
