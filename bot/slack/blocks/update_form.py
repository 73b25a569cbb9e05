"""The update form and the views around it: loading, which goal, stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.slack.blocks import parts
from bot.slack.blocks.begun import Begun
from bot.slack.blocks.open_form import OpenForm, Typed
from bot.slack.blocks.parts import Block, View
from bot.slack.blocks.update_fields import field_block, options_of, shown
from bot.slack.blocks.updates import (
    ANY,
    MY_UPDATES,
    UpdateCard,
    headline,
    receipt_lead,
    week_ref,
)
from bot.slack.text import fit
from programme.weeks import ReportingWeek

UPDATE = "update"
"""What the form is called when it is sent in."""
GOAL_CHOSEN = "update_goal"
"""A button that fills the open modal with the form of a goal's week; its value is a `week_ref`."""
WEEK_CHOSEN = "update_week"
"""The choice of another week, in the form; its options are `week_ref`s."""
WEEK_OF_LIST = "update_list_week"
"""The choice of another week, in the list of goals."""

TITLE = "Weekly update"
MOST_GOALS = 80


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal in the list to choose from.

    Attributes:
        said: how its week stands and what was said last, in words.
    """

    goal: str
    name: str
    team: str
    said: str
    outstanding: bool


def loading(words: str = "Loading your goals…") -> View:
    """What is shown at once, while goals are read."""
    return parts.modal(TITLE, [parts.section(words)])


def told_view(sentence: str, title: str = TITLE) -> View:
    """A modal that says one thing."""
    return parts.modal(title, [parts.section(sentence)])


def goals_view(
    choices: Sequence[GoalChoice],
    week: ReportingWeek,
    weeks: Sequence[ReportingWeek],
    begun: Begun | None = None,
) -> View:
    """The goals of a lead for one week, those not reported first."""
    left = sum(choice.outstanding for choice in choices)
    lead = f"{_capital(week.label)}: {left} of {len(choices)} still to report."
    if not left:
        lead = f"{_capital(week.label)}: all {len(choices)} are reported."
    blocks = [_with_weeks(lead, WEEK_OF_LIST, week, weeks, ""), parts.divider()]
    for choice in choices[:MOST_GOALS]:
        label = "Report" if choice.outstanding else "Amend"
        button = parts.button(
            label,
            GOAL_CHOSEN,
            week_ref(choice.goal, week),
            primary=choice.outstanding,
            spoken=f"{label}: {fit(choice.name, 60)}",
        )
        words = f"{fit(choice.name, 200)}\n{fit(choice.team, 100)} · {choice.said}"
        blocks.append(parts.section(words, button))
    if len(choices) > MOST_GOALS:
        more = len(choices) - MOST_GOALS
        blocks.append(
            parts.small(f"And {more} more: type /truenorth update and part of the goal's name.")
        )
    return parts.modal(TITLE, blocks) | {"private_metadata": begun.metadata() if begun else ""}


def form_view(
    form: OpenForm,
    typed: Typed,
    *,
    notices: Sequence[str] = (),
    revealed: Collection[str] = (),
    again: bool = False,
) -> View:
    """The form with all that stands in it.

    Args:
        form: what is known of the goal's week.
        typed: what has been typed.
        notices: sentences above everything else.
        revealed: fields to show that would not be shown otherwise.
        again: it was sent before.
    """
    blocks = [*_notices(notices), parts.header(form.name)]
    blocks.append(
        _with_weeks(
            f"{_capital(form.week.label)} · {form.standing}",
            WEEK_CHOSEN,
            form.week,
            form.weeks,
            form.goal,
        )
    )
    blocks += [field_block(field, form, typed) for field in shown(form, typed, revealed)]
    if form.source:
        link = {"type": "link", "url": form.source, "text": "The message this comes from"}
        blocks.append(parts.rich([parts.paragraph(link)]))
    return {
        **parts.modal("Amend update" if form.based_on else TITLE, blocks, close="Cancel"),
        "callback_id": UPDATE,
        "submit": parts.plain("Send again" if again else "Send", parts.TITLE),
        "private_metadata": form.metadata(),
    }


def fields_in(view: View) -> list[str]:
    """The fields that stand in a form as it is open."""
    return [str(block["block_id"]) for block in view["blocks"] if block["type"] == "input"]


def labels_in(view: View) -> list[tuple[str, str]]:
    """The fields that stand in a form with what they are called there."""
    return [
        (str(block["block_id"]), str(block["label"]["text"]))
        for block in view["blocks"]
        if block["type"] == "input"
    ]


def stored_view(
    card: UpdateCard, *, following: GoalChoice | None, left: int, warnings: Sequence[str] = ()
) -> View:
    """The short receipt in the modal, with the next goal where one is left.

    Args:
        card: what was stored.
        following: the next goal of theirs that is not reported.
        left: how many are not reported.
        warnings: what the author may want to look at again.
    """
    blocks = [
        parts.section(f"✅ {receipt_lead(card.update)}"),
        parts.section(f"{fit(card.goal.name, 150)}\n{headline(card)}"),
        *_notices(warnings),
    ]
    row = []
    if following:
        count = "1 goal is" if left == 1 else f"{left} goals are"
        blocks.append(parts.section(f"{count} still to report. Next: {fit(following.name, 150)}"))
        row.append(
            parts.button(
                "Next goal",
                GOAL_CHOSEN,
                week_ref(following.goal, card.update.week),
                primary=True,
                spoken=f"Next goal: {fit(following.name, 50)}",
            )
        )
    row.append(parts.button("My updates", MY_UPDATES, ANY))
    blocks.append(parts.actions(row))
    blocks.append(parts.small("A receipt comes to you in a direct message: amend from there."))
    return parts.modal(TITLE, blocks, close="Done")


def _with_weeks(
    words: str, action: str, week: ReportingWeek, weeks: Sequence[ReportingWeek], goal: str
) -> Block:
    """A line about a week, with the choice of another where there is one."""
    if len(weeks) < 2:
        return parts.section(words)
    options = options_of([(week_ref(goal, each), _capital(each.label)) for each in sorted(weeks)])
    chosen = next((each for each in options if each["value"] == week_ref(goal, week)), None)
    select = {
        "type": "static_select",
        "action_id": action,
        "options": options,
        "placeholder": parts.plain("Another week", 150),
    }
    return parts.section(words, select | ({"initial_option": chosen} if chosen else {}))


def _notices(sentences: Sequence[str]) -> list[Block]:
    return [parts.section(f"⚠ {sentence}") for sentence in sentences if sentence]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
