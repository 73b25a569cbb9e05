"""A weekly update as a message: the receipt for its author, the post for the team's channel."""

from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, Message
from bot.slack.blocks.update_words import (
    TIMINGS,
    as_at_words,
    blocker_words,
    decision_words,
    rating_name,
    rating_words,
    value_words,
    version_words,
)
from bot.slack.text import fit
from programme.plans import Goal, Measure, Team
from programme.updates import Rating, Report, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek, Timing

UPDATE_OPEN = "update_open"
"""A button that opens the form; its value is the key of a goal, or `any`."""
UPDATE_AMEND = "update_amend"
UPDATE_WITHDRAW = "update_withdraw"
"""Buttons about one goal's week; their value is a `week_ref`."""
MY_UPDATES = "update_mine"
"""A button that opens "My updates"; its value is the key of a goal, or `any`."""
ANY = "any"

LONGEST_NAME = 150
LONGEST_LINE = 700


@dataclass(frozen=True, slots=True)
class UpdateCard:
    """What a message about an update is made of.

    Attributes:
        true_north: the name of the goal's True North, or empty.
        author: the author's name, or empty where only their Slack id is known.
        author_slack: their Slack id; used only where there is no name, since it would ping them.
        previous: the rating of the last report before this week, or None.
    """

    update: WeeklyUpdate
    goal: Goal
    team: Team
    measure: Measure | None = None
    true_north: str = ""
    author: str = ""
    author_slack: str | None = None
    previous: Rating | None = None


def week_ref(goal: str, week: ReportingWeek) -> str:
    """What a button about a goal's week carries."""
    return f"{week.key} {goal}"


def read_week_ref(value: str) -> tuple[str, ReportingWeek]:
    """The goal and the week behind a button.

    Raises:
        RuleBroken: the week is not one.
    """
    week, _, goal = value.partition(" ")
    return goal, ReportingWeek.parse(week)


def channel_post(card: UpdateCard) -> Message:
    """The compact post in the team's channel; nobody is pinged by it."""
    return parts.message(_spoken(card), [*_body(card), _buttons(card, mine=False)])


def receipt(card: UpdateCard) -> Message:
    """The receipt in the author's direct message, with what can be done next."""
    lead = receipt_lead(card.update)
    blocks = [parts.section(lead), *_body(card), _buttons(card, mine=True)]
    return parts.message(f"{lead}\n{_spoken(card)}", blocks)


def passed_receipt(card: UpdateCard, *, withdrawn: bool) -> Message:
    """What becomes of a receipt whose version stands no more: no words of it, nothing to press."""
    what = "has been withdrawn" if withdrawn else "has been amended since: a newer one stands"
    words = f"{fit(card.goal.name, LONGEST_NAME)}, {card.update.week.label}: this update {what}."
    look = parts.actions([parts.button("My updates", MY_UPDATES, card.goal.key)])
    return parts.message(words, [parts.section(words), look])


def receipt_lead(update: WeeklyUpdate) -> str:
    """What became of a submission, in a sentence."""
    if not update.says_something:
        return "Your update was withdrawn: the week counts as not reported again."
    amended = "Your amended update is stored" if update.version > 1 else "Your update is stored"
    timing = {
        Timing.EARLY: ", ahead of its week.",
        Timing.ON_TIME: ", on time.",
        Timing.LATE: ", after the week's deadline.",
    }[update.timing]
    return amended + timing


def update_lines(card: UpdateCard) -> list[tuple[str, str]]:
    """What an update says, label and words, in the order people read it."""
    return report_lines(card.update.report, card.measure, card.update.reason)


def report_lines(
    report: Report | None, measure: Measure | None, reason: str | None
) -> list[tuple[str, str]]:
    """The same for what may still be a draft."""
    lines: list[tuple[str, str]] = []
    if report is not None:
        if report.value is not None:
            name = measure.name if measure else "Measure"
            lines.append((fit(name, 80), as_at_words(report.value, report.as_at, measure)))
        lines += [
            ("Confidence", report.confidence.capitalize() if report.confidence else ""),
            ("Done", report.done or ""),
            ("Next", report.next or ""),
            ("Recovery step", report.recovery or ""),
            ("In the way", blocker_words(report.blocker) if report.blocker else ""),
            ("Decision required", decision_words(report.decision) if report.decision else ""),
            ("Risk", report.risk or ""),
        ]
    lines.append(("Reason", reason or ""))
    return [(label, fit(words, LONGEST_LINE)) for label, words in lines if words.strip()]


