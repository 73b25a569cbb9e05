"""Who is told when a post is in doubt or was refused, and what about.

They are told by posts of their own, each kept in the unit of work that found the trouble, so that
nobody is told twice and none is forgotten.
"""

import json
from datetime import datetime

from bot.slack.blocks.posts import Trouble
from bot.use_cases.digest_posts import CHART, DIGEST, PART, digest_of
from bot.use_cases.records import PASSED_RECEIPT
from programme.outbox import Post
from programme.people import Person, Role
from programme.ports import DigestRecord, UnitOfWork

DOUBT = "doubt"
UNDELIVERED = "undelivered"
TELLING = frozenset({DOUBT, UNDELIVERED})
"""Kinds of posts that tell of another post; of their own trouble nobody is told."""

_OF_DIGESTS = frozenset({DIGEST, PART, CHART})
_NAMES = {
    "reminder": "a reminder",
    "nudge": "a nudge",
    DIGEST: "the digest",
    PART: "a part of the digest",
    CHART: "a chart of the digest",
    "decided": "what was decided",
    "acknowledged": "word that an update was read",
    "receipt": "the receipt",
    "receipt_passed": "word on an earlier receipt",
    "removed": "the removal of a message",
}


def tell(work: UnitOfWork, post: Post, kind: str, now: datetime, code: str = "") -> int:
    """Keep posts to its author and to the office about the trouble with a post; how many."""
    if post.kind in TELLING:
        return 0
    told = {person.id: person for person in _office(work)}
    author = work.people.get(post.person) if post.person else None
    # A person whom Slack cannot reach is not written to again.
    if author and author.active and author.slack not in (None, post.to):
        told[author.id] = author
    body = json.dumps({"post": post.id, "code": code})
    return work.outbox.put(
        *(
            Post(
                id=f"{post.id}:{kind}:{post.attempts}:{person.id}",
                kind=kind,
                to=person.slack,
                body=body,
                created_at=now,
                subject=post.subject,
                person=person.id,
            )
            for person in told.values()
            if person.slack
        )
    )


def trouble_of(work: UnitOfWork, telling: Post) -> Trouble | None:
    """What a telling post tells of; None when that post is no longer kept."""
    body = json.loads(telling.body or "{}")
    post = work.outbox.get(str(body.get("post", "")))
    if post is None:
        return None
    return Trouble(post=post, what=what_of(work, post), code=str(body.get("code", "")))


def what_of(work: UnitOfWork, post: Post) -> str:
    """What a post is, in words: `the update on “Dementia waits”, week of 9 November 2026`."""
    body = json.loads(post.body) if post.body else {}
    update = work.updates.get(str(body["update"])) if "update" in body else None
    if update is None or post.kind == PASSED_RECEIPT:
        name = _NAMES.get(post.kind, "a message")
        record = work.digests.get(digest_of(post)) if post.kind in _OF_DIGESTS else None
        return f"{name}, {record.digest.week.label}{_part(record)}" if record else name
    goals = work.plans.goals([update.goal])
    name = f"“{goals[0].name}”" if goals else "a goal"
    thing = "the receipt of the update" if post.kind == "receipt" else "the update"
    return f"{thing} on {name}, {update.week.label}"


def _part(record: DigestRecord) -> str:
    name = record.digest.scope.name
    return f" ({name})" if record.digest.scope.key else ""


def _office(work: UnitOfWork) -> list[Person]:
    roles = {Role.OFFICE, Role.ADMINISTRATOR}
    everybody = work.people.everybody()
    office = [one for one in everybody if one.active and Role.OFFICE in one.roles]
    return office or [one for one in everybody if one.active and one.roles & roles]
