"""Slack's Web API over a workspace, refusing what Slack refuses."""

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from playground import files, messages, surroundings, views
from playground.methods import METHODS
from playground.refusals import Outcome, Refused
from playground.workspace import Workspace

BOT_TOKEN = "xoxb-playground"  # noqa: S105 - opens nothing but the stand-in
APP_TOKEN = "xapp-playground"  # noqa: S105

Arguments = dict[str, Any]
Handler = Callable[[Workspace, Arguments], Arguments]

HANDLERS: dict[str, Handler] = {
    "assistant.threads.setStatus": surroundings.set_status,
    "assistant.threads.setSuggestedPrompts": surroundings.set_prompts,
    "auth.test": surroundings.auth_test,
    "chat.getPermalink": messages.permalink,
    "chat.postEphemeral": messages.post_ephemeral,
    "chat.postMessage": messages.post_message,
    "chat.update": messages.update_message,
    "conversations.history": messages.history,
    "conversations.open": surroundings.open_conversation,
    "conversations.replies": messages.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.begin_upload,
    "usergroups.users.list": surroundings.group_members,
    "users.info": surroundings.user_info,
    "views.open": views.open_view,
    "views.publish": views.publish_home,
    "views.push": views.open_view,
    "views.update": views.update_view,
}


@dataclass(frozen=True, slots=True)
class Call:
    """A call the app made, the error it got, if any, and when it came and was answered.

    Times are those of `time.monotonic`.
    """

    method: str
    arguments: Arguments
    error: str | None
    began: float
    ended: float


class WebApi:
    """Answers calls as Slack would. Trouble can be ordered for the next calls of a method."""

    def __init__(
        self, workspace: Workspace, scopes: Collection[str], socket_url: Callable[[], str] = str
    ) -> None:
        self.workspace = workspace
        self.scopes = frozenset(scopes)
        self.calls: list[Call] = []
        self._socket_url = socket_url
        self._ordered: dict[str, deque[Outcome]] = {}
        self._lost: dict[str, int] = {}

    def order(self, method: str, outcome: Outcome, *, times: int = 1) -> None:
        """Let the next calls of a method end like this, whatever they say."""
        self._ordered.setdefault(method, deque()).extend([outcome] * times)

    def rate_limit(self, method: str, *, seconds: int = 1, times: int = 1) -> None:
        """Let the next calls of a method be held back."""
        held = Outcome(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(seconds)})
        self.order(method, held, times=times)

    def refuse(self, method: str, code: str, *, times: int = 1) -> None:
        """Let the next calls of a method be refused with an error code."""
        self.order(method, Outcome(200, {"ok": False, "error": code}), times=times)

    def lose_answer(self, method: str, *, times: int = 1) -> None:
        """Let the next calls of a method be done, and their answers lost on the way back."""
        self._lost[method] = self._lost.get(method, 0) + times

    def call(self, method: str, token: str | None, arguments: Arguments) -> Outcome:
        """Answer one call."""
        began = time.monotonic()
        ordered = self._ordered.get(method)
        outcome = ordered.popleft() if ordered else self._answer(method, token, arguments)
        if self._lost.get(method):
            self._lost[method] -= 1
            outcome = Outcome(500, {"ok": False, "error": "internal_error"})
        error = None if outcome.body.get("ok") else str(outcome.body.get("error"))
        self.calls.append(Call(method, arguments, error, began, time.monotonic()))
        return outcome

    def _answer(self, method: str, token: str | None, arguments: Arguments) -> Outcome:
        try:
            self._check_call(method, token, arguments)
            with self.workspace.lock:
                if method == "apps.connections.open":
                    body: Arguments = {"url": self._socket_url()}
                else:
                    body = HANDLERS[method](self.workspace, arguments)
        except Refused as refused:
            body = {"ok": False, "error": refused.code}
            if refused.messages:
                body["response_metadata"] = {"messages": refused.messages}
            return Outcome(200, body)
        return Outcome(200, {"ok": True, **body}, {"x-oauth-scopes": ",".join(self.scopes)})

    def _check_call(self, method: str, token: str | None, arguments: Arguments) -> None:
        known = METHODS.get(method)
        if known is None:
            raise Refused("unknown_method")
        if not token:
            raise Refused("not_authed")
        if token not in {BOT_TOKEN, APP_TOKEN}:
            raise Refused("invalid_auth")
        if (token == APP_TOKEN) != known.app_token:
            raise Refused("not_allowed_token_type")
        if known.scope and not known.app_token and known.scope not in self.scopes:
            raise Refused("missing_scope", [f"needed: {known.scope}"])
        missing = known.required - set(arguments)
        if "text" in missing:
            raise Refused("no_text")
        unknown = set(arguments) - known.required - known.optional - {"team_id"}
        if missing or unknown:
            raise Refused(
                "invalid_arguments",
                [f"missing: {each}" for each in sorted(missing)]
                + [f"unknown: {each}" for each in sorted(unknown)],
            )
