"""The methods that post, change and read messages."""

import re
from typing import Any

from playground.kit import check_blocks
from playground.payloads import message_of, with_block_ids
from playground.refusals import Refused
from playground.workspace import BOT_USER, TEAM, Channel, Post, Workspace

LONGEST_TEXT = 40_000
EVENT_TYPE = re.compile(r"[a-z0-9_]{1,255}", re.ASCII)

Arguments = dict[str, Any]
Answer = dict[str, Any]


def post_message(workspace: Workspace, arguments: Arguments) -> Answer:
    """`chat.postMessage`."""
    channel = channel_for(workspace, arguments["channel"])
    post = _build(workspace, channel, arguments)
    post.unfurls = arguments.get("unfurl_links", True) or arguments.get("unfurl_media", True)
    workspace.add_post(post)
    return {"channel": channel.id, "ts": post.ts, "message": message_of(post)}


def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Answer:
    """`chat.postEphemeral`: the person has to be in the channel."""
    channel = channel_for(workspace, arguments["channel"])
    if arguments["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    post = _build(workspace, channel, arguments)
    post.seen_by = arguments["user"]
    post.unfurls = False
    workspace.add_post(post)
    return {"message_ts": post.ts}


def update_message(workspace: Workspace, arguments: Arguments) -> Answer:
    """`chat.update`: only the app's own messages."""
    channel = channel_for(workspace, arguments["channel"])
    known = workspace.find_post(channel.id, arguments["ts"])
    if known is None or known.seen_by:
        raise Refused("message_not_found")
    if known.user != BOT_USER:
        raise Refused("cant_update_message")
    fresh = _build(workspace, channel, {**arguments, "thread_ts": known.thread_ts})
    known.text, known.blocks, known.edited = fresh.text, fresh.blocks, True
    known.metadata = fresh.metadata or known.metadata
    return {"channel": channel.id, "ts": known.ts, "text": known.text}


def history(workspace: Workspace, arguments: Arguments) -> Answer:
    """`conversations.history`: what starts a thread, newest first; other threads' replies not.

    A page holds `limit` messages, 100 by default; the cursor is the place of the next.
    """
    channel = readable(workspace, arguments["channel"])
    oldest, latest = arguments.get("oldest"), arguments.get("latest")
    inclusive = bool(arguments.get("inclusive"))
    found = [
        post
        for post in reversed(channel.posts)
        if not post.seen_by and post.thread_ts in (None, post.ts)
        if oldest is None or _after(post.ts, oldest, inclusive)
        if latest is None or _after(latest, post.ts, inclusive)
    ]
    return _page(found, arguments)


def permalink(workspace: Workspace, arguments: Arguments) -> Answer:
    """`chat.getPermalink`."""
    channel = channel_for(workspace, arguments["channel"])
    stamp = arguments["message_ts"]
    if workspace.find_post(channel.id, stamp) is None:
        raise Refused("message_not_found")
    name = f"p{stamp.replace('.', '')}"
    link = f"https://playground.example/archives/{channel.id}/{name}"
    return {"channel": channel.id, "permalink": link}


def replies(workspace: Workspace, arguments: Arguments) -> Answer:
    """`conversations.replies`: what starts a thread, then its replies, oldest first."""
    channel = readable(workspace, arguments["channel"])
    wanted = arguments["ts"]
    posts = [p for p in channel.posts if wanted in (p.ts, p.thread_ts) and not p.seen_by]
    if not posts:
        raise Refused("thread_not_found")
    return _page(posts, arguments)


def readable(workspace: Workspace, channel_id: str) -> Channel:
    """A channel whose messages the app may read: a direct message, by its own id.

    Raises:
        Refused: it is none; `im:history` is for direct messages alone.
    """
    if channel_id.startswith("U"):
        raise Refused("channel_not_found")
    channel = channel_for(workspace, channel_id)
    if not channel.direct:
        raise Refused("missing_scope", ["needed: channels:history"])
    return channel


def _page(found: list[Post], arguments: Arguments) -> Answer:
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit", 100))
    if not 1 <= limit <= 999:
        raise Refused("invalid_limit")
    page, more = found[start : start + limit], len(found) > start + limit
    with_metadata = bool(arguments.get("include_all_metadata"))
    return {
        "messages": [message_of(post, metadata=with_metadata) for post in page],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


def channel_for(workspace: Workspace, channel_id: str) -> Channel:
    """The channel the app may post to under this id; a person's id is their direct message."""
    if channel_id.startswith("U"):
        person = workspace.people.get(channel_id)
        if person is None or person.team_id != TEAM:
            raise Refused("channel_not_found")
        return workspace.direct_channel(channel_id)
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise Refused("channel_not_found")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    return channel


def check_message(arguments: Arguments) -> None:
    """Refuse a message without words, with too many, or with blocks Slack does not take."""
    text = arguments.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    if arguments.get("blocks"):
        problems = check_blocks(arguments["blocks"], "message")
        if problems:
            too_long = "msg_blocks_too_long" in problems
            raise Refused("msg_blocks_too_long" if too_long else "invalid_blocks", problems)


def _after(one: Any, other: Any, inclusive: bool) -> bool:
    return float(one) > float(other) or (inclusive and float(one) == float(other))


def _metadata(arguments: Arguments) -> dict[str, Any] | None:
    metadata = arguments.get("metadata")
    if metadata is None:
        return None
    whole = isinstance(metadata, dict) and set(metadata) == {"event_type", "event_payload"}
    if not whole or not EVENT_TYPE.fullmatch(str(metadata["event_type"])):
        raise Refused("invalid_metadata_format")
    return dict(metadata)


def _build(workspace: Workspace, channel: Channel, arguments: Arguments) -> Post:
    check_message(arguments)
    thread_ts = arguments.get("thread_ts")
    if thread_ts is not None:
        root = workspace.find_post(channel.id, thread_ts)
        if root is None or root.seen_by or (root.thread_ts and root.thread_ts != root.ts):
            raise Refused("invalid_thread_ts")
    return Post(
        channel=channel.id,
        ts=workspace.next_ts(),
        user=BOT_USER,
        text=arguments["text"],
        blocks=with_block_ids(arguments.get("blocks") or []),
        thread_ts=thread_ts,
        metadata=_metadata(arguments),
    )
