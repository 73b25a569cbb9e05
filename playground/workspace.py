"""A small workspace that stands in for Slack: people, channels, messages and open views."""

import itertools
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.kit.texts import LINKS, PINGS, parsed_strings

TEAM = "T0TRUST001"
OTHER_TEAM = "T0OTHER001"
BOT_USER = "U0TRUENORTH"
BOT_ID = "B0TRUENORTH"
APP_ID = "A0TRUENORTH"

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 1800.0
RESPONSE_URL_USES = 5


@dataclass(slots=True)
class Person:
    """Somebody in the workspace, or in a channel shared with it."""

    id: str
    name: str
    team_id: str = TEAM
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False


@dataclass(slots=True)
class SharedFile:
    """A file that an app has uploaded; `data` is None until its bytes have arrived.

    Attributes:
        length: how many bytes were announced.
        alt: what a picture says, for those who do not see it.
    """

    id: str
    name: str
    length: int
    alt: str = ""
    title: str = ""
    data: bytes | None = None
    shared: bool = False


@dataclass(slots=True)
class Post:
    """A message as it stands in a channel; `seen_by` is set when only one person sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    seen_by: str | None = None
    unfurls: bool = True
    edited: bool = False
    metadata: dict[str, Any] | None = None
    files: list[SharedFile] = field(default_factory=list)

    @property
    def pings(self) -> list[str]:
        """What in it would notify people or lead somewhere under another name."""
        parsed = [self.text, *parsed_strings(self.blocks)]
        return [hit for text in parsed for hit in PINGS.findall(text) + LINKS.findall(text)]


@dataclass(slots=True)
class Channel:
    """A channel or a direct message."""

    id: str
    name: str
    members: set[str]
    direct: bool = False
    archived: bool = False
    posts: list[Post] = field(default_factory=list)


@dataclass(slots=True)
class OpenView:
    """A modal somebody has open, or their Home tab.

    Attributes:
        state: what stands in its fields, as Slack sends it.
        errors: what was said at its fields, or under an empty name of the whole.
    """

    id: str
    user: str
    view: dict[str, Any]
    state: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ResponseUrl:
    """Where an app may post up to five times in half an hour, as an answer to one action."""

    channel: str
    user: str
    made_at: float
    origin: Post | None = None
    uses: int = 0


class Workspace:
    """All that is in the workspace. Methods may be called from any thread."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.lock = threading.RLock()
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.modals: dict[str, OpenView] = {}
        self.homes: dict[str, OpenView] = {}
        self.user_groups: dict[str, set[str]] = {}
        self.files: dict[str, SharedFile] = {}
        self.address = ""
        """Where this stand-in is reached: `http://127.0.0.1:port`."""
        self.prompts: dict[str, list[dict[str, str]]] = {}
        self.statuses: list[tuple[str, str, str]] = []
        self.response_urls: dict[str, ResponseUrl] = {}
        self._triggers: dict[str, tuple[float, str, bool]] = {}
        self._numbers = itertools.count(1)
        self._run = secrets.token_hex(4).upper()
        self._last_ts = 0.0
        self.add_person(Person(BOT_USER, "True North", is_bot=True))

    def unique(self) -> str:
        """Part of an id not given out before, in this run or another: apps remember ids."""
        with self.lock:
            return f"{self._run}{next(self._numbers):06}"

    def add_person(self, person: Person) -> Person:
        """Let somebody in."""
        self.people[person.id] = person
        return person

    def add_channel(self, channel_id: str, name: str, members: set[str]) -> Channel:
        """Make a channel."""
        channel = Channel(channel_id, name, members)
        self.channels[channel_id] = channel
        return channel

    def direct_channel(self, user: str) -> Channel:
        """The direct message between a person and the app, made when first needed."""
        with self.lock:
            channel_id = "D" + user[1:]
            if channel_id not in self.channels:
                self.channels[channel_id] = Channel(
                    channel_id, "direct", {user, BOT_USER}, direct=True
                )
            return self.channels[channel_id]

    def next_ts(self) -> str:
        """A message's timestamp: unlike any before, and later."""
        with self.lock:
            self._last_ts = max(self.now(), self._last_ts + 0.0001)
            return f"{self._last_ts:.6f}"

    def add_post(self, post: Post) -> Post:
        """Put a message into its channel."""
        with self.lock:
            self.channels[post.channel].posts.append(post)
            return post

    def find_post(self, channel: str, ts: str) -> Post | None:
        """A message by its channel and timestamp."""
        with self.lock:
            posts = self.channels[channel].posts
            return next((post for post in posts if post.ts == ts), None)

    def new_trigger(self, user: str) -> str:
        """A trigger: good for three seconds and for one view."""
        with self.lock:
            trigger = f"{self.unique()}.{TEAM}.trigger"
            self._triggers[trigger] = (self.now(), user, False)
            return trigger

    def use_trigger(self, trigger: str) -> tuple[str | None, str | None]:
        """The person behind a trigger, or the error Slack gives."""
        with self.lock:
            known = self._triggers.get(trigger)
            if known is None:
                return None, "invalid_trigger_id"
            made_at, user, used = known
            if used:
                return None, "exchanged_trigger_id"
            if self.now() - made_at > TRIGGER_SECONDS:
                return None, "expired_trigger_id"
            self._triggers[trigger] = (made_at, user, True)
            return user, None

    def new_response_url(self, channel: str, user: str, origin: Post | None = None) -> str:
        """The key of a new response URL."""
        with self.lock:
            key = f"{self.unique()}-{user}"
            self.response_urls[key] = ResponseUrl(channel, user, self.now(), origin)
            return key

    def use_response_url(self, key: str) -> ResponseUrl | None:
        """One use of a response URL, or None when it has run out."""
        with self.lock:
            known = self.response_urls.get(key)
            if known is None or known.uses >= RESPONSE_URL_USES:
                return None
            if self.now() - known.made_at > RESPONSE_URL_SECONDS:
                return None
            known.uses += 1
            return known
