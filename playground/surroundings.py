"""The methods about the app itself, people, and the assistant's place in direct messages."""

from dataclasses import asdict
from typing import Any

from playground.messages import channel_for
from playground.refusals import Refused
from playground.workspace import BOT_ID, BOT_USER, TEAM, Workspace

Arguments = dict[str, Any]
Answer = dict[str, Any]


def auth_test(__: Workspace, _: Arguments) -> Answer:
    """`auth.test`."""
    return {
        "url": "https://playground.example/",
        "team": "Playground",
        "user": "truenorth",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def user_info(workspace: Workspace, arguments: Arguments) -> Answer:
    """`users.info`."""
    person = workspace.people.get(arguments["user"])
    if person is None:
        raise Refused("user_not_found")
    return {"user": asdict(person)}


def group_members(workspace: Workspace, arguments: Arguments) -> Answer:
    """`usergroups.users.list`."""
    members = workspace.user_groups.get(arguments["usergroup"])
    if members is None:
        raise Refused("no_such_subteam")
    return {"users": sorted(members)}


def open_conversation(workspace: Workspace, arguments: Arguments) -> Answer:
    """`conversations.open`."""
    if arguments["users"] not in workspace.people:
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct_channel(arguments["users"]).id}}


def set_status(workspace: Workspace, arguments: Arguments) -> Answer:
    """`assistant.threads.setStatus`: the thread has to be there."""
    channel = channel_for(workspace, arguments["channel_id"])
    if workspace.find_post(channel.id, arguments["thread_ts"]) is None:
        raise Refused("invalid_thread_ts")
    status = (channel.id, arguments["thread_ts"], arguments["status"])
    workspace.statuses.append(status)
    return {}


def set_prompts(workspace: Workspace, arguments: Arguments) -> Answer:
    """`assistant.threads.setSuggestedPrompts`: one to four."""
    channel = channel_for(workspace, arguments["channel_id"])
    prompts = arguments["prompts"]
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise Refused("invalid_arguments", ["prompts: one to four"])
    if any(set(each) != {"title", "message"} or not all(each.values()) for each in prompts):
        raise Refused("invalid_arguments", ["prompts: title and message"])
    if "thread_ts" not in arguments:  # for an agent app a thread fails without a word
        workspace.prompts[channel.id] = prompts
    return {}
