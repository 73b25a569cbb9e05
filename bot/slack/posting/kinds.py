"""How each kind of post is rendered: from its body and what stands in the database now."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.slack.blocks.parts import Message
from bot.slack.blocks.posts import doubt_message, removed_message, undelivered_message
from bot.slack.blocks.reminders import nudge_message, reminder_message
from bot.slack.blocks.updates import UpdateCard, channel_post, passed_receipt, receipt
from bot.slack.posting.digests import digest_kinds
from bot.slack.posting.rendering import Render
from bot.slack.posting.telling import DOUBT, UNDELIVERED, trouble_of
from bot.use_cases.chasing import NUDGE
from bot.use_cases.posts import REMOVED, standing_before
from bot.use_cases.records import CHANNEL_POST, PASSED_RECEIPT
from bot.use_cases.reminding import REMINDER, asked_in
from programme.configuration import Programme
from programme.outbox import Post, PostState
from programme.ports import UnitOfWork
from programme.reminders import snoozes
from programme.updates import WeeklyUpdate


def kinds_of_posts(programme: Programme, now: Callable[[], datetime]) -> Mapping[str, Render]:
    """Every kind of post that the app can send."""

    def card(work: UnitOfWork, standing: WeeklyUpdate) -> UpdateCard | None:
        return card_of(work, standing, programme)

    return {
        "receipt": lambda work, post: _receipt(work, post, card),
        PASSED_RECEIPT: lambda work, post: _passed_receipt(work, post, card),
        CHANNEL_POST: lambda work, post: _channel_post(work, post, card),
        REMINDER: lambda work, post: _reminder(work, post, programme, now()),
        NUDGE: _nudge,
        **digest_kinds(),
        DOUBT: _doubt,
        UNDELIVERED: _undelivered,
        REMOVED: lambda _, __: removed_message(),
    }


def card_of(work: UnitOfWork, update: WeeklyUpdate, programme: Programme) -> UpdateCard | None:
    """All that a message about an update shows; None when its goal is gone."""
    goals = work.plans.goals([update.goal])
    if not goals:
        return None
    goal = goals[0]
    team = next((each for each in work.plans.teams() if each.key == goal.team), None)
    if team is None:
        return None
    measures = work.plans.measures([goal.measure]) if goal.measure else []
    north = programme.true_north(goal.true_north)
    author = work.people.get(update.author)
    last = work.updates.last_reports([goal.key], update.week).get(goal.key)
    return UpdateCard(
        update=update,
        goal=goal,
        team=team,
        measure=measures[0] if measures else None,
        true_north=north.name if north else "",
        author=author.name if author else "",
        author_slack=author.slack if author else None,
        previous=last.rating if last else None,
    )


Card = Callable[[UnitOfWork, WeeklyUpdate], UpdateCard | None]


def _receipt(work: UnitOfWork, post: Post, card_for: Card) -> Message | None:
    """The receipt of a version; none for one that its author has changed again meanwhile."""
    update = work.updates.get(_update_of(post))
    if update is None or update.erased:
        return None
    standing = work.updates.standing(update.goal, update.week)
    if standing and standing.author == update.author and standing.version > update.version:
        return None
    card = card_for(work, update)
    return receipt(card) if card else None


def _passed_receipt(work: UnitOfWork, post: Post, card_for: Card) -> Message | None:
    """What a receipt says once something newer stands; nothing where it was never sent."""
    update = work.updates.get(_update_of(post))
    if update is None or update.erased or standing_before(work, post) is None:
        return None
    card = card_for(work, update)
    if card is None:
        return None
    standing = work.updates.standing(update.goal, update.week)
    withdrawn = standing is not None and not standing.says_something
    return passed_receipt(card, withdrawn=withdrawn)


def _channel_post(work: UnitOfWork, post: Post, card_for: Card) -> Message | None:
    """What stands for the goal's week now; nothing where all was withdrawn before it was seen."""
    update = work.updates.get(_update_of(post))
    standing = work.updates.standing(update.goal, update.week) if update else None
    if standing is None:
        return None
    if standing_before(work, post) is None and (standing.erased or not standing.says_something):
        return None
    if standing.erased:
        return removed_message()
    card = card_for(work, standing)
    return channel_post(card) if card else None


def _reminder(work: UnitOfWork, post: Post, programme: Programme, now: datetime) -> Message | None:
    asked = asked_in(work, post)
    # a reminder that could not be sent in its own week would speak of a week gone by
    if asked is None or programme.rhythm.current(now) != asked.week:
        return None
    due = programme.rhythm.due_at(asked.week)
    return reminder_message(asked, due, list(snoozes(programme, now)))


def _nudge(work: UnitOfWork, post: Post) -> Message | None:
    asked = asked_in(work, post)
    return nudge_message(asked) if asked else None


def _doubt(work: UnitOfWork, post: Post) -> Message | None:
    trouble = trouble_of(work, post)
    if trouble is None or trouble.post.state is not PostState.IN_DOUBT:
        return None
    return doubt_message(trouble)


def _undelivered(work: UnitOfWork, post: Post) -> Message | None:
    trouble = trouble_of(work, post)
    return undelivered_message(trouble) if trouble else None


def _update_of(post: Post) -> str:
    return str(json.loads(post.body)["update"]) if post.body else ""
