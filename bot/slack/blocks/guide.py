"""Help, the list of documents and the Home tab: what the assistant is and what it holds."""

from collections.abc import Sequence

from bot.slack.blocks import parts
from bot.slack.blocks.editions import document_words
from bot.slack.blocks.parts import Block, Message, View
from bot.slack.text import fit
from programme.ports import DocumentSummary

ASK_OPEN = "ask_open"
MOST_DOCUMENTS = 25

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


def home_view(documents: Sequence[DocumentSummary] | None, trouble: str | None = None) -> View:
    """The Home tab; `documents` is None, and `trouble` says why, when they cannot be listed."""
    blocks: list[Block] = [
        parts.header("True North"),
        parts.section(WHAT_IT_DOES),
        parts.actions([parts.button("Ask a question", ASK_OPEN, "home", primary=True)]),
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