def headline(card: UpdateCard) -> str:
    """What the update comes to: the rating in words, or what stands in its place."""
    update = card.update
    if update.kind is UpdateKind.WITHDRAWAL:
        return "Withdrawn: nothing stands for this week"
    if update.kind is UpdateKind.NOTHING_TO_REPORT:
        return "⚪ Nothing to report"
    if update.rating is None:
        return rating_name(None)
    return rating_words(update.rating)


def short(card: UpdateCard) -> str:
    """An update in a line: `Dementia waits: 🟢 Green, 11.4 weeks`."""
    update = card.update
    value = update.report.value if update.report else None
    said = rating_name(update.rating) if update.rating else headline(card)
    tail = f", {value_words(value, card.measure)}" if value is not None else ""
    return f"{fit(card.goal.name, LONGEST_NAME)}: {said}{tail}"


def _body(card: UpdateCard) -> list[Block]:
    runs: list[dict[str, Any]] = [
        parts.run(fit(card.goal.name, LONGEST_NAME), bold=True),
        parts.run("\n" + headline(card)),
    ]
    if was := _was(card):
        runs.append(parts.run(f" ({was})"))
    blocks = [parts.rich([parts.paragraph(*runs)])]
    lines = [
        [parts.run(f"{label}: ", bold=True), parts.run(words)]
        for label, words in update_lines(card)
    ]
    source = card.update.report.source if card.update.report else None
    if source:
        lines.append([{"type": "link", "url": source, "text": "The message this came from"}])
    if lines:
        blocks.append(parts.rich([parts.bullets(lines)]))
    blocks.append(_about(card))
    return blocks


def _about(card: UpdateCard) -> Block:
    """Small print: which version, which week, whose, and what it belongs to."""
    if card.author or not card.author_slack:
        return parts.small(" · ".join([*_facts(card), *_by(card)]))
    return parts.rich(
        [
            parts.paragraph(
                parts.run(" · ".join([*_facts(card), "by "])),
                {"type": "user", "user_id": card.author_slack},
            )
        ]
    )


def _facts(card: UpdateCard) -> list[str]:
    update = card.update
    timing = "" if update.timing is Timing.ON_TIME else TIMINGS[update.timing]
    week = update.week.label[0].upper() + update.week.label[1:]
    facts = [version_words(update), week, timing, fit(card.team.name, 80), fit(card.true_north, 80)]
    return [fact for fact in facts if fact]


def _by(card: UpdateCard) -> list[str]:
    return [f"by {fit(card.author, 80)}"] if card.author else []


def _was(card: UpdateCard) -> str:
    """The last rating, where this one differs from it."""
    if card.update.rating is None or card.previous in (None, card.update.rating):
        return ""
    return f"was {rating_name(card.previous)}"


def _buttons(card: UpdateCard, *, mine: bool) -> Block:
    ref = week_ref(card.goal.key, card.update.week)
    about = f"{fit(card.goal.name, 40)}, {card.update.week.label}"
    row = []
    if card.update.says_something:
        row += [
            parts.button("Amend", UPDATE_AMEND, ref, spoken=f"Amend {about}"),
            parts.button("Withdraw", UPDATE_WITHDRAW, ref, spoken=f"Withdraw {about}"),
        ]
    else:
        row.append(parts.button("Post again", UPDATE_AMEND, ref, spoken=f"Post again: {about}"))
    if mine:
        row.append(parts.button("My updates", MY_UPDATES, card.goal.key))
    return parts.actions(row)


def _spoken(card: UpdateCard) -> str:
    was = f" ({_was(card)})" if _was(card) else ""
    lines = [f"{card.goal.name}: {headline(card)}{was}"]
    lines += [f"{label}: {words}" for label, words in update_lines(card)]
    lines.append(" · ".join([*_facts(card), *_by(card)]))
    return "\n".join(lines)
