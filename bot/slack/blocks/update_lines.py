"""What was understood of a line, for its author to confirm; nothing of it is stored yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports.words import NOT_RATED
from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, Message
from bot.slack.blocks.update_form import GoalChoice
from bot.slack.blocks.update_words import rating_words
from bot.slack.blocks.updates import report_lines
from bot.slack.text import fit
from programme.plans import Measure
from programme.updates import UpdateDraft, UpdateKind

LINE_POST = "line_post"
LINE_CHANGE = "line_change"
LINE_ASK = "line_ask"
"""Buttons about a draft; their value is its id."""
LINE_GOAL = "line_goal"
"""A button that says which goal is meant; its value is the draft's id and the goal's key."""

LEAD = "I read this as a weekly update. Nothing is stored until you confirm it."
MOST_CANDIDATES = 5
MOST_SENTENCES = 6
SENTENCE = 500


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a line.

    Attributes:
        id: of the kept draft.
        name: the goal's.
        standing: how the week stands, in words.
        missing: what keeps it from being posted, each a sentence.
        notes: what the author may want to look at, each a sentence.
    """

    id: str
    name: str
    standing: str
    draft: UpdateDraft
    measure: Measure | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understood_message(said: Understood, notice: str = "") -> Message:
    """A draft to confirm, or to complete where something is missing."""
    lead = fit(notice, SENTENCE) or LEAD
    draft = said.draft
    rating = draft.report.rating
    headline = rating_words(rating) if rating else f"{NOT_RATED} No rating yet"
    if draft.kind is UpdateKind.NOTHING_TO_REPORT:
        headline = f"{NOT_RATED} Nothing to report"
    week = f"{draft.week.label[0].upper()}{draft.week.label[1:]} · {said.standing}"
    name = fit(said.name, 150)
    lines = [
        [parts.run(f"{label}: ", bold=True), parts.run(words)]
        for label, words in report_lines(draft.report, said.measure, draft.reason)
    ]
    runs = [parts.run(name, bold=True), parts.run(f"\n{headline}")]
    blocks: list[Block] = [parts.section(lead), parts.rich([parts.paragraph(*runs)])]
    if lines:
        blocks.append(parts.rich([parts.bullets(lines)]))
    blocks.append(parts.small(week))
    missing = [f"Missing: {sentence}" for sentence in said.missing]
    sentences = (*missing, *said.notes)[:MOST_SENTENCES]
    notes = [f"⚠ {fit(sentence, SENTENCE)}" for sentence in sentences]
    blocks += [parts.section(words) for words in notes]
    row = []
    if not said.missing:
        row.append(parts.button("Post it", LINE_POST, said.id, primary=True))
    change = "Complete it" if said.missing else "Change it"
    row.append(parts.button(change, LINE_CHANGE, said.id, primary=bool(said.missing)))
    row.append(_not_an_update(said.id))
    spoken = [lead, name, headline, week]
    spoken += [f"{label}: {words}" for label, words in _plain(said)]
    return parts.message("\n".join([*spoken, *notes]), [*blocks, parts.actions(row)])


def which_goal_message(draft_id: str, words: str, candidates: Sequence[GoalChoice]) -> Message:
    """It is not sure which goal is meant: the author says so.

    `candidates` are all goals of theirs, the likeliest first; there is a way to those beyond.
    """
    named = f"“{fit(words, 80)}”" if words else "this"
    lead = f"I read this as a weekly update, but which goal is {named}? Nothing is stored yet."
    row = [
        parts.button(
            fit(choice.name, parts.BUTTON),
            f"{LINE_GOAL}:{n}",
            f"{draft_id} {choice.goal}",
            spoken=f"It is about {fit(choice.name, 55)}",
        )
        for n, choice in enumerate(candidates[:MOST_CANDIDATES])
    ]
    others = [_not_an_update(draft_id)]
    if len(candidates) > MOST_CANDIDATES:
        others.insert(0, parts.button("Another goal", LINE_CHANGE, draft_id))
    names = [choice.name for choice in candidates[:MOST_CANDIDATES]]
    return parts.message(
        "\n".join([lead, *names]),
        [parts.section(lead), parts.actions(row), parts.actions(others)],
    )


def _plain(said: Understood) -> list[tuple[str, str]]:
    return report_lines(said.draft.report, said.measure, said.draft.reason)


def _not_an_update(draft_id: str) -> dict[str, object]:
    return parts.button("Not an update: answer it as a question", LINE_ASK, draft_id)
