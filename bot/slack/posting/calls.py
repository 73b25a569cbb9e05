"""The calls that post, rewrite and find messages; each post is made by exactly one request.

The client of the rest of the app tries again by itself when Slack stumbles. Here that would post
twice, so this one never does: what is to be tried again is decided by the outcome.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.blocks.parts import Message
from bot.slack.boundary import guarded
from bot.slack.connection import library_log
from bot.slack.files import SlackFile
from bot.slack.posting.outcomes import Later, NotKnown, Outcome, Taken, outcome_of
from bot.slack.settings import SlackSettings
from programme.errors import Unavailable

log = logging.getLogger(__name__)

EVENT_TYPE = "truenorth_post"
PAGE = 200
MOST_PAGES = 20


def posting_client(settings: SlackSettings) -> WebClient:
    """A client that makes each call once."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else None
    return WebClient(
        token=token,
        base_url=settings.api_url,
        timeout=settings.timeout_seconds,
        logger=library_log,
        retry_handlers=[],
    )


class PostCalls:
    """Posts to Slack, rewrites what stands there, and looks whether a post arrived."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, post: str, to: str, message: Message, thread_ts: str | None = None) -> Outcome:
        """Post a message that carries the post's id, so that it can be found again."""
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"post": post}}
        return _outcome(
            lambda: self._client.chat_postMessage(
                channel=to,
                thread_ts=thread_ts,
                text=message.text,
                blocks=list(message.blocks),
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        )

    def upload(self, to: str, file: SlackFile, thread_ts: str | None = None) -> Outcome:
        """Share a file in a channel. Slack tells its id, not where it stands."""
        found: list[Outcome] = []

        def make() -> None:
            answer = self._client.files_upload_v2(
                channel=to,
                thread_ts=thread_ts,
                filename=file.name,
                title=file.title,
                content=file.data,
                alt_txt=file.alt or None,
            )
            found.append(Taken(to, str(answer["files"][0]["id"])))

        guarded(make, lambda error: found.append(_of_upload(error)))
        return found[0]

    def rewrite(self, channel: str, ts: str, message: Message) -> Outcome:
        """Put a message in the place of one that stands there; doing it twice does no harm."""
        return _outcome(
            lambda: self._client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=list(message.blocks)
            )
        )

    def find(self, post: str, user: str, since: datetime) -> Taken | None:
        """Where a post stands in the direct message with a person, or None.

        Raises:
            Unavailable: Slack does not let itself be asked, so nothing is known.
        """
        channel = user if user.startswith("D") else self._direct_channel(user)
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            page = self._page(channel, since, cursor)
            for message in page["messages"]:
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("post") == post:
                    return Taken(channel, str(message["ts"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        raise Unavailable("The conversation is too long to be searched.")

    def _direct_channel(self, user: str) -> str:
        opened = self._ask(
            "conversations.open", lambda: self._client.conversations_open(users=user)
        )
        return str(opened["channel"]["id"])

    def _page(self, channel: str, since: datetime, cursor: str | None) -> Any:
        return self._ask(
            "conversations.history",
            lambda: self._client.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                limit=PAGE,
                cursor=cursor,
                include_all_metadata=True,
            ),
        )

    def _ask(self, method: str, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except (SlackClientError, OSError, HTTPException) as error:
            code = error.response.get("error") if isinstance(error, SlackApiError) else None
            log.warning("%s failed: %s", method, code or type(error).__name__)
            raise Unavailable("Slack does not say whether a message arrived.") from error


def _of_upload(error: Exception) -> Outcome:
    """Only the last of the three calls of an upload shows the file to anybody."""
    outcome = outcome_of(error)
    last = isinstance(error, SlackApiError) and str(
        getattr(error.response, "api_url", "")
    ).endswith("files.completeUploadExternal")
    if isinstance(outcome, NotKnown) and isinstance(error, SlackApiError) and not last:
        return Later(outcome.code)
    return outcome


def _outcome(call: Callable[[], Any]) -> Outcome:
    found: list[Outcome] = []

    def make() -> None:
        answer = call()
        found.append(Taken(str(answer["channel"]), str(answer["ts"])))

    guarded(make, lambda error: found.append(outcome_of(error)))
    return found[0]
