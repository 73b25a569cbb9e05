"""The places a person can be in, and what they see there at this moment."""

import hashlib
from dataclasses import dataclass
from typing import Any

from playground.manifest import Manifest
from playground.pages.html import Child, Html, element
from playground.pages.messages import Author, message_html
from playground.pages.showing import Showing
from playground.pages.views import home_html, modal_html
from playground.payloads import message_of
from playground.workspace import BOT_USER, Channel, OpenView, Post, Workspace

DIRECT, HOME = "dm", "home"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the screen: its id stays, its words may change."""

    id: str
    html: Html

    def as_json(self) -> dict[str, str]:
        """For the browser, with a mark by which it can tell whether to draw it again."""
        mark = hashlib.sha256(self.html.text.encode()).hexdigest()[:16]
        return {"id": self.id, "mark": mark, "html": self.html.text}


class Places:
    """What one person sees in one place; nothing here changes anything."""

    def __init__(self, workspace: Workspace, manifest: Manifest) -> None:
        self._workspace = workspace
        self._manifest = manifest

    def fingerprint(self, user: str, place: str) -> str:
        """Differs when anything the person sees has changed."""
        with self._workspace.lock:
            channel = self._channel(user, place)
            seen: tuple[object, ...] = (
                channel.posts if channel else self._workspace.homes.get(user),
                self._modal(user),
                self._workspace.statuses,
                self._workspace.prompts,
            )
            return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    def screen(self, user: str, place: str) -> dict[str, Any]:
        """Everything the person sees there, as pieces of HTML."""
        with self._workspace.lock:
            channel = self._channel(user, place)
            opened = self._modal(user)
            pieces = self._messages(user, channel) if channel else [self._home(user)]
            prompts = self._workspace.prompts.get(channel.id, []) if channel else []
            return {
                "fingerprint": self.fingerprint(user, place),
                "pieces": [piece.as_json() for piece in pieces],
                "modal": self._shown(opened).as_json() if opened else None,
                "prompts": prompts,
            }

    def _channel(self, user: str, place: str) -> Channel | None:
        if place == HOME:
            return None
        if place == DIRECT:
            return self._workspace.direct_channel(user)
        return self._workspace.channels[place]

    def _modal(self, user: str) -> OpenView | None:
        mine = [view for view in self._workspace.modals.values() if view.user == user]
        return mine[-1] if mine else None

    def _showing(self, prefix: str) -> Showing:
        people = {one.id: one.name for one in self._workspace.people.values()}
        channels = {one.id: one.name for one in self._workspace.channels.values()}
        return Showing(prefix, people, channels)

    def _home(self, user: str) -> Piece:
        home = self._workspace.homes.get(user)
        return Piece("home", home_html(home.view if home else None, self._showing("home")))

    def _shown(self, opened: OpenView) -> Piece:
        showing = self._showing(opened.id)
        held = Showing(showing.prefix, showing.people, showing.channels, opened.errors)
        return Piece(opened.id, modal_html(opened.view, held))

    def _messages(self, user: str, channel: Channel) -> list[Piece]:
        seen = [post for post in channel.posts if post.seen_by in (None, user)]
        known = {post.ts for post in seen}
        roots = [post for post in seen if post.thread_ts in (None, post.ts) or not known]
        out = []
        for root in roots:
            replies = [p for p in seen if p.thread_ts == root.ts and p is not root]
            below = self._thread(root, replies, self._status(channel, root))
            out.append(Piece(_id(root), self._message(root, below)))
        return out

    def _thread(self, root: Post, replies: list[Post], status: str) -> Child:
        parts: list[Child] = [self._message(reply, None) for reply in replies]
        if status:
            who = self._workspace.people[BOT_USER].name
            parts.append(element("p", f"{who} {status}", class_="status", role="status"))
        shown = element("div", *parts, class_="thread") if parts else None
        return element("div", shown, self._below(root), class_="below")

    def _below(self, root: Post) -> Child:
        """What can be done with a message."""
        if root.seen_by:
            return None
        name = self._workspace.people[root.user].name
        reply = element(
            "button",
            "Reply in thread",
            type="button",
            class_="icon",
            data_reply=root.ts,
            data_to=name,
            aria_label=f"Reply in thread to {name}",
        )
        others = [
            element(
                "button",
                each.name,
                type="button",
                class_="icon",
                data_shortcut=each.callback_id,
                data_message=root.ts,
            )
            for each in self._manifest.shortcuts
            if each.on_message and root.user != BOT_USER
        ]
        return element("div", reply, *others, class_="doing")

    def _message(self, post: Post, below: Child) -> Html:
        person = self._workspace.people.get(post.user)
        author = Author(person.name if person else post.user, is_app=post.user == BOT_USER)
        payload = {**message_of(post), "edited": post.edited}
        showing = self._showing(_id(post))
        return message_html(
            payload, author, showing, only_you=post.seen_by is not None, below=below
        )

    def _status(self, channel: Channel, root: Post) -> str:
        """What the app says it is doing in a thread, until it has posted there."""
        said = [
            words
            for held, ts, words in self._workspace.statuses
            if (held, ts) == (channel.id, root.ts)
        ]
        answers = [p for p in channel.posts if p.thread_ts == root.ts and p.user == BOT_USER]
        asked = [p for p in channel.posts if root.ts in (p.ts, p.thread_ts) and p.user != BOT_USER]
        # a thread that the app began itself has nobody in it who asked
        done = answers and (not asked or answers[-1].ts > asked[-1].ts)
        return said[-1] if said and not done else ""


def _id(post: Post) -> str:
    return f"m{post.ts.replace('.', '-')}"
