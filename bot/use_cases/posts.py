"""Posts that did not simply go out: how they follow one another, and what people say of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from programme.audit import AuditEntry
from programme.errors import RuleBroken
from programme.outbox import Post, PostState
from programme.people import Actor
from programme.permissions import ASK_OFFICE
from programme.ports import UnitOfWork, UnitOfWorkFactory

LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""Refusals after which a message can no longer be rewritten, only posted anew."""

_NO_LONGER = f"This message is no longer kept, so nothing can be done about it. {ASK_OFFICE}"
_NOT_YOURS = f"Only whoever it is from, or the programme office, can decide this. {ASK_OFFICE}"


REMOVED = "removed"
"""The kind of a post that rewrites a message whose words were erased."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """What the post waits for has not been sent yet, or is in doubt.

    Attributes:
        seconds: after how long it is worth another look.
    """

    seconds: float = 15.0


class Posts:
    """What the author of a post, or the office, decides about it.

    Raises:
        RuleBroken: from every method: it is not theirs to decide, or has been decided.
        Unavailable: from every method: the database does not answer; nothing was kept.
    """

    def __init__(self, works: UnitOfWorkFactory, *, now: Callable[[], datetime]) -> None:
        self._works = works
        self._now = now

    def post_again(self, actor: Actor, post_id: str) -> Post:
        """Send a post again that is in doubt or was given up."""
        with self._works() as work:
            post = _of(work, actor, post_id)
            if post.state is PostState.IN_DOUBT:
                work.outbox.settle(post.id, send_again=True)
            elif post.state is PostState.GIVEN_UP and post.reference:
                # one that was given up without a reference is there: somebody has seen it
                work.outbox.put(_another_try(post, self._now()))
            else:
                raise RuleBroken(_as_it_is(post))
            work.audit.add(self._entry(actor, post, "post.sent_again"))
            work.commit()
        return post

    def is_there(self, actor: Actor, post_id: str) -> Post:
        """Count a post in doubt as sent: somebody has seen it."""
        with self._works() as work:
            post = _of(work, actor, post_id)
            if post.state is not PostState.IN_DOUBT:
                raise RuleBroken(_as_it_is(post))
            work.outbox.settle(post.id, send_again=False)
            work.audit.add(self._entry(actor, post, "post.counted_as_sent"))
            work.commit()
        return post

    def _entry(self, actor: Actor, post: Post, action: str) -> AuditEntry:
        return AuditEntry(at=self._now(), actor=actor.id, action=action, subject=f"post:{post.id}")


def rewrites(work: UnitOfWork, post: Post) -> bool:
    """Whether it is written over a message that stands: doing that twice does no harm."""
    return post.kind == REMOVED or standing_before(work, post) is not None


def standing_before(work: UnitOfWork, post: Post) -> Post | NotYet | None:
    """The earlier post whose message this one takes the place of; None when none stands."""
    earlier = post.replaces
    while earlier is not None:
        found = latest_try(work, earlier)
        if found is None:
            return None
        if found.state is PostState.SENT:
            return found
        if found.state is not PostState.GIVEN_UP:
            return NotYet()
        earlier = found.replaces
    return None


def latest_try(work: UnitOfWork, post: str) -> Post | None:
    """A post, or the last of those that were written to try it again."""
    found = work.outbox.get(post)
    number = 2
    while (again := work.outbox.get(f"{post}~{number}")) is not None:
        found, number = again, number + 1
    return found


def _of(work: UnitOfWork, actor: Actor, post_id: str) -> Post:
    post = latest_try(work, post_id.partition("~")[0])
    if post is None:
        raise RuleBroken(_NO_LONGER)
    if not actor.is_office and post.person != actor.id:
        raise RuleBroken(_NOT_YOURS)
    return post


def _another_try(post: Post, now: datetime) -> Post:
    first, _, number = post.id.partition("~")
    return replace(
        post,
        id=f"{first}~{int(number or 1) + 1}",
        created_at=now,
        state=PostState.WAITING,
        replaces=None if post.reference in LOST else post.replaces,
        not_before=None,
        attempts=0,
        sending_since=None,
        reference=None,
    )


def _as_it_is(post: Post) -> str:
    if post.state is PostState.SENT:
        return "It has been posted by now: there is nothing left to do."
    if post.state is PostState.GIVEN_UP:
        return "Somebody has settled this already: there is nothing left to do."
    return "It is being posted already. Please give it a minute."
