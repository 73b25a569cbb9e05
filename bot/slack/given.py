"""Whether the reply to an event stands in Slack already.

Slack has no key under which a message could be posted once only. So a reply carries the id of the
event it answers, unseen, and an event that is taken up again is looked for before it is answered
again. The app can read its direct messages and no others (`im:history`).
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.requests import Place
from programme.errors import Unavailable

log = logging.getLogger(__name__)

REPLY = "truenorth_reply"
PAGE = 200
CLOCKS_APART = timedelta(minutes=10)


def reply_mark(event_id: str) -> dict[str, Any]:
    """The metadata of a reply: the event it answers."""
    return {"event_type": REPLY, "event_payload": {"event": event_id}}


class GivenReplies:
    """Looks for replies in direct messages."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def has(self, place: Place, event_id: str, since: datetime) -> bool:
        """Whether a reply to an event stands in its thread, or by itself since a moment.

        Raises:
            Unavailable: Slack does not say.
        """
        mark = reply_mark(event_id)
        try:
            return any(said.get("metadata") == mark for said in self._said(place, since))
        except (SlackClientError, OSError, HTTPException) as error:
            code = error.response.get("error") if isinstance(error, SlackApiError) else None
            log.warning("looking for a reply failed: %s", code or type(error).__name__)
            raise Unavailable("Slack does not say whether a reply was given.") from error

    def _said(self, place: Place, since: datetime) -> Iterator[dict[str, Any]]:
        channel = place.channel
        if not channel.startswith("D"):
            channel = self._client.conversations_open(users=place.user)["channel"]["id"]
        cursor: str | None = None
        while True:
            if place.thread_ts:
                page = self._client.conversations_replies(
                    channel=channel,
                    ts=place.thread_ts,
                    cursor=cursor,
                    limit=PAGE,
                    include_all_metadata=True,
                )
            else:
                page = self._client.conversations_history(
                    channel=channel,
                    oldest=f"{(since - CLOCKS_APART).timestamp():.6f}",
                    cursor=cursor,
                    limit=PAGE,
                    include_all_metadata=True,
                )
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
