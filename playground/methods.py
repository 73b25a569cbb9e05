"""The methods of Slack's Web API that the stand-in knows: what each needs and takes.

Source: https://docs.slack.dev/reference/methods
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """One method: the scope it needs (None for none), and its arguments."""

    scope: str | None
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    app_token: bool = False


def _method(
    scope: str | None, required: str = "", optional: str = "", *, app_token: bool = False
) -> Method:
    return Method(scope, frozenset(required.split()), frozenset(optional.split()), app_token)


METHODS: dict[str, Method] = {
    "apps.connections.open": _method("connections:write", app_token=True),
    "assistant.threads.setStatus": _method(
        "assistant:write", "channel_id thread_ts status", "loading_messages"
    ),
    "assistant.threads.setSuggestedPrompts": _method(
        "assistant:write", "channel_id prompts", "thread_ts title"
    ),
    "auth.test": _method(None),
    "chat.getPermalink": _method(None, "channel message_ts"),
    "chat.postEphemeral": _method("chat:write", "channel user text", "blocks thread_ts"),
    "chat.postMessage": _method(
        "chat:write",
        "channel text",
        "blocks thread_ts unfurl_links unfurl_media reply_broadcast metadata mrkdwn",
    ),
    "chat.update": _method("chat:write", "channel ts text", "blocks metadata"),
    "conversations.history": _method(
        "im:history", "channel", "oldest latest inclusive limit cursor include_all_metadata"
    ),
    "conversations.open": _method("im:write", "users", "return_im prevent_creation"),
    "conversations.replies": _method(
        "im:history", "channel ts", "limit cursor include_all_metadata"
    ),
    "files.completeUploadExternal": _method(
        "files:write", "files", "channel_id channels thread_ts initial_comment blocks"
    ),
    "files.getUploadURLExternal": _method("files:write", "filename length", "alt_txt snippet_type"),
    "usergroups.users.list": _method("usergroups:read", "usergroup", "include_disabled"),
    "users.info": _method("users:read", "user", "include_locale"),
    "views.open": _method(None, "trigger_id view"),
    "views.publish": _method(None, "user_id view", "hash"),
    "views.push": _method(None, "trigger_id view"),
    "views.update": _method(None, "view", "view_id external_id hash"),
}
