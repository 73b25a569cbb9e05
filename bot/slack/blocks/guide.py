"""Help, the list of documents and the Home tab: what the assistant is and what it holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.slack.blocks import parts
from bot.slack.blocks.editions import document_words
from bot.slack.blocks.parts import Block, Message, View
from bot.slack.text import fit
from programme.dates import as_people_write
from programme.ports import DocumentSummary
from programme.weeks import LONDON

ASK_OPEN = "ask_open"
ASK_THIS = "ask_this"
"""Buttons with a suggested question, which is their value."""

MOST_DOCUMENTS = 25
MOST_NAMES = 20
MOST_NEW = 5
NEW_FOR = timedelta(days=30)
LONGEST_PROMPT = 1000

WHAT_IT_DOES = (
    "I answer questions about the trust's strategy documents in their own words, and show where "
    "each answer stands. When the documents do not say, I tell you so."
)
WAYS = (
    "Write to me in a direct message.",
    "Mention me in a channel I have been added to.",
    "Type `/truenorth ask` and your question: only you see the answer, until you share it.",
    "Type `/truenorth documents` to see which documents I answer from.",
    "If you lead a goal, type `/truenorth update` for its weekly update, `updates` to look back.",
    "In the programme office, type `/truenorth digest` or `/truenorth chase`.",
    "Or write a line: `Name of the goal: green, 11.4 weeks, what was done`. You confirm it first.",
)
CAUTION = (
    "Please leave out anything about a patient. I give no clinical advice, and in an emergency "
    "call 999."
)


def help_message(contact: str) -> Message:
    """What the assistant does and how it is asked."""
    tail = f"For anything else, ask {contact}."
    blocks = [
        parts.section(WHAT_IT_DOES),
        _ways(),
        parts.section(CAUTION),
        parts.small(tail),
    ]
    return parts.message("\n".join([WHAT_IT_DOES, *WAYS, CAUTION, tail]).replace("`", ""), blocks)


def documents_message(documents: Sequence[DocumentSummary], contact: str) -> Message:
    """The documents that answers come from."""
    if not documents:
        sentence = f"I hold no documents yet. Please tell {contact}."
        return parts.message(sentence, [parts.section(sentence)])
    lead = "Answers come from these documents:"
    lines = _lines(documents)
    blocks = [
        parts.section(lead),
        parts.rich([parts.bullets([[parts.run(line)] for line in lines])]),
    ]
    return parts.message("\n".join([lead, *lines]), blocks)


def home_view(
    documents: Sequence[DocumentSummary] | None,
    trouble: str | None = None,
    *,
    true_norths: Sequence[str] = (),
    prompts: Sequence[str] = (),
    now: datetime | None = None,
) -> View:
    """What the Home tab shows everybody.

    Args:
        documents: None when they cannot be listed.
        trouble: why not.
        true_norths: their names.
        prompts: questions to try.
        now: to tell which documents are new.
    """
    blocks: list[Block] = [
        parts.header("True North"),
        parts.section(WHAT_IT_DOES),
        parts.actions(_asking(prompts)),
        *_true_norths(true_norths),
        *_new(documents or (), now),
        parts.header("How to ask"),
        _ways(),
        parts.header("Documents I answer from"),
    ]
    if documents is None:
        blocks.append(parts.section(trouble or "The documents cannot be listed just now."))
    elif not documents:
        blocks.append(parts.section("No documents yet."))
    else:
        lines = [[parts.run(line)] for line in _lines(documents)]
        blocks.append(parts.rich([parts.bullets(lines)]))
    blocks += [parts.divider(), parts.section(CAUTION)]
    return {"type": "home", "blocks": blocks}


def _asking(prompts: Sequence[str]) -> list[dict[str, Any]]:
    """A question of one's own, or one that is suggested."""
    suggested = [
        parts.button(prompt, f"{ASK_THIS}:{number}", fit(prompt, LONGEST_PROMPT))
        for number, prompt in enumerate(prompts)
    ]
    return [parts.button("Ask a question", ASK_OPEN, "home", primary=True), *suggested]


def _true_norths(names: Sequence[str]) -> list[Block]:
    if not names:
        return []
    listed = parts.bullets([parts.run(fit(name, 200))] for name in names[:MOST_NAMES])
    return [parts.header("Our True Norths"), parts.rich([listed])]


def _new(documents: Sequence[DocumentSummary], now: datetime | None) -> list[Block]:
    """Documents that were read in lately, newest first."""
    if now is None:
        return []
    fresh = [each.document for each in documents if now - each.document.read_at <= NEW_FOR]
    if not fresh:
        return []
    fresh.sort(key=lambda document: document.read_at, reverse=True)
    lines = [
        f"{fit(document_words(each), 200)}: read in on "
        f"{as_people_write(each.read_at.astimezone(LONDON).date())}"
        for each in fresh[:MOST_NEW]
    ]
    if len(fresh) > MOST_NEW:
        lines.append(f"and {len(fresh) - MOST_NEW} more")
    listed = parts.bullets([parts.run(line)] for line in lines)
    return [parts.header("New in the documents"), parts.rich([listed])]


def _ways() -> Block:
    """The ways to ask, what is to be typed set as it is typed."""
    return parts.rich(
        [
            parts.bullets(
                [
                    parts.run(words, code=True) if n % 2 else parts.run(words)
                    for n, words in enumerate(way.split("`"))
                    if words
                ]
                for way in WAYS
            )
        ]
    )


def _lines(documents: Sequence[DocumentSummary]) -> list[str]:
    lines = [fit(document_words(each.document), 200) for each in documents[:MOST_DOCUMENTS]]
    beyond = len(documents) - MOST_DOCUMENTS
    return [*lines, f"and {beyond} more"] if beyond > 0 else lines
