"""What the Home tab shows a lead: what is due, and a button for each goal."""

from collections.abc import Sequence
from datetime import datetime

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block
from bot.slack.blocks.update_form import GoalChoice
from bot.slack.blocks.update_words import moment_words
from bot.slack.blocks.updates import ANY, MY_UPDATES, UPDATE_OPEN
from bot.slack.text import fit
from programme.weeks import ReportingWeek

MOST_GOALS = 20


def due_blocks(
    choices: Sequence[GoalChoice], week: ReportingWeek, due: datetime, *, late: bool
) -> list[Block]:
    """A lead's goals, those not reported first; `late` when their deadline has passed."""
    left = sum(choice.outstanding for choice in choices)
    label = week.label[0].upper() + week.label[1:]
    lead = f"{label}: {left} of {len(choices)} still to report, due by {moment_words(due)}."
    if late:
        lead = (
            f"{label}: {left} of {len(choices)} still to report. It was due by "
            f"{moment_words(due)}; what comes now counts, and is shown as late."
        )
    if not left:
        lead = f"{label}: all reported. Thank you."
    blocks: list[Block] = [parts.header("Your weekly updates"), parts.section(lead)]
    for choice in choices[:MOST_GOALS]:
        label = "Report" if choice.outstanding else "Amend"
        button = parts.button(
            label,
            UPDATE_OPEN,
            choice.goal,
            primary=choice.outstanding,
            spoken=f"{label}: {fit(choice.name, 60)}",
        )
        words = f"{fit(choice.name, 200)}\n{fit(choice.team, 100)} · {choice.said}"
        blocks.append(parts.section(words, button))
    row = [parts.button("My updates", MY_UPDATES, ANY)]
    if len(choices) > MOST_GOALS:
        row.insert(0, parts.button(f"All {len(choices)} goals", UPDATE_OPEN, ANY))
    return [*blocks, parts.actions(row), parts.divider()]
