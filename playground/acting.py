"""What people do in the workspace: write, mention, type commands, press buttons, send forms."""

from collections.abc import Callable, Mapping
from typing import Any

from playground import envelopes, forms
from playground.delivery import Delivery, Receipt
from playground.envelopes import Envelope
from playground.workspace import BOT_USER, OpenView, Person, Post, Workspace

Payload = dict[str, Any]


class Acting:
    """A person's hands: everything they do reaches the app as Slack would send it."""

    def __init__(
        self, workspace: Workspace, delivery: Delivery, response_base: Callable[[], str]
    ) -> None:
        self.workspace = workspace
        self.receipts: list[Receipt] = []
        self.sent: list[Envelope] = []
        self._delivery = delivery
        self._response_base = response_base

    def say_in_dm(
        self, user: str, text: str, /, *, thread_ts: str | None = None, **fields: Any
    ) -> Post:
        """Write to the app; `fields` change the event, to be somebody or something else."""
        channel = self.workspace.direct_channel(user)
        post = self._write(channel.id, user, text, thread_ts)
        self._event("message", post, {"channel_type": "im", **fields})
        return post

    def say(self, user: str, channel: str, text: str, /, **fields: Any) -> Post:
        """Write in a channel without mentioning the app."""
        post = self._write(channel, user, text, fields.pop("thread_ts", None))
        self._event("message", post, {"channel_type": "channel", **fields})
        return post

    def mention(
        self, user: str, channel: str, text: str, /, *, thread_ts: str | None = None, **fields: Any
    ) -> Post:
        """Mention the app in a channel."""
        post = self._write(channel, user, f"<@{BOT_USER}> {text}", thread_ts)
        self._event("app_mention", post, fields)
        return post

    def command(self, user: str, channel: str, typed: str) -> Receipt:
        """Type a slash command: `/truenorth ask …`."""
        person = self.workspace.people[user]
        url = self._response_url(channel, user)
        return self.send(
            envelopes.command(self.workspace, person, channel, typed, response_url=url)
        )

    def open_messages(self, user: str) -> Receipt:
        """Open the direct message with the app."""
        channel = self.workspace.direct_channel(user)
        return self.send(
            envelopes.event(
                self.workspace,
                {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": "messages"},
            )
        )

    def open_home(self, user: str) -> Receipt:
        """Open the Home tab."""
        channel = self.workspace.direct_channel(user)
        return self.send(
            envelopes.event(
                self.workspace,
                {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": "home"},
            )
        )

    def press(self, user: str, post: Post, label: str) -> Receipt:
        """Press the button with this label in a message."""
        return self.use(user, post, action_for(post.blocks, label))

    def use(self, user: str, post: Post, action: Payload) -> Receipt:
        """Press a button in a message, or choose something in it."""
        url = self._response_url(post.channel, user, post)
        person = self.workspace.people[user]
        return self.send(envelopes.pressed_in_message(self.workspace, person, post, action, url))

    def press_in_view(self, user: str, opened: OpenView, label: str) -> Receipt:
        """Press the button with this label in a modal or on the Home tab."""
        action = action_for(opened.view["blocks"], label)
        person = self.workspace.people[user]
        return self.send(envelopes.pressed_in_view(self.workspace, person, opened, action))

    def submit(self, user: str, opened: OpenView, words: str) -> Receipt:
        """Fill the one field of a form and send it in."""
        field = next(b for b in opened.view["blocks"] if b["type"] == "input")
        forms.fill(opened, field["block_id"], words)
        person = self.workspace.people[user]
        return self.send(envelopes.submitted(self.workspace, person, opened))

    def fill(self, user: str, opened: OpenView, /, fields: Mapping[str, Any]) -> None:
        """Fill fields of a form, each by the id of its block; the app hears what it asked for."""
        person = self.workspace.people[user]
        for field, value in fields.items():
            with self.workspace.lock:
                action = forms.fill(opened, field, value)
            if action:
                self.send(envelopes.pressed_in_view(self.workspace, person, opened, action))

    def send_form(self, user: str, opened: OpenView) -> Receipt | None:
        """Send a form in, and do with it what the app says; None when a required field is empty."""
        opened.errors = forms.missing(opened)
        if opened.errors:
            return None
        person = self.workspace.people[user]
        receipt = self.send(envelopes.submitted(self.workspace, person, opened))
        with self.workspace.lock:
            forms.take(self.workspace, opened, receipt)
        return receipt

    def use_shortcut(self, user: str, callback_id: str, post: Post | None = None) -> Receipt:
        """Use a shortcut, on a message where one is given."""
        person = self.workspace.people[user]
        if post is None:
            return self.send(envelopes.shortcut(self.workspace, person, callback_id))
        url = self._response_url(post.channel, user)
        envelope = envelopes.message_shortcut(self.workspace, person, callback_id, post, url)
        return self.send(envelope)

    def redeliver(self, times: int = 1) -> None:
        """Deliver the last request again, as Slack does when it saw no receipt."""
        for retry in range(1, times + 1):
            self.send(self.sent[-1], retry=retry)

    def send(self, envelope: Envelope, *, retry: int = 0) -> Receipt:
        """Deliver a request and keep its receipt."""
        self.sent.append(envelope)
        receipt = self._delivery.deliver(envelope, retry=retry)
        self.receipts.append(receipt)
        return receipt

    def _write(self, channel: str, user: str, text: str, thread_ts: str | None) -> Post:
        return self.workspace.add_post(
            Post(channel, self.workspace.next_ts(), user, text, thread_ts=thread_ts)
        )

    def _event(self, kind: str, post: Post, fields: Payload) -> None:
        person = self.workspace.people.get(post.user, Person(post.user, "unknown"))
        inner: Payload = {
            "type": kind,
            "user": post.user,
            "text": post.text,
            "ts": post.ts,
            "event_ts": post.ts,
            "channel": post.channel,
            "team": person.team_id,
        }
        if post.thread_ts:
            inner["thread_ts"] = post.thread_ts
        self.send(envelopes.event(self.workspace, inner | fields))

    def _response_url(self, channel: str, user: str, origin: Post | None = None) -> str:
        key = self.workspace.new_response_url(channel, user, origin)
        return f"{self._response_base()}/response/{key}"


def action_for(blocks: list[Payload], label: str) -> Payload:
    """What Slack sends about the button with this label.

    Raises:
        LookupError: no such button can be seen.
    """
    for block in blocks:
        elements = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in filter(None, elements):
            value = _value_of(element, label)
            if value is not None:
                return {
                    "type": element["type"],
                    "action_id": element["action_id"],
                    "block_id": block["block_id"],
                    "value": value,
                }
    raise LookupError(f"there is no button {label!r}")


def _value_of(element: Payload, label: str) -> str | None:
    buttons = [element.get("positive_button"), element.get("negative_button"), element]
    for button in filter(None, buttons):
        text = button.get("text")
        if isinstance(text, dict) and text.get("text") == label:
            return str(button.get("value", ""))
    return None
