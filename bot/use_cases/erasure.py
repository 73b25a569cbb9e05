"""Erasing what is held on a person or a goal: from every table, and from what stands in Slack.

An audit entry stays behind that says that it was done and how much went; it holds no name.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.digest_posts import DIGEST, PART
from bot.use_cases.following_posts import ACKNOWLEDGED, DECIDED
from bot.use_cases.holdings import (
    Holdings,
    Named,
    drafts_of,
    held_on_goal,
    held_on_person,
    named,
    the_goal,
    updates_of,
    versions_of,
)
from bot.use_cases.posts import REMOVED
from programme.audit import AuditEntry
from programme.outbox import Post, PostState
from programme.people import Actor
from programme.permissions import check_can_erase
from programme.ports import UnitOfWork, UnitOfWorkFactory

WITH_WORDS = frozenset({"receipt", "update", ACKNOWLEDGED, DECIDED})
"""Kinds of posts whose messages in Slack show what somebody wrote."""

ALL_DIGESTS = 100_000


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        held: what was held before.
        messages: how many messages in Slack are being rewritten, without what was erased.
    """

    held: Holdings
    messages: int


class Erasure:
    """Erases, in one commit.

    What is asked of the documents names nobody; after a goal was erased, its plan is to be
    indexed again.

    Raises:
        RuleBroken: from both methods: the actor may not, or nothing has this name.
        Unavailable: from both methods: the database does not answer; nothing was erased.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._works = works
        self._now = now

    def person(self, actor: Actor, who: str) -> Erased:
        """Erase a person: their words, their name, and whatever names them.

        Ratings and values that they reported stay: they are the programme's.
        """
        check_can_erase(actor)
        with self._works() as work:
            meant = named(work, who)
            held = held_on_person(work, meant, self._now())
            messages = self._erase_person(work, meant)
            self._note(work, actor, held, messages)
            work.commit()
        return Erased(held, messages)

    def goal(self, actor: Actor, key: str) -> Erased:
        """Erase a goal with its updates, its posts, and its measure where it has one of its own."""
        check_can_erase(actor)
        with self._works() as work:
            goal = the_goal(work, key)
            held = held_on_goal(work, goal, self._now())
            messages = self._erase_goal(work, key)
            self._note(work, actor, held, messages)
            work.commit()
        return Erased(held, messages)

    def _erase_person(self, work: UnitOfWork, who: Named) -> int:
        updates = updates_of(work, who)
        subjects = {f"goal:{update.goal}" for update in updates}
        ids = {update.id for update in updates}
        rewritten = [
            *self._removals(work, subjects, lambda post: told_of(post) in ids),
            *digests_again(work, ids, self._now()),
        ]
        work.digests.erase_words(ids)
        for one in who.ids:
            work.updates.erase_author(one)
            work.digests.erase_person(one)
            work.drafts.erase_person(one)
            work.outbox.erase(person=one)
        if who.slack:
            work.drafts.erase_person(who.slack)
            work.questions.erase_person(who.slack)
            work.events.erase_person(who.slack)
        if who.person:
            work.people.erase(who.person.id)
        return work.outbox.put(*rewritten)

    def _erase_goal(self, work: UnitOfWork, key: str) -> int:
        subject = f"goal:{key}"
        versions = versions_of(work, key)
        ids = {update.id for update in versions}
        rewritten = [
            *self._removals(work, {subject}, lambda _: True),
            *digests_again(work, ids, self._now()),
        ]
        work.digests.erase_words(ids)
        for update in versions:
            work.plans.remove_values(update.id)
        for draft in drafts_of(work, lambda draft: f'"{key}"' in draft.body):
            work.drafts.remove(draft.id)
        work.outbox.erase(subjects=[subject])
        work.updates.erase_goal(key)
        work.plans.remove_goal(key)
        return work.outbox.put(*rewritten)

    def _removals(
        self, work: UnitOfWork, subjects: Collection[str], theirs: Callable[[Post], bool]
    ) -> list[Post]:
        """Posts that rewrite as removed each message that shows what is being erased."""
        now = self._now()
        posts = [post for subject in sorted(subjects) for post in work.outbox.about(subject)]
        return [removal(post, now) for post in standing_messages(posts) if theirs(post)]

    def _note(self, work: UnitOfWork, actor: Actor, held: Holdings, messages: int) -> None:
        gone: Mapping[str, int] = {**held.counts, "messages": messages}
        entry = AuditEntry(
            at=self._now(),
            actor=actor.id,
            action=f"{held.kind}.erased",
            subject=f"{held.kind}:{held.id}",
            after=gone,
        )
        work.audit.add(entry)


def told_of(post: Post) -> str | None:
    """The id of the update that a post tells of, or None."""
    found = json.loads(post.body).get("update") if post.body else None
    return str(found) if found else None


def digests_again(work: UnitOfWork, updates: Collection[str], now: datetime) -> list[Post]:
    """Posts that write anew, over their messages, the digests that hold words of these updates."""
    again: list[Post] = []
    for record in work.digests.recent(ALL_DIGESTS):
        used = {each.update for each in record.digest.updates}
        used |= {line.update for line in record.digest.decisions}
        if not used & set(updates):
            continue
        again += [
            Post(
                id=f"{post.id}:erased:{now.timestamp():.0f}",
                kind=post.kind,
                to=post.to,
                body=post.body,
                created_at=now,
                subject=post.subject,
                replaces=post.id,
            )
            for post in work.outbox.about(f"digest:{record.id}")
            if post.state is PostState.SENT and post.kind in {DIGEST, PART} and not post.replaces
        ]
    return again


def standing_messages(posts: Iterable[Post]) -> list[Post]:
    """Of the posts that stand in Slack, the last that was written over each message."""
    last: dict[tuple[str, str], Post] = {}
    for post in posts:
        if post.state is PostState.SENT and post.kind in WITH_WORDS and post.sent_in:
            last[post.sent_in, post.sent_ts or ""] = post
    return list(last.values())


def removal(post: Post, now: datetime) -> Post:
    """A post that rewrites the message of another as removed."""
    return Post(
        id=f"{post.id}:removed",
        kind=REMOVED,
        to=post.sent_in or post.to,
        body=json.dumps({"channel": post.sent_in, "ts": post.sent_ts}),
        created_at=now,
    )
