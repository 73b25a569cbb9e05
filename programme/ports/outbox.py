"""Where posts wait to be sent, schedules are claimed, and drafts wait to be confirmed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from programme.outbox import Post


class OutboxStore(Protocol):
    """Posts on their way to Slack, inside a unit of work."""

    def put(self, *posts: Post) -> int:
        """Keep posts; those whose id is there already are left as they are. How many were new."""
        ...

    def get(self, post: str) -> Post | None:
        """One post, or None."""
        ...

    def about(self, subject: str) -> Sequence[Post]:
        """Posts that speak of one record, oldest first."""
        ...

    def places(self, posts: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Where posts stand in Slack, channel and timestamp, by id; those not sent left out.

        A post that was tried again under another id is found by its first one.
        """
        ...

    def claim(self, at: datetime) -> Post | None:
        """Take the oldest post that is due, to send it: state `sending`, one more attempt.

        Of two workers one gets it. None when nothing is due.
        """
        ...

    def sent(self, post: str, at: datetime, channel: str, ts: str) -> None:
        """Slack took it; where it stands."""
        ...

    def put_back(self, post: str, not_before: datetime) -> None:
        """Slack certainly did not take it: try again later."""
        ...

    def give_up(self, post: str, reference: str) -> None:
        """Slack refuses it for good."""
        ...

    def doubt(self, before: datetime) -> Sequence[Post]:
        """Posts `sending` since before a moment become `in_doubt`; these, oldest first."""
        ...

    def settle(self, post: str, *, send_again: bool) -> None:
        """A post in doubt is sent again, or counted as given up."""
        ...

    def waiting(self, limit: int = 100) -> Sequence[Post]:
        """Posts not yet sent, in doubt included, oldest first."""
        ...

    def erase(self, *, person: str | None = None, subjects: Collection[str] = ()) -> int:
        """Empty bodies of posts of a person or about these records; unsent ones go. How many."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove ended posts created before a moment; how many went."""
        ...


class ScheduleStore(Protocol):
    """Scheduled work that is done once per period, inside a unit of work."""

    def claim(self, job: str, period: str, at: datetime) -> bool:
        """True for the one unit of work that may do a job for a period, once it commits.

        What the job writes goes into the same unit of work, so a job that was killed was not
        claimed either.
        """
        ...

    def last(self, job: str) -> str | None:
        """The latest period (by its own order) that a job was done for, or None."""
        ...


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that waits for its author to confirm it.

    Attributes:
        id: a uuid in hexadecimal.
        body: JSON of the draft.
    """

    id: str
    person: str
    body: str
    created_at: datetime


class DraftStore(Protocol):
    """Drafts, inside a unit of work."""

    def put(self, draft: KeptDraft) -> None:
        """Keep a draft, or replace it."""
        ...

    def get(self, draft: str) -> KeptDraft | None:
        """One draft, or None."""
        ...

    def waiting(self) -> Sequence[KeptDraft]:
        """Every draft that waits, oldest first."""
        ...

    def remove(self, draft: str) -> None:
        """Remove a draft; one that is not there is no trouble."""
        ...

    def erase_person(self, person: str) -> int:
        """Remove a person's drafts; how many went."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove drafts made before a moment; how many went."""
        ...
