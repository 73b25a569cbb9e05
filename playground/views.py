"""The methods that open and change modals and the Home tab."""

from typing import Any

from playground import forms
from playground.kit import check_view
from playground.payloads import view_of, with_ids
from playground.refusals import Refused
from playground.workspace import OpenView, Workspace

Arguments = dict[str, Any]
Answer = dict[str, Any]


def open_view(workspace: Workspace, arguments: Arguments) -> Answer:
    """`views.open` and `views.push`: a trigger is good once."""
    check_kind(arguments["view"], "modal")
    user, error = workspace.use_trigger(arguments["trigger_id"])
    if user is None:
        raise Refused(error or "invalid_trigger_id")
    opened = OpenView(f"V{workspace.unique()}", user, with_ids(arguments["view"]))
    opened.state = forms.begun(opened.view)
    workspace.modals[opened.id] = opened
    return {"view": view_of(opened)}


def update_view(workspace: Workspace, arguments: Arguments) -> Answer:
    """`views.update`."""
    check_kind(arguments["view"], "modal")
    opened = workspace.modals.get(arguments.get("view_id", ""))
    if opened is None:
        raise Refused("not_found")
    forms.show(opened, arguments["view"])
    return {"view": view_of(opened)}


def publish_home(workspace: Workspace, arguments: Arguments) -> Answer:
    """`views.publish`."""
    check_kind(arguments["view"], "home")
    user = arguments["user_id"]
    if user not in workspace.people:
        raise Refused("user_not_found")
    home = OpenView(f"V{workspace.unique()}", user, with_ids(arguments["view"]))
    home.state = forms.begun(home.view)
    workspace.homes[user] = home
    return {"view": view_of(home)}


def check_kind(view: Any, kind: str) -> None:
    """Refuse a view Slack does not take."""
    problems = check_view(view, kind)
    if problems:
        raise Refused("invalid_arguments", problems)
