"""Reminders and nudges to leads, and what putting one off led to."""

from collections.abc import Collection
from datetime import datetime

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, Message
from bot.slack.blocks.update_words import moment_words
from bot.slack.blocks.updates import ANY, UPDATE_OPEN
from bot.slack.text import fit
from bot.use_cases.reminding import Asked
from programme.reminders import Snooze

SNOOZE = "reminder_snooze"
"""The start of the buttons that put reminders off; `:` and a `Snooze` follow."""

MOST_GOALS = 20
LONGEST_NAME = 150

_LABELS = {
    Snooze.TOMORROW: "Remind me tomorrow",
    Snooze.DEADLINE: "No more before the deadline",
    Snooze.NEXT_WEEK: "No more this week",
}


def reminder_message(asked: Asked, due: datetime, offered: Collection[Snooze]) -> Message:
    """What is outstanding, a button for each goal, and how to put the reminder off."""
    lead = f"{_how_many(asked)} for an update, {asked.week.label}. Due by {moment_words(due)}."
    snoozes = [
        parts.button(_LABELS[snooze], f"{SNOOZE}:{snooze}", snooze.value)
        for snooze in Snooze
        if snooze in offered
    ][:2]
    last = [parts.actions(snoozes)] if snoozes else []
    return parts.message(_spoken(lead, asked), [parts.section(lead), *_goals(asked), *last])


def nudge_message(asked: Asked) -> Message:
    """The office asks after goals; a button for each."""
    name = f"{fit(asked.by.name, 80)} of the programme office" if asked.by else ""
    who = name or "The programme office"
    lead = f"{who} asks how things are going, {asked.week.label}. {_how_many(asked)} for an update."
    small = parts.small("If there is nothing to report, the form lets you say so in a moment.")
    return parts.message(_spoken(lead, asked), [parts.section(lead), *_goals(asked), small])


def snoozed_message(wanted: Snooze, until: datetime) -> Message:
    """What putting reminders off led to; the form stays within reach."""
    when = moment_words(until)
    lead = {
        Snooze.TOMORROW: f"I will remind you again on {when}, if something is still outstanding.",
        Snooze.DEADLINE: f"I will not remind you again before the deadline, {when}.",
        Snooze.NEXT_WEEK: f"I will not remind you again before {when}.",
    }[wanted]
    row = [parts.button("Post an update", UPDATE_OPEN, ANY)]
    return parts.message(lead, [parts.section(lead), parts.actions(row)])


def _goals(asked: Asked) -> list[Block]:
    blocks = [
        parts.section(
            fit(goal.name, LONGEST_NAME),
            parts.button("Update", UPDATE_OPEN, goal.key, spoken=f"Update {fit(goal.name, 60)}"),
        )
        for goal in asked.goals[:MOST_GOALS]
    ]
    more = len(asked.goals) - MOST_GOALS
    if more > 0:
        others = parts.button("Show all", UPDATE_OPEN, ANY)
        blocks.append(parts.section(f"And {more} more.", others))
    return blocks


def _how_many(asked: Asked) -> str:
    count = len(asked.goals)
    return "1 of your goals is waiting" if count == 1 else f"{count} of your goals are waiting"


def _spoken(lead: str, asked: Asked) -> str:
    names = ", ".join(fit(goal.name, LONGEST_NAME) for goal in asked.goals[:MOST_GOALS])
    return f"{lead} {names}"
