"""Which messages are questions to the assistant, judged from what Slack sends alone.

It answers in a direct message, when it is mentioned, and in a channel chosen for it, to people of
its own workspace. All else it passes over without a word: other apps, its own posts, edits,
deletions, joins and leaves, and people who are in a channel from another organisation.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.slack.requests import Place, Request, Wanted, wanted_by
from bot.slack.text import as_asked
from programme.line_recognition import looks_like_update
from programme.ports import Surface

Payload = dict[str, Any]

# Messages that a person wrote; every other subtype tells of something that happened.
WRITTEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})


def from_our_people(body: Payload, teams: Collection[str]) -> bool:
    """Whether a request comes from one of our own workspaces.

    In a channel shared with another organisation Slack names the writer's own workspace in
    `user_team`, `source_team` or `team`; buttons and forms name it in `user.team_id`.
    """
    event = body.get("event") or {}
    user = body.get("user")
    named = [event.get("user_team"), event.get("source_team"), event.get("team")]
    if isinstance(user, dict):
        named.append(user.get("team_id"))
    if "command" in body:
        named.append(body.get("team_id"))
    return all(team in teams for team in named if team)


def asked_directly(event: Payload) -> Request | None:
    """The request in a direct message, or None."""
    if event.get("channel_type") != "im" or not _written_by_a_person(event):
        return None
    place = Place(
        channel=event["channel"],
        user=event["user"],
        thread_ts=event.get("thread_ts") or event["ts"],
        direct=True,
    )
    request = _request(event, place, Surface.DIRECT_MESSAGE)
    if request.wanted is Wanted.ANSWER and looks_like_update(request.question or ""):
        return replace(request, wanted=Wanted.UPDATE)
    return request


def asked_in_chosen_channel(
    event: Payload, channels: Collection[str], bot_user: str | None
) -> Request | None:
    """The request in a message that starts a thread in a chosen channel, or None.

    A message that mentions the assistant comes a second time as a mention, and is answered there.
    """
    if event.get("channel") not in channels or not _written_by_a_person(event):
        return None
    if event.get("thread_ts") or (bot_user and f"<@{bot_user}" in (event.get("text") or "")):
        return None
    place = Place(channel=event["channel"], user=event["user"], thread_ts=event["ts"])
    return _request(event, place, Surface.MENTION)


def asked_by_mention(event: Payload) -> Request | None:
    """The request in a mention, or None."""
    if not _written_by_a_person(event) or str(event.get("channel", "")).startswith("D"):
        return None
    place = Place(
        channel=event["channel"],
        user=event["user"],
        thread_ts=event.get("thread_ts") or event["ts"],
    )
    return _request(event, place, Surface.MENTION)


SUBCOMMAND = re.compile(r"^\s*(\S+)\s*(.*)$", re.DOTALL)


def subcommand(command: Payload) -> tuple[str, str]:
    """The first word of `/truenorth …` and what follows it; `help` where there is none."""
    found = SUBCOMMAND.match(command.get("text") or "")
    return (found[1].lower(), as_asked(found[2])) if found else ("help", "")


def asked_by_command(command: Payload) -> Request:
    """The request in `/truenorth …`; whatever is not a known subcommand asks for help."""
    place = place_of_command(command)
    name, rest = subcommand(command)
    words = {"ask": rest, "documents": "documents"}.get(name, "help")
    line = as_asked(command.get("text") or "")
    if words == "help" and looks_like_update(line):
        return Request(Wanted.UPDATE, place, Surface.COMMAND, question=line, echo=True)
    return Request(wanted_by(words), place, Surface.COMMAND, question=words, echo=True)


def asked_in_form(user: str, words: str) -> Request:
    """The request in the form of the Home tab, answered in a direct message."""
    place = Place(channel=user, user=user, direct=True)
    question = as_asked(words)
    return Request(wanted_by(question), place, Surface.DIRECT_MESSAGE, question=question, echo=True)


def _request(event: Payload, place: Place, surface: Surface) -> Request:
    question = as_asked(event.get("text") or "")
    return Request(wanted_by(question), place, surface, question=question)


def _written_by_a_person(event: Payload) -> bool:
    if event.get("subtype") not in WRITTEN or event.get("hidden") or event.get("edited"):
        return False
    if event.get("bot_id") or event.get("bot_profile") or event.get("user") == "USLACKBOT":
        return False
    return bool(event.get("user") and event.get("channel") and event.get("ts"))


def place_of(body: Payload) -> Place | None:
    """Where a person would look for a reply to any request from Slack; None when nowhere.

    A button in a message only its presser sees has no thread, only a response URL.
    """
    event = body.get("event")
    if event:
        if event.get("type") not in {"message", "app_mention"} or not event.get("user"):
            return None
        direct = event.get("channel_type") == "im"
        thread = event.get("thread_ts") or event.get("ts")
        return Place(event["channel"], event["user"], thread_ts=thread, direct=direct)
    if "command" in body:
        return place_of_command(body)
    user = (body.get("user") or {}).get("id")
    return _pressed_at(body, user) if user else None


def place_of_command(command: Payload) -> Place:
    """Where somebody typed a slash command: only they see what answers it."""
    channel = command["channel_id"]
    return Place(
        channel,
        command["user_id"],
        response_url=command["response_url"],
        direct=channel.startswith("D"),
    )


def _pressed_at(body: Payload, user: str) -> Place:
    """Where somebody pressed a button; a direct message when it was in no message of ours."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if not channel or body.get("type") == "message_action":
        return Place(user, user, direct=True)
    seen_by_one = container.get("is_ephemeral")
    thread = container.get("thread_ts") or container.get("message_ts")
    return Place(
        channel,
        user,
        thread_ts=None if seen_by_one else thread,
        response_url=body.get("response_url"),
        direct=channel.startswith("D"),
    )
