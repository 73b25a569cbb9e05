"""What Slack sends to an app: events, commands, buttons and forms."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from playground.payloads import message_of, view_of
from playground.workspace import APP_ID, BOT_USER, TEAM, OpenView, Person, Post, Workspace

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One request to the app; `kind` is what Socket Mode calls it."""

    kind: str
    payload: Payload

    def form(self) -> tuple[str, str]:
        """The body and content type that HTTP carries."""
        if self.kind == "events_api":
            return json.dumps(self.payload), "application/json"
        fields = (
            self.payload if self.kind == "slash_commands" else {"payload": json.dumps(self.payload)}
        )
        return urlencode(fields), "application/x-www-form-urlencoded"


def event(workspace: Workspace, inner: Payload) -> Envelope:
    """An event, under an id of its own."""
    return Envelope(
        "events_api",
        {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP_ID,
            "event": inner,
            "event_id": f"Ev{workspace.unique()}",
            "event_time": int(workspace.now()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "is_ext_shared_channel": False,
        },
    )


def command(
    workspace: Workspace, person: Person, channel: str, typed: str, *, response_url: str
) -> Envelope:
    """A slash command as it was typed: `/truenorth ask …`."""
    name, _, text = typed.partition(" ")
    return Envelope(
        "slash_commands",
        {
            "command": name,
            "text": text,
            "team_id": person.team_id,
            "team_domain": "playground",
            "channel_id": channel,
            "channel_name": workspace.channels[channel].name,
            "user_id": person.id,
            "user_name": person.name,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "trigger_id": workspace.new_trigger(person.id),
            "response_url": response_url,
        },
    )


def pressed_in_message(
    workspace: Workspace, person: Person, post: Post, action: Payload, response_url: str
) -> Envelope:
    """A button in a message; Slack leaves out the message itself where only one person sees it."""
    container: Payload = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": post.channel,
        "is_ephemeral": post.seen_by is not None,
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    payload = _pressed(workspace, person, action) | {
        "container": container,
        "channel": {"id": post.channel, "name": workspace.channels[post.channel].name},
        "response_url": response_url,
    }
    if post.seen_by is None:
        payload["message"] = message_of(post)
    return Envelope("interactive", payload)


def pressed_in_view(
    workspace: Workspace, person: Person, opened: OpenView, action: Payload
) -> Envelope:
    """A button in a modal or on the Home tab."""
    return Envelope(
        "interactive",
        _pressed(workspace, person, action)
        | {
            "container": {"type": "view", "view_id": opened.id},
            "view": view_of(opened),
            "state": {"values": opened.state},
        },
    )


def submitted(workspace: Workspace, person: Person, opened: OpenView) -> Envelope:
    """A form that was sent in, with what stands in its fields."""
    return Envelope(
        "interactive",
        {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "playground"},
            "user": _user(person),
            "api_app_id": APP_ID,
            "trigger_id": workspace.new_trigger(person.id),
            "view": view_of(opened),
            "response_urls": [],
            "is_enterprise_install": False,
            "enterprise": None,
        },
    )


def shortcut(workspace: Workspace, person: Person, callback_id: str) -> Envelope:
    """A global shortcut."""
    return Envelope("interactive", _shortcut(workspace, person, "shortcut", callback_id))


def message_shortcut(
    workspace: Workspace, person: Person, callback_id: str, post: Post, response_url: str
) -> Envelope:
    """A shortcut used on a message."""
    return Envelope(
        "interactive",
        _shortcut(workspace, person, "message_action", callback_id)
        | {
            "message": message_of(post),
            "message_ts": post.ts,
            "channel": {"id": post.channel, "name": workspace.channels[post.channel].name},
            "response_url": response_url,
        },
    )


def _shortcut(workspace: Workspace, person: Person, kind: str, callback_id: str) -> Payload:
    return {
        "type": kind,
        "token": "unused",
        "action_ts": f"{workspace.now():.6f}",
        "team": {"id": TEAM, "domain": "playground"},
        "user": _user(person),
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": callback_id,
        "trigger_id": workspace.new_trigger(person.id),
    }


def _pressed(workspace: Workspace, person: Person, action: Payload) -> Payload:
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "playground"},
        "user": _user(person),
        "api_app_id": APP_ID,
        "token": "unused",
        "trigger_id": workspace.new_trigger(person.id),
        "enterprise": None,
        "is_enterprise_install": False,
        "state": {"values": {}},
        "actions": [action | {"action_ts": f"{workspace.now():.6f}"}],
    }


def _user(person: Person) -> Payload:
    return {
        "id": person.id,
        "username": person.name,
        "name": person.name,
        "team_id": person.team_id,
    }
