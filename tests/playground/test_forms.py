"""Forms in the stand-in keep what is typed, and take only answers that Slack takes."""

import json
from typing import Any

import pytest

from playground import forms
from playground.delivery import Receipt
from playground.payloads import with_ids
from playground.workspace import OpenView, Workspace


def field(name: str, kind: str = "plain_text_input", **fields: Any) -> dict[str, Any]:
    label = {"type": "plain_text", "text": name}
    element = {"type": kind, "action_id": f"a-{name}", **fields.pop("element", {})}
    return {"type": "input", "block_id": name, "label": label, "element": element, **fields}


def a_view(*blocks: dict[str, Any]) -> dict[str, Any]:
    words = {"type": "plain_text", "text": "Made up"}
    return {"type": "modal", "title": words, "submit": words, "blocks": list(blocks)}


OPTIONS = [{"text": {"type": "plain_text", "text": w}, "value": w} for w in ("red", "green")]
RATING = field("rating", "radio_buttons", element={"options": OPTIONS}, dispatch_action=True)


@pytest.fixture
def opened() -> OpenView:
    view = with_ids(a_view(RATING, field("done", element={"initial_value": "Begun"})))
    return OpenView("V1", "U0ANN", view, forms.begun(view))


def answer(status: int = 200, **body: Any) -> Receipt:
    return Receipt(status, json.dumps(body) if body else "", 0.1)


def value(opened: OpenView, name: str) -> Any:
    return opened.state[name][f"a-{name}"]["value"]


def test_only_a_field_that_asks_for_it_is_told_at_once(opened: OpenView) -> None:
    told = forms.fill(opened, "rating", "red")

    assert told
    assert told["selected_option"]["value"] == "red"
    assert forms.fill(opened, "done", "More") is None
    assert value(opened, "done") == "More"


def test_what_is_typed_stays_when_the_view_changes(opened: OpenView) -> None:
    forms.fill(opened, "done", "Typed")
    forms.show(opened, a_view(field("done", element={"initial_value": "New"}), field("next")))

    assert value(opened, "done") == "Typed"
    assert value(opened, "next") is None


def test_a_required_field_is_asked_for_before_anything_is_sent(opened: OpenView) -> None:
    assert forms.missing(opened) == {"rating": forms.REQUIRED}
    forms.fill(opened, "rating", "green")
    assert forms.missing(opened) == {}


def test_an_answer_is_done_as_it_says(opened: OpenView) -> None:
    workspace = Workspace()
    workspace.modals[opened.id] = opened

    forms.take(workspace, opened, answer(500))
    assert opened.errors == {"": forms.NO_CONNECTION}
    forms.take(workspace, opened, answer(response_action="errors", errors={"done": "Why?"}))
    assert opened.errors == {"done": "Why?"}
    forms.take(workspace, opened, answer(response_action="update", view=a_view(field("next"))))
    assert opened.errors == {}
    assert list(opened.state) == ["next"]
    forms.take(workspace, opened, answer())
    assert opened.id not in workspace.modals


def test_an_error_elsewhere_than_at_a_field_is_not_taken(opened: OpenView) -> None:
    with pytest.raises(AssertionError):
        forms.take(
            Workspace(), opened, answer(response_action="errors", errors={"elsewhere": "Why?"})
        )
