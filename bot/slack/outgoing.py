"""Every call the assistant makes to Slack, and the one place where Slack's refusals are read.

A refusal becomes `Unavailable` with a reference; Slack's error code goes to the log. Unfurls are
off in every message, so that a link in a document cannot bring a picture or a page with it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.slack.blocks.parts import Message, View
from bot.slack.files import SlackFile
from bot.slack.given import reply_mark
from bot.slack.requests import Place
from bot.slack.text import inert
from programme.errors import Unavailable

log = logging.getLogger(__name__)

WORKING = "is looking in the documents…"


class Outgoing:
    """Calls to Slack on behalf of the assistant.

    Raises:
        Unavailable: from every method: Slack did not take the call, also after retries.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def reply(self, place: Place, message: Message, event_id: str | None = None) -> None:
        """Answer where somebody asked: in the thread, in the direct message, or to them alone.

        A reply to an event carries its id, by which it is found again.
        """
        if place.response_url:
            if self._respond(place.response_url, message, {"response_type": "ephemeral"}):
                return
            # A response URL lives 30 minutes; a question taken up later is answered directly.
            place = Place(channel=place.user, user=place.user, direct=True)
        self._call(
            "chat.postMessage",
            lambda: self._client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread_ts,
                text=message.text,
                blocks=list(message.blocks),
                metadata=reply_mark(event_id) if event_id else None,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    def whisper(self, place: Place, message: Message) -> None:
        """Say something that only the person sees, in the thread where there is one.

        An answer that was shared stands in channels the assistant is not a member of; there the
        response URL of the button still reaches the person.
        """
        fields = {"response_type": "ephemeral", "replace_original": False}
        if place.channel == place.user and not place.response_url:
            # a direct message is seen by nobody else, and Slack takes no person for a channel here
            self.reply(place, message)
            return
        if place.response_url and not place.thread_ts:
            if not self._respond(place.response_url, message, fields):
                self.reply(replace(place, response_url=None), message)
            return
        try:
            self._client.chat_postEphemeral(
                channel=place.channel,
                user=place.user,
                thread_ts=place.thread_ts,
                text=message.text,
                blocks=list(message.blocks),
            )
        except SlackApiError as error:
            elsewhere = error.response["error"] in _NOT_A_MEMBER and place.response_url
            if not (elsewhere and self._respond(elsewhere, message, fields)):
                raise _unavailable("chat.postEphemeral", error) from error
        except _TROUBLE as error:
            raise _unavailable("chat.postEphemeral", error) from error

    def share(self, response_url: str, message: Message) -> bool:
        """Show a message to the whole channel; False when it is too late for that."""
        fields = {"response_type": "in_channel", "replace_original": False}
        return self._respond(response_url, message, fields)

    def replace(self, response_url: str, message: Message) -> None:
        """Put a message in the place of the one only the person sees."""
        self._respond(response_url, message, {"replace_original": True})

    def rewrite(self, channel: str, ts: str, message: Message) -> None:
        """Put a message in the place of one the assistant has posted."""
        self._call(
            "chat.update",
            lambda: self._client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=list(message.blocks)
            ),
        )

    def working(self, place: Place) -> None:
        """Show that an answer is being looked for; Slack takes it away with the next post."""
        if place.direct and place.thread_ts:
            thread_ts = place.thread_ts
            self._call(
                "assistant.threads.setStatus",
                lambda: self._client.assistant_threads_setStatus(
                    channel_id=place.channel, thread_ts=thread_ts, status=WORKING
                ),
            )

    def suggest(self, channel: str, prompts: Sequence[str]) -> None:
        """Offer questions in a direct message that has been opened.

        No thread is named: for an app with `agent_view` that would fail without a word.
        """
        self._call(
            "assistant.threads.setSuggestedPrompts",
            lambda: self._client.assistant_threads_setSuggestedPrompts(
                channel_id=channel,
                title="You could ask",
                prompts=[{"title": each, "message": each} for each in prompts],
            ),
        )

    def permalink(self, channel: str, ts: str) -> str | None:
        """The address of a message; None where the assistant is not a member."""
        try:
            found = self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except SlackApiError as error:
            if error.response["error"] in {*_NOT_A_MEMBER, "message_not_found"}:
                return None
            raise _unavailable("chat.getPermalink", error) from error
        except _TROUBLE as error:
            raise _unavailable("chat.getPermalink", error) from error
        return str(found["permalink"])

    def open_view(self, trigger_id: str, view: View) -> str:
        """Open a modal at once, while the trigger lives; returns the view's id."""
        opened = self._call(
            "views.open", lambda: self._client.views_open(trigger_id=trigger_id, view=view)
        )
        return str(opened["view"]["id"])

    def push_view(self, trigger_id: str, view: View) -> str:
        """Open a modal over the one in which a button was pressed; returns the view's id."""
        pushed = self._call(
            "views.push", lambda: self._client.views_push(trigger_id=trigger_id, view=view)
        )
        return str(pushed["view"]["id"])

    def share_files(self, user: str, files: Sequence[SlackFile], comment: str) -> None:
        """Give files to a person in their direct message."""
        opened = self._call(
            "conversations.open", lambda: self._client.conversations_open(users=user)
        )
        self._call(
            "files.completeUploadExternal",
            lambda: self._client.files_upload_v2(
                channel=str(opened["channel"]["id"]),
                initial_comment=inert(comment),
                file_uploads=[
                    {
                        "filename": file.name,
                        "title": file.title,
                        "content": file.data,
                        "alt_txt": file.alt or None,
                    }
                    for file in files
                ],
            ),
        )

    def update_view(self, view_id: str, view: View) -> None:
        """Fill a modal that is open."""
        self._call("views.update", lambda: self._client.views_update(view_id=view_id, view=view))

    def publish_home(self, user: str, view: View) -> None:
        """Show the Home tab to a person."""
        self._call("views.publish", lambda: self._client.views_publish(user_id=user, view=view))

    def itself(self) -> dict[str, Any]:
        """Who Slack says the assistant is."""
        return dict(self._call("auth.test", self._client.auth_test).data)

    def person(self, user: str) -> dict[str, Any] | None:
        """What Slack knows of a person, or None when it knows no such person."""
        try:
            answer = self._client.users_info(user=user)
        except SlackApiError as error:
            if error.response["error"] in {"user_not_found", "user_not_visible"}:
                return None
            raise _unavailable("users.info", error) from error
        except _TROUBLE as error:
            raise _unavailable("users.info", error) from error
        return dict(answer["user"])

    def group_members(self, group: str) -> list[str]:
        """The member ids of a user group."""
        answer = self._call(
            "usergroups.users.list", lambda: self._client.usergroups_users_list(usergroup=group)
        )
        return list(answer["users"])

    def _call(self, method: str, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except _TROUBLE as error:
            raise _unavailable(method, error) from error

    def _respond(self, url: str, message: Message, fields: dict[str, Any]) -> bool:
        """Post to a response URL; False when it has run out."""
        webhook = WebhookClient(
            url,
            timeout=self._client.timeout,
            logger=self._client.logger,
            retry_handlers=list(self._client.retry_handlers),
        )
        body = {
            "text": message.text,
            "blocks": list(message.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
            **fields,
        }
        answer = self._call("response_url", lambda: webhook.send_dict(body))
        if answer.status_code == 200:
            return True
        if answer.status_code in {403, 404, 410}:
            return False
        log.warning("response_url refused a message: status %s", answer.status_code)
        raise Unavailable("Slack did not take my reply just now. Please try again in a minute.")


_NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel"})
_TROUBLE = (SlackClientError, OSError, HTTPException)


def _unavailable(method: str, error: BaseException) -> Unavailable:
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    trouble = Unavailable("Slack did not take my reply just now. Please try again in a minute.")
    log.warning(
        "reference %s: %s failed: %s", trouble.reference, method, code or type(error).__name__
    )
    return trouble
