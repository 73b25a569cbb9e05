"""Response URLs: where an app answers a command or a button for half an hour."""

from typing import Any

from playground.messages import check_message
from playground.payloads import with_block_ids
from playground.refusals import Outcome, Refused
from playground.workspace import BOT_USER, Post, Workspace

KNOWN = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
}


def respond(workspace: Workspace, key: str, body: dict[str, Any]) -> Outcome:
    """Take a post to a response URL. It may reach channels the app is not a member of."""
    with workspace.lock:
        url = workspace.use_response_url(key)
        if url is None:
            return Outcome(404, {"ok": False, "error": "expired_url"})
        try:
            check_message(body)
        except Refused as refused:
            return Outcome(500, {"ok": False, "error": refused.code})
        if set(body) - KNOWN:
            return Outcome(500, {"ok": False, "error": "invalid_arguments"})
        blocks = with_block_ids(body.get("blocks") or [])
        if body.get("replace_original") and url.origin:
            url.origin.text, url.origin.blocks, url.origin.edited = body["text"], blocks, True
            return Outcome(200, {"ok": True})
        workspace.add_post(
            Post(
                channel=url.channel,
                ts=workspace.next_ts(),
                user=BOT_USER,
                text=body["text"],
                blocks=blocks,
                seen_by=None if body.get("response_type") == "in_channel" else url.user,
                unfurls=body.get("unfurl_links", True) or body.get("unfurl_media", True),
            )
        )
        return Outcome(200, {"ok": True})
