"""What the browser asks for on a person's behalf, done as Slack's own client would do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground import envelopes, forms
from playground.acting import Acting
from playground.manifest import Manifest
from playground.places import DIRECT, HOME
from playground.workspace import BOT_USER, OpenView, Post, Workspace

Payload = dict[str, Any]


class NotDone(Exception):
    """Slack's client would not do it; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants done, and where they are."""

    user: str
    place: str
    what: str
    given: Payload


class Doing:
    """Does what people in the browser do."""

    def __init__(self, acting: Acting, manifest: Manifest) -> None:
        self._acting = acting
        self._manifest = manifest
        self._workspace: Workspace = acting.workspace
        self._ways: dict[str, Callable[[Wish], object]] = {
            "open": self._open,
            "say": self._say,
            "act": self._act,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
        }

    def do(self, wish: Wish) -> None:
        """Do it.

        Raises:
            NotDone: it cannot be done.
        """
        way = self._ways.get(wish.what)
        if way is None or wish.user not in self._workspace.people:
            raise NotDone("That cannot be done here.")
        try:
            way(wish)
        except LookupError as error:
            raise NotDone("That is no longer there. Please look again.") from error

    def _open(self, wish: Wish) -> None:
        if wish.place == HOME:
            self._acting.open_home(wish.user)
        elif wish.place == DIRECT:
            self._acting.open_messages(wish.user)

    def _say(self, wish: Wish) -> None:
        text = str(wish.given.get("text", "")).strip()
        thread = wish.given.get("thread") or None
        if not text:
            raise NotDone("Write something first.")
        channel = self._channel(wish)
        if text.startswith("/"):
            if thread or text.split()[0] not in self._manifest.commands:
                known = ", ".join(self._manifest.commands)
                raise NotDone(f"That is not a command here. There is {known}, outside threads.")
            self._acting.command(wish.user, channel, text)
        elif wish.place == DIRECT:
            self._acting.say_in_dm(wish.user, _escaped(text), thread_ts=thread)
        else:
            self._say_in_channel(wish.user, channel, text, thread)

    def _say_in_channel(self, user: str, channel: str, text: str, thread: str | None) -> None:
        name = "@" + self._workspace.people[BOT_USER].name
        if name.lower() in text.lower():
            at = text.lower().index(name.lower())
            rest = f"{text[:at]} {text[at + len(name) :]}".strip()
            self._acting.mention(user, channel, _escaped(rest), thread_ts=thread)
        elif "message.channels" in self._manifest.events:
            self._acting.say(user, channel, _escaped(text), thread_ts=thread)
        else:  # Slack does not tell the app of what is said in channels
            post = Post(channel, self._workspace.next_ts(), user, _escaped(text), thread_ts=thread)
            self._workspace.add_post(post)

    def _act(self, wish: Wish) -> None:
        """Press a button, or choose something the app hears of at once."""
        given, person = wish.given, self._workspace.people[wish.user]
        if given.get("view"):
            opened = self._view(wish)
            self._keep(opened, given)
            action = _action(opened.view["blocks"], given)
            self._acting.send(envelopes.pressed_in_view(self._workspace, person, opened, action))
            return
        post = self._post(wish)
        self._acting.use(wish.user, post, _action(post.blocks, given))

    def _submit(self, wish: Wish) -> None:
        opened = self._view(wish)
        self._keep(opened, wish.given)
        self._acting.send_form(wish.user, opened)

    def _close(self, wish: Wish) -> None:
        with self._workspace.lock:
            self._workspace.modals.pop(self._view(wish).id, None)

    def _shortcut(self, wish: Wish) -> None:
        known = {each.callback_id for each in self._manifest.shortcuts}
        callback = str(wish.given.get("callback"))
        if callback not in known:
            raise LookupError(callback)
        post = self._post(wish) if wish.given.get("ts") else None
        self._acting.use_shortcut(wish.user, callback, post)

    def _keep(self, opened: OpenView, given: Payload) -> None:
        """Put what stands in the browser's fields into the form."""
        with self._workspace.lock:
            for field, value in (given.get("values") or {}).items():
                forms.fill(opened, str(field), value)

    def _channel(self, wish: Wish) -> str:
        if wish.place == DIRECT:
            return self._workspace.direct_channel(wish.user).id
        return self._workspace.channels[wish.place].id

    def _post(self, wish: Wish) -> Post:
        post = self._workspace.find_post(self._channel(wish), str(wish.given.get("ts")))
        if post is None or post.seen_by not in (None, wish.user):
            raise LookupError("no such message")
        return post

    def _view(self, wish: Wish) -> OpenView:
        home = self._workspace.homes.get(wish.user)
        if wish.given["view"] == "home" and home:
            return home
        opened = self._workspace.modals[str(wish.given["view"])]
        if opened.user != wish.user:
            raise LookupError("not theirs")
        return opened


def _action(blocks: list[Payload], given: Payload) -> Payload:
    """What Slack sends about an element that was used."""
    for block in blocks:
        inside = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in filter(None, inside):
            ids = (block.get("block_id"), element.get("action_id"))
            if ids == (given.get("block"), given.get("action")):
                return forms.used(element, given.get("value")) | {
                    "action_id": element["action_id"],
                    "block_id": block["block_id"],
                }
    raise LookupError("no such element")


def _escaped(text: str) -> str:
    """What Slack sends for what somebody typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
