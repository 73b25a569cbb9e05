"""Messages and views as Slack sends them to an app."""

from typing import Any

from playground.workspace import APP_ID, BOT_ID, BOT_USER, TEAM, OpenView, Post, SharedFile


def with_block_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks with the ids Slack gives to those that have none."""
    return [{"block_id": f"b{n}", **block} for n, block in enumerate(blocks)]


def with_ids(view: dict[str, Any]) -> dict[str, Any]:
    """A view whose blocks all have ids."""
    return {**view, "blocks": with_block_ids(view["blocks"])}


def message_of(post: Post, *, metadata: bool = False) -> dict[str, Any]:
    """A message as Slack sends it; its metadata only where it is asked for."""
    message: dict[str, Any] = {
        "type": "message",
        "user": post.user,
        "ts": post.ts,
        "text": post.text,
        "blocks": post.blocks,
        "team": TEAM,
    }
    if post.user == BOT_USER:
        message |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if post.files:
        message["files"] = [file_of(file) for file in post.files]
    if metadata and post.metadata:
        message["metadata"] = post.metadata
    return message | ({"thread_ts": post.thread_ts} if post.thread_ts else {})


def file_of(file: SharedFile) -> dict[str, Any]:
    """A file as Slack sends it."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": file.length,
        "alt_txt": file.alt,
        "mode": "hosted",
        "url_private": f"/files/{file.id}",
    }


def view_of(opened: OpenView) -> dict[str, Any]:
    """A view as Slack sends it."""
    return {
        "id": opened.id,
        "team_id": TEAM,
        "app_id": APP_ID,
        "hash": f"h{opened.id}",
        "callback_id": "",
        "private_metadata": "",
        **opened.view,
        "state": {"values": opened.state},
    }
