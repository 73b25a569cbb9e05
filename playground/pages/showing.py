"""What a payload does not say, and its picture needs: names, errors, the clock's zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playground.pages.html import Html, element

LOCAL = ("/files/", "data:image/png;base64,", "data:image/svg+xml;base64,")
"""Where a picture may come from: this machine. Any other is described, never fetched."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How payloads are shown.

    Attributes:
        prefix: begins every id, so that two messages on a page never share one.
        people, channels: names by id.
        errors: a sentence for each input block (by block id) that was refused.
        zone: where the clock hangs.
        heading: the level of headings among the blocks.
    """

    prefix: str = "b"
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    zone: ZoneInfo = field(default=ZoneInfo("Europe/London"))
    heading: int = 3

    def within(self, prefix: str) -> "Showing":
        """The same, for one message or view of several."""
        return replace(self, prefix=prefix)

    def person(self, user: str) -> str:
        """A person's name, or the id of somebody unknown."""
        return self.people.get(user, user)

    def moment(self, ts: str) -> datetime:
        """A message's timestamp as a moment in this zone."""
        return datetime.fromtimestamp(float(ts), self.zone)


def clock_words(moment: datetime) -> str:
    """`5:30pm`."""
    return f"{moment:%I:%M}".lstrip("0") + ("am" if moment.hour < 12 else "pm")


def day_words(moment: datetime) -> str:
    """`3 August 2026`."""
    return f"{moment.day} {moment:%B %Y}"


def unknown(what: str, payload: Any) -> Html:
    """A part of a payload that is not known here, said to be so rather than left out."""
    kind = payload.get("type") if isinstance(payload, dict) else type(payload).__name__
    return element("p", f"This {what} cannot be shown here: {kind}", class_="unknown", role="note")


def picture(payload: Mapping[str, Any], class_: str) -> Html:
    """A picture of this machine, or the words that stand for it."""
    words = str(payload.get("alt_text") or "")
    file = payload.get("slack_file")
    url = str(payload.get("image_url") or "")
    if isinstance(file, Mapping):
        url = str(file.get("url") or f"/files/{file.get('id')}")
    if url.startswith(LOCAL):
        return element("img", src=url, alt=words, class_=class_)
    return element(
        "span", f"Picture: {words}", class_=f"{class_} described", role="img", aria_label=words
    )
