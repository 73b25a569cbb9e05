"""Forms as Slack's own client treats them: what is typed in, what is sent, what comes back."""

import json
from typing import Any

from playground.delivery import Receipt
from playground.kit import check_view
from playground.payloads import with_ids
from playground.workspace import OpenView, Workspace

Payload = dict[str, Any]
State = dict[str, dict[str, Payload]]

NO_CONNECTION = "We had some trouble connecting. Try again?"
REQUIRED = "Please complete this required field."


def begun(view: Payload, before: State | None = None) -> State:
    """What stands in a form's fields once it is shown.

    A field with the ids of one that was there before keeps what stood in it.
    """
    state: State = {}
    for block, element in _elements(view):
        field, action = block["block_id"], element["action_id"]
        kept = ((before or {}).get(field) or {}).get(action)
        state.setdefault(field, {})[action] = kept or _initial(element)
    return state


def fill(opened: OpenView, field: str, value: Any) -> Payload | None:
    """Put a value into a field; what Slack tells the app of it at once, or None.

    Args:
        opened: the form.
        field: the id of the block.
        value: words, a date, the value of an option, or a list of such values.

    Raises:
        LookupError: there is no such field, or no such option.
    """
    for block, element in _elements(opened.view):
        if block["block_id"] == field:
            typed = _typed(element, value)
            opened.state[field][element["action_id"]] = typed
            tells = block["type"] != "input" or block.get("dispatch_action")
            ids = {"action_id": element["action_id"], "block_id": field}
            return typed | ids if tells else None
    raise LookupError(f"there is no field {field!r}")


def used(element: Payload, value: Any) -> Payload:
    """What Slack tells the app of an element that was pressed or changed, without its ids.

    Raises:
        LookupError: there is no such option or button.
    """
    kind = element["type"]
    if kind in _HOLDS:
        return _typed(element, value)
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element, value)}
    buttons = [element, element.get("positive_button"), element.get("negative_button")]
    offered = [str(each.get("value", "")) for each in buttons[kind == "feedback_buttons" :] if each]
    if str(value or "") not in offered:
        raise LookupError(f"there is no button with {value!r}")
    return {"type": kind, "value": str(value or "")}


def missing(opened: OpenView) -> dict[str, str]:
    """What Slack's client itself says, without asking the app: required fields with nothing in."""
    return {
        block["block_id"]: REQUIRED
        for block, element in _elements(opened.view)
        if block["type"] == "input"
        and not block.get("optional")
        and not _value(opened.state[block["block_id"]][element["action_id"]])
    }


def take(workspace: Workspace, opened: OpenView, receipt: Receipt) -> None:
    """Do with a form what the app's answer to it says.

    Raises:
        AssertionError: the answer is not one that Slack takes.
    """
    if receipt.status != 200:
        opened.errors = {"": NO_CONNECTION}
        return
    answer = json.loads(receipt.body) if receipt.body.strip() else {}
    opened.errors = {}
    match answer.get("response_action"):
        case "errors":
            fields = {b["block_id"] for b in opened.view["blocks"] if b["type"] == "input"}
            assert answer["errors"], "errors without a field"
            assert set(answer["errors"]) <= fields, "errors at a block that is no field"
            assert all(answer["errors"].values()), "an error without words"
            opened.errors = answer["errors"]
        case "update":
            problems = check_view(answer["view"], "modal")
            assert not problems, problems
            show(opened, answer["view"])
        case None | "clear":
            workspace.modals.pop(opened.id, None)
        case other:
            raise AssertionError(f"an answer that is not known: {other}")


def show(opened: OpenView, view: Payload) -> None:
    """Show another view in the place of one that is open."""
    opened.view = with_ids(view)
    opened.state = begun(opened.view, opened.state)


def _elements(view: Payload) -> list[tuple[Payload, Payload]]:
    """Every element that holds a value, with its block."""
    found = []
    for block in view["blocks"]:
        inside = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
        found += [
            (block, element)
            for element in inside
            if isinstance(element, dict) and element.get("type") in _HOLDS
        ]
    return found


_HOLDS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "multi_static_select": "selected_options",
    "checkboxes": "selected_options",
}
_BEGINS = {
    "plain_text_input": "initial_value",
    "email_text_input": "initial_value",
    "url_text_input": "initial_value",
    "number_input": "initial_value",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "users_select": "initial_user",
    "radio_buttons": "initial_option",
    "static_select": "initial_option",
    "multi_static_select": "initial_options",
    "checkboxes": "initial_options",
}
_MANY = frozenset({"checkboxes", "multi_static_select"})


def _initial(element: Payload) -> Payload:
    kind = element["type"]
    empty: list[Payload] | None = [] if kind in _MANY else None
    return {"type": kind, _HOLDS[kind]: element.get(_BEGINS[kind], empty)}


def _typed(element: Payload, value: Any) -> Payload:
    kind = element["type"]
    if kind in _MANY:
        value = [_option(element, each) for each in value or []]
    elif value in (None, ""):
        value = None  # as Slack sends a field with nothing in it
    elif kind in {"radio_buttons", "static_select"}:
        value = _option(element, value)
    return {"type": kind, _HOLDS[kind]: value}


def _option(element: Payload, value: str) -> Payload:
    grouped = [each for group in element.get("option_groups", []) for each in group["options"]]
    for option in [*element.get("options", []), *grouped]:
        if option["value"] == value:
            return dict(option)
    raise LookupError(f"there is no option {value!r}")


def _value(held: Payload) -> Any:
    return held.get(_HOLDS[held["type"]])
