"""Files that an app shares: announced, uploaded, and only then shown in a channel.

Source: https://docs.slack.dev/messaging/working-with-files (uploading files).
"""

from typing import Any

from playground.messages import channel_for
from playground.payloads import file_of
from playground.refusals import Outcome, Refused
from playground.workspace import BOT_USER, Channel, Post, SharedFile, Workspace

LONGEST_ALT = 1000

Arguments = dict[str, Any]
Answer = dict[str, Any]


def begin_upload(workspace: Workspace, arguments: Arguments) -> Answer:
    """`files.getUploadURLExternal`: an address to send the bytes to."""
    name = arguments["filename"]
    length = int(arguments["length"])
    if not isinstance(name, str) or not name.strip():
        raise Refused("invalid_arguments", ["missing: filename"])
    if length <= 0:
        raise Refused("invalid_arguments", ["length must be more than 0"])
    alt = str(arguments.get("alt_txt") or "")
    if len(alt) > LONGEST_ALT:
        raise Refused("alt_txt_too_large")
    file = SharedFile(f"F{workspace.unique()}", name, length, alt)
    workspace.files[file.id] = file
    return {"file_id": file.id, "upload_url": f"{workspace.address}/upload/{file.id}"}


def take_bytes(workspace: Workspace, key: str, data: bytes) -> Outcome:
    """The bytes of an announced file; as many as were announced."""
    with workspace.lock:
        file = workspace.files.get(key)
        if file is None or file.data is not None or len(data) != file.length:
            return Outcome(400, {"ok": False, "error": "invalid_upload"})
        file.data = data
        return Outcome(200, {"ok": True})


def complete_upload(workspace: Workspace, arguments: Arguments) -> Answer:
    """`files.completeUploadExternal`: the files become one message, once."""
    listed = arguments["files"]
    if not isinstance(listed, list) or not listed:
        raise Refused("invalid_arguments", ["files must be a list"])
    files = [_uploaded(workspace, each) for each in listed]
    channel = _channel(workspace, arguments)
    thread_ts = arguments.get("thread_ts")
    if thread_ts is not None and (
        channel is None or workspace.find_post(channel.id, str(thread_ts)) is None
    ):
        raise Refused("invalid_thread_ts")
    for file, each in zip(files, listed, strict=True):
        file.shared = True
        file.title = str(each.get("title") or file.name)
    if channel is not None:
        workspace.add_post(
            Post(
                channel=channel.id,
                ts=workspace.next_ts(),
                user=BOT_USER,
                text=str(arguments.get("initial_comment") or ""),
                thread_ts=str(thread_ts) if thread_ts is not None else None,
                unfurls=False,
                files=files,
            )
        )
    return {"files": [file_of(file) for file in files]}


def _uploaded(workspace: Workspace, each: Any) -> SharedFile:
    file = workspace.files.get(str(each.get("id"))) if isinstance(each, dict) else None
    if file is None or file.data is None or file.shared:
        raise Refused("file_not_found")
    return file


def _channel(workspace: Workspace, arguments: Arguments) -> Channel | None:
    """The channel files are shared in; a person's id is none here, unlike elsewhere."""
    channel_id = arguments.get("channel_id") or arguments.get("channels")
    if not channel_id:
        return None
    if str(channel_id).startswith("U"):
        raise Refused("channel_not_found")
    return channel_for(workspace, str(channel_id))
