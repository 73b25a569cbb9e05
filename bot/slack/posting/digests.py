"""Digests as posts: the digest itself, its detail and charts in the thread, what follows a line.

All is rendered from the record, so a digest looked at again says what it said.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.reports.charts import draw_summary
from bot.reports.content import content_of
from bot.reports.digest_pictures import heat_map_of
from bot.slack.blocks.digests import DigestCard, digest_message, thread_messages
from bot.slack.blocks.following import Settled, acknowledged_message, decided_message
from bot.slack.blocks.parts import Message
from bot.slack.blocks.posts import removed_message
from bot.slack.files import SlackFile
from bot.slack.posting.outcomes import Taken
from bot.slack.posting.rendering import Render
from bot.use_cases.digest_posts import CHART, DIGEST, PART, digest_of, in_thread, thread_posts
from bot.use_cases.digest_refs import DigestRef
from bot.use_cases.digest_weeks import ratings_by_week, weeks_up_to
from bot.use_cases.following_posts import ACKNOWLEDGED, DECIDED
from bot.use_cases.posts import NotYet, latest_try
from programme.dates import as_people_write
from programme.outbox import Post, PostState
from programme.ports import DigestRecord, UnitOfWork
from programme.weeks import LONDON

IN_HAND = frozenset({PostState.WAITING, PostState.SENDING})
ONE_BEFORE = NotYet(seconds=1.0)


def card_of_record(record: DigestRecord) -> DigestCard:
    """A digest that was sent, as its messages are made of it."""
    digest = record.digest
    ref = DigestRef.of(digest.week, digest.scope, record)
    day = as_people_write(record.sent_at.astimezone(LONDON).date())
    return DigestCard(content_of(digest), str(ref), f"Sent on {day}")


def digest_kinds() -> Mapping[str, Render]:
    """How each kind of post about digests is rendered."""
    return {
        DIGEST: _digest,
        PART: _part,
        CHART: _chart,
        ACKNOWLEDGED: _acknowledged,
        DECIDED: _decided,
    }


def followers(work: UnitOfWork, post: Post, taken: Taken, at: datetime) -> list[Post]:
    """What follows a post that Slack took: of a digest, the detail and the charts in its thread."""
    if post.kind != DIGEST or post.replaces:
        return []
    record = work.digests.get(digest_of(post))
    if record is None:
        return []
    count = len(thread_messages(card_of_record(record)))
    return thread_posts(record.id, post, taken.ts, count, at)


def settled_line(work: UnitOfWork, update_id: str, by: str) -> Settled | None:
    """What came of an update, as it stands in the database; None when it is no longer kept."""
    update = work.updates.get(update_id)
    goals = work.plans.goals([update.goal]) if update else []
    if update is None or not goals or update.erased:
        return None
    goal = goals[0]
    team = next((each.name for each in work.plans.teams() if each.key == goal.team), "")
    person = work.people.get(by)
    decision = update.report.decision if update.report else None
    made = next(
        (each for each in work.digests.decided([goal.key]) if each.update == update_id), None
    )
    return Settled(
        goal=goal.name,
        team=team,
        week=update.week,
        by=person.name if person else "",
        asked=decision.what if decision else "",
        decided=made.decided if made else "",
    )


def _digest(work: UnitOfWork, post: Post) -> Message | None:
    record = work.digests.get(digest_of(post))
    return digest_message(card_of_record(record)) if record else None


def _part(work: UnitOfWork, post: Post) -> Message | NotYet | None:
    what = in_thread(post)
    if _one_is_before(work, what.after):
        return ONE_BEFORE
    record = work.digests.get(what.digest)
    messages = thread_messages(card_of_record(record)) if record else []
    if what.number < len(messages):
        return messages[what.number]
    # what was erased may leave fewer messages than stand in the thread
    return removed_message() if post.replaces else None


def _chart(work: UnitOfWork, post: Post) -> SlackFile | NotYet | None:
    what = in_thread(post)
    if _one_is_before(work, what.after):
        return ONE_BEFORE
    record = work.digests.get(what.digest)
    if record is None or not record.digest.lines:
        return None
    week = record.digest.week
    if what.chart == "summary":
        return SlackFile.of_picture(draw_summary(record.digest), f"true-norths-{week.key}")
    goals = [line.goal for line in record.digest.lines]
    picture = heat_map_of(record.digest, weeks_up_to(week), ratings_by_week(work, goals, week))
    return SlackFile.of_picture(picture, f"goals-by-week-{week.key}")


def _one_is_before(work: UnitOfWork, post: str) -> bool:
    """Whether another part has to come first: a thread is read in the order of the digest."""
    before = latest_try(work, post)
    return before is not None and before.state in IN_HAND


def _acknowledged(work: UnitOfWork, post: Post) -> Message | None:
    body = json.loads(post.body or "{}")
    settled = settled_line(work, str(body.get("update", "")), str(body.get("by", "")))
    return acknowledged_message(settled) if settled else None


def _decided(work: UnitOfWork, post: Post) -> Message | None:
    body = json.loads(post.body or "{}")
    settled = settled_line(work, str(body.get("update", "")), str(body.get("by", "")))
    return decided_message(settled) if settled and settled.decided else None
