"""What somebody did about a line of a digest, and who is told of it: once, through the outbox."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.following_up import Followed, FollowUp
from programme.outbox import Post
from programme.people import Actor, Person
from programme.ports import UnitOfWork, UnitOfWorkFactory

ACKNOWLEDGED = "acknowledged"
DECIDED = "decided"
"""Kinds of posts."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a digest's detail stands, so that what came of it is said there too."""

    channel: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was done about an update, and who gets a message about it."""

    followed: Followed
    people: tuple[Person, ...]


class Following:
    """Acknowledges updates and closes decisions.

    Raises:
        RuleBroken: from both methods: the actor is not of the office, or it is done already.
        Unavailable: from both methods: the database does not answer; nothing was kept.
    """

    def __init__(
        self, works: UnitOfWorkFactory, follow_up: FollowUp, *, now: Callable[[], datetime]
    ) -> None:
        self._works = works
        self._follow_up = follow_up
        self._now = now

    def acknowledge(self, actor: Actor, update: str) -> Told:
        """Note that somebody of the office has read an update; whoever wrote it is told once."""
        with self._works() as work:
            followed = self._follow_up.acknowledge(work, actor, update)
            people = _concerned(work, followed, actor) if followed.news else ()
            work.outbox.put(*self._posts(ACKNOWLEDGED, followed, actor, people))
            work.commit()
        return Told(followed, people)

    def decide(self, actor: Actor, update: str, decided: str, thread: Thread | None = None) -> Told:
        """Close a decision with what was decided; who asked for it is told, and the thread."""
        with self._works() as work:
            followed = self._follow_up.decide(work, actor, update, decided)
            people = _concerned(work, followed, actor)
            posts = self._posts(DECIDED, followed, actor, people)
            if thread:
                posts.append(self._in_thread(followed, actor, thread))
            work.outbox.put(*posts)
            work.commit()
        return Told(followed, people)

    def _posts(
        self, kind: str, followed: Followed, actor: Actor, people: tuple[Person, ...]
    ) -> list[Post]:
        update = followed.update.id
        return [
            Post(
                id=f"{kind}:{update}:{actor.id}:{person.id}",
                kind=kind,
                to=person.slack or "",
                body=json.dumps({"update": update, "by": actor.id}),
                created_at=self._now(),
                subject=f"goal:{followed.goal.key}",
                person=person.id,
            )
            for person in people
        ]

    def _in_thread(self, followed: Followed, actor: Actor, thread: Thread) -> Post:
        update = followed.update.id
        body = {"update": update, "by": actor.id, "thread_ts": thread.thread_ts}
        return Post(
            id=f"{DECIDED}:{update}:thread",
            kind=DECIDED,
            to=thread.channel,
            body=json.dumps(body),
            created_at=self._now(),
            subject=f"goal:{followed.goal.key}",
        )


def _concerned(work: UnitOfWork, followed: Followed, actor: Actor) -> tuple[Person, ...]:
    """Who wrote the update, or the goal's leads where that was the actor; never the actor."""
    author = followed.author
    found = [author] if author and author.id != actor.id else []
    if not found:
        leads = [work.people.get(lead) for lead in followed.goal.leads]
        found = [lead for lead in leads if lead and lead.id != actor.id]
    return tuple(person for person in found if person.active and person.slack)
