"""What one update leaves behind beside itself: an audit entry, a value, the posts telling of it."""

import json
from datetime import datetime

from programme.audit import AuditEntry, Facts
from programme.outbox import Post
from programme.people import Actor
from programme.plans import Goal, MeasureValue, Team
from programme.ports import UnitOfWork
from programme.updates import UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek

CHANNEL_POST = "update"
"""The kind of a post of an update in its team's channel."""

_ACTIONS = {
    UpdateKind.REPORT: "update.recorded",
    UpdateKind.NOTHING_TO_REPORT: "update.nothing_to_report",
    UpdateKind.WITHDRAWAL: "update.withdrawn",
}


def audit_of(update: WeeklyUpdate, before: WeeklyUpdate | None) -> AuditEntry:
    """The entry of one version: facts only; its words stay in the version itself."""
    return AuditEntry(
        at=update.submitted_at,
        actor=update.author,
        action=_ACTIONS[update.kind] if before is None else f"{_ACTIONS[update.kind]}.again",
        subject=f"goal:{update.goal}",
        before=_facts(before) if before else None,
        after=_facts(update),
    )


def value_of(update: WeeklyUpdate, goal: Goal) -> MeasureValue | None:
    """The value that a version brings to its goal's measure, or None."""
    report = update.report
    if report is None or report.value is None or report.as_at is None or goal.measure is None:
        return None
    return MeasureValue(goal.measure, report.as_at, report.value, update.id)


PASSED_RECEIPT = "receipt_passed"
"""The kind of a post that rewrites the receipt of a version that stands no more."""


def posts_of(update: WeeklyUpdate, team: Team, actor: Actor, now: datetime) -> list[Post]:
    """The receipt to the author, and the post in the team's channel where it has one.

    A post names the update and nothing more: its words are read when it is sent, so that none
    lie about in the outbox.
    """
    if update.backfilled or not (actor.slack or team.channel):
        return []
    body = json.dumps({"update": update.id})
    subject = f"goal:{update.goal}"
    posts = []
    if actor.slack:
        posts.append(
            Post(
                id=receipt_of(update),
                kind="receipt",
                to=actor.slack,
                body=body,
                created_at=now,
                subject=subject,
                person=actor.id,
            )
        )
    if team.channel:
        posts.append(
            Post(
                id=channel_post(update, update.version),
                kind=CHANNEL_POST,
                to=team.channel,
                body=body,
                created_at=now,
                subject=subject,
                person=actor.id,
                replaces=channel_post(update, update.version - 1) if update.version > 1 else None,
            )
        )
    return posts


def passed_receipt_of(work: UnitOfWork, before: WeeklyUpdate, now: datetime) -> list[Post]:
    """What rewrites the receipt of a version that another takes the place of, where it got one."""
    kept = work.outbox.get(receipt_of(before))
    if kept is None:
        return []
    return [
        Post(
            id=f"{kept.id}:passed",
            kind=PASSED_RECEIPT,
            to=kept.to,
            body=kept.body,
            created_at=now,
            subject=kept.subject,
            person=kept.person,
            replaces=kept.id,
        )
    ]


def receipt_of(update: WeeklyUpdate) -> str:
    """The id of a version's receipt."""
    return f"update:{update.id}:receipt"


def channel_post(update: WeeklyUpdate, version: int) -> str:
    """The id of one version's channel post; a later one rewrites the message of the first."""
    return channel_post_of(update.goal, update.week, version)


def channel_post_of(goal: str, week: ReportingWeek, version: int) -> str:
    """The same, of any goal's week."""
    return f"goal:{goal}:{week}:v{version}:channel"


def _facts(update: WeeklyUpdate) -> Facts:
    report = update.report
    return {
        "update": update.id,
        "week": update.week.key,
        "version": update.version,
        "kind": update.kind.value,
        "timing": update.timing.value,
        "via": update.via.value,
        "rating": report.rating.value if report and report.rating else None,
        "value": report.value if report else None,
        "as_at": report.as_at.isoformat() if report and report.as_at else None,
        "after_digest": update.after_digest,
        "backfilled": update.backfilled,
    }
