"""Modals and the Home tab."""

from typing import Any

from playground.kit.blocks import check_blocks
from playground.kit.problems import Problems
from playground.kit.texts import check_text

MODAL = {"title", "blocks"}
MODAL_OPTIONAL = {
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}
HOME_OPTIONAL = {"private_metadata", "callback_id", "external_id"}


def check_view(view: Any, kind: str) -> list[str]:
    """What Slack would refuse in a view of this kind (`modal` or `home`)."""
    problems = Problems()
    if not problems.is_object(view, "/view"):
        return problems.found
    if view.get("type") != kind:
        problems.add(f"must be of type {kind}", "/view/type")
        return problems.found
    if kind == "modal":
        problems.attributes(view, "/view", required=MODAL, optional=MODAL_OPTIONAL)
        for name in ("title", "close", "submit"):
            if name in view:
                check_text(problems, view[name], f"/view/{name}", most=24, only_plain=True)
        if "submit" not in view and _has_input(view):
            problems.add("a modal with input blocks needs submit", "/view")
    else:
        problems.attributes(view, "/view", required={"blocks"}, optional=HOME_OPTIONAL)
    if "private_metadata" in view:
        problems.characters(view["private_metadata"], "/view/private_metadata", most=3000, least=0)
    if "callback_id" in view:
        problems.characters(view["callback_id"], "/view/callback_id", most=255)
    problems.found += check_blocks(view.get("blocks"), kind, "/view/blocks")
    return problems.found


def _has_input(view: dict[str, Any]) -> bool:
    blocks = view.get("blocks") or []
    return any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
