"""Posts that must go out once: written with what they tell of, sent afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PostState(StrEnum):
    """A post waits, is being sent, and ends as sent, given up, or in doubt.

    In doubt: the process ended between the call to Slack and the note of its answer. A channel
    post in doubt is not sent again by itself, because a retry must never double it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Post:
    """A message on its way to Slack.

    Attributes:
        id: says what it is, and so keeps it from being written twice: `update:<id>:channel`.
        kind: `receipt`, `update`, `reminder`, `nudge`, `digest` …
        to: a channel's or a person's Slack id.
        body: JSON of what the post tells; made into blocks when it is sent. Emptied when a
            person's words are erased.
        subject: `update:<id>` or another record it speaks of, so that erasure finds it.
        person: id of the person whose words it carries or to whom it goes, or None.
        sent_in, sent_ts: Slack's channel and timestamp of the message that stands there.
        replaces: id of an earlier post whose message this one rewrites in place, or None.
    """

    id: str
    kind: str
    to: str
    body: str
    created_at: datetime
    subject: str | None = None
    person: str | None = None
    replaces: str | None = None
    state: PostState = PostState.WAITING
    not_before: datetime | None = None
    attempts: int = 0
    sending_since: datetime | None = None
    sent_at: datetime | None = None
    sent_in: str | None = None
    sent_ts: str | None = None
    reference: str | None = None
