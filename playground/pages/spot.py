"""Where on a page an element stands, and so how it is named and told apart."""

from dataclasses import dataclass
from typing import Any

from playground.pages.mrkdwn import words_of
from playground.pages.showing import Showing

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """An element's place.

    Attributes:
        block: the id of its block.
        label: the id of the element that labels it, where there is one.
        described: the ids of what else is to be heard with it.
        required: whether a form cannot be sent without it.
        wrong: whether what was sent in it was refused.
        immediate: whether a change is told to the app at once.
    """

    showing: Showing
    block: str
    label: str | None = None
    described: str | None = None
    required: bool = False
    wrong: bool = False
    immediate: bool = True

    def id(self, payload: Payload) -> str:
        """The element's id on the page."""
        return f"{self.showing.prefix}-{self.block}-{payload.get('action_id', '')}"

    def marks(self, payload: Payload) -> dict[str, Any]:
        """What tells a script which element this is; a question to be asked before it acts."""
        confirm = payload.get("confirm")
        return {
            "data_act": payload.get("type"),
            "data_block": self.block,
            "data_action": payload.get("action_id"),
            "data_confirm": words_of(confirm.get("text")) if isinstance(confirm, dict) else None,
        }

    def names(self, payload: Payload) -> dict[str, Any]:
        """The id, the name that is heard, and the marks of one control."""
        placeholder = words_of(payload.get("placeholder")) or str(payload.get("type"))
        return {
            "id": self.id(payload),
            "aria_label": None if self.label else placeholder,
            "aria_describedby": self.described,
            "aria_required": "true" if self.required else None,
            "aria_invalid": "true" if self.wrong else None,
            "data_immediate": self.immediate,
            **self.marks(payload),
        }

    def group(self, payload: Payload) -> dict[str, Any]:
        """The same for a group of controls, which is named by an id."""
        named = self.names(payload)
        return named | {"role": "group", "aria_labelledby": self.label, "aria_required": None}
