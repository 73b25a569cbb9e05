"""An answer as a message: the words, the numbered sources, and what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.conversation import Reply
from bot.slack.blocks import parts
from bot.slack.blocks.editions import citation_words
from bot.slack.blocks.parts import Block, Message
from bot.slack.text import fit
from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import EditionStatus
from programme.ports import AskedQuestion, FeedbackVerdict

SOURCE_OPEN = "source_open"
OTHER_PASSAGES = "other_passages"
SHARE = "share"
FEEDBACK = "feedback"

LONGEST_ANSWER = 2600
MOST_SOURCES = 8
MOST_STATEMENTS = 50
ECHO = 300


@dataclass(frozen=True, slots=True)
class Card:
    """What an answer's message is made of, fresh or out of the store."""

    question_id: str
    status: AnswerStatus
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    alternatives: bool
    asked: str | None = None


def card_of_reply(reply: Reply, *, asked: str | None = None) -> Card:
    """The card of an answer that has just been given."""
    answer: Answer = reply.answer
    return Card(
        question_id=reply.question_id,
        status=answer.status,
        statements=answer.statements,
        citations=answer.citations,
        alternatives=bool(answer.alternatives),
        asked=asked,
    )


def card_of_question(question: AskedQuestion) -> Card:
    """The card of an answer as it was kept, line by line; which line has which source is gone."""
    lines = (question.answer or "").splitlines()
    statements = tuple(
        Statement(line.removeprefix("• "), item=line.startswith("• ")) for line in lines if line
    )
    return Card(
        question_id=question.id,
        status=question.status,
        statements=statements,
        citations=question.citations,
        alternatives=bool(question.alternatives),
        asked=question.text,
    )


def answer_message(card: Card, *, shareable: bool = False) -> Message:
    """The reply to a question; with "Share in channel" where only the asker sees it."""
    blocks = [*_body(card)]
    if card.status is AnswerStatus.DECLINED:
        return parts.message(_spoken(card), blocks)
    row = []
    if card.alternatives:
        row.append(
            parts.button("Not what I meant: show other passages", OTHER_PASSAGES, card.question_id)
        )
    if shareable:
        row.append(parts.button("Share in channel", SHARE, card.question_id))
    if row:
        blocks.append(parts.actions(row))
    blocks.append(_feedback(card.question_id))
    return parts.message(_spoken(card), blocks)


def shared_message(card: Card, sharer: str) -> Message:
    """An answer that somebody shows to the channel; `sharer` is a user id."""
    by = parts.rich(
        [
            parts.paragraph(
                {"type": "user", "user_id": sharer}, parts.run(" shared an answer from True North")
            )
        ]
    )
    blocks = [by, *_body(card, "The question was:"), _feedback(card.question_id)]
    return parts.message("An answer from True North. " + _spoken(card), blocks)


def _body(card: Card, lead: str = "You asked:") -> list[Block]:
    blocks: list[Block] = []
    if card.asked:
        quoted = parts.quotation(fit(card.asked, ECHO))
        blocks.append(parts.rich([parts.paragraph(parts.run(lead)), quoted]))
    notice = superseded_notice(card.citations)
    if notice:
        blocks.append(parts.section(notice))
    blocks.append(parts.rich(_statements(card.statements)))
    blocks.extend(_sources(card))
    return blocks


def superseded_notice(citations: Sequence[Citation]) -> str | None:
    """A sentence in words where any source is no longer in force."""
    old = [n for n, c in enumerate(citations, 1) if c.status is EditionStatus.SUPERSEDED]
    if not old:
        return None
    if len(old) == len(citations):
        return "⚠ Superseded: these words are from an edition that is no longer in force."
    which = ", ".join(str(n) for n in old)
    noun = "source" if len(old) == 1 else "sources"
    verb = "is" if len(old) == 1 else "are"
    return f"⚠ Partly superseded: {noun} {which} {verb} from an edition no longer in force."


def _statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Rich text of the statements, list items together, cut where the answer grows too long."""
    out: list[dict[str, Any]] = []
    items: list[list[dict[str, Any]]] = []
    left = LONGEST_ANSWER
    for place, statement in enumerate(statements):
        words = fit(statement.text, max(left, 1))
        left -= len(words)
        runs = [parts.run(words)]
        if statement.citations:
            marks = "".join(f" [{n + 1}]" for n in statement.citations if n < MOST_SOURCES)
            runs.append(parts.run(marks or " ", italic=True))
        if statement.item:
            items.append(runs)
        else:
            _close_list(out, items)
            out.append(parts.paragraph(*runs))
        cut = len(words) < len(statement.text)
        more = place + 1 < len(statements)
        if cut or (more and (left < 80 or place + 1 >= MOST_STATEMENTS)):
            _close_list(out, items)
            out.append(parts.paragraph(parts.run("There is more in the sources.", italic=True)))
            break
    _close_list(out, items)
    return _spaced(out) or [parts.paragraph(parts.run(" "))]


def _spaced(out: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Paragraphs that follow each other on lines of their own."""
    for one, following in pairwise(out):
        if one["type"] == following["type"] == "rich_text_section":
            one["elements"].append(parts.run("\n"))
    return out


def _close_list(out: list[dict[str, Any]], items: list[list[dict[str, Any]]]) -> None:
    if items:
        out.append(parts.bullets(items))
        items.clear()


def _sources(card: Card) -> list[Block]:
    blocks: list[Block] = [parts.small("Sources")] if card.citations else []
    for n, citation in enumerate(card.citations[:MOST_SOURCES]):
        opener = parts.button(
            f"Open source {n + 1}",
            SOURCE_OPEN,
            f"{card.question_id}:{n}",
            spoken=f"Open source {n + 1}: {citation.title}",
        )
        blocks.append(parts.section(f"{n + 1}. {fit(citation_words(citation), 400)}", opener))
    beyond = len(card.citations) - MOST_SOURCES
    if beyond > 0:
        blocks.append(parts.small(f"And {beyond} more {'source' if beyond == 1 else 'sources'}."))
    return blocks


def _feedback(question_id: str) -> Block:
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": {
                    "text": parts.plain("Helpful", parts.BUTTON),
                    "accessibility_label": "This answer was helpful",
                    "value": f"{FeedbackVerdict.HELPFUL}:{question_id}",
                },
                "negative_button": {
                    "text": parts.plain("Not helpful", parts.BUTTON),
                    "accessibility_label": "This answer was not helpful",
                    "value": f"{FeedbackVerdict.UNHELPFUL}:{question_id}",
                },
            }
        ],
    }


def _spoken(card: Card) -> str:
    """What a screen reader reads: any warning first, then the answer, then the sources."""
    lines = [superseded_notice(card.citations) or ""]
    said = "\n".join(f"• {s.text}" if s.item else s.text for s in card.statements)
    lines.append(fit(said, LONGEST_ANSWER))
    lines += [
        f"Source {n}: {fit(citation_words(c), 200)}"
        for n, c in enumerate(card.citations[:MOST_SOURCES], 1)
    ]
    return "\n".join(line for line in lines if line)
