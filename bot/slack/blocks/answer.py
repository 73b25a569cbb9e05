"""An answer as a message: the words, the numbered sources, and what can be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.conversation import Reply
from bot.slack.blocks import parts
from bot.slack.blocks.editions import citation_words
from bot.slack.blocks.parts import Block, Message
from bot.slack.blocks.places import Source, source_value, sources_of
from bot.slack.text import fit
from programme.answers import Answer, AnswerStatus, Citation, Statement
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
        found = card.status is AnswerStatus.ANSWERED
        label = "Not what I meant: show other passages" if found else "Show the nearest passages"
        row.append(parts.button(label, OTHER_PASSAGES, card.question_id))
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
    sources = sources_of(card.citations, card.statements)
    notice = superseded_notice(sources)
    if notice:
        blocks.append(parts.rich([parts.paragraph(parts.run(notice, bold=True))]))
    marks = {n: f" [{each.number}]" for each in sources[:MOST_SOURCES] for n in each.indexes}
    blocks.append(parts.rich(_statements(card, marks)))
    blocks.extend(_sources(card.question_id, sources))
    return blocks


def superseded_notice(sources: Sequence[Source]) -> str | None:
    """A sentence in words where any source is no longer in force."""
    old = [source.number for source in sources if source.is_superseded]
    if not old:
        return None
    if len(old) == len(sources):
        return "⚠ Superseded: these words are from an edition that is no longer in force."
    which = ", ".join(str(n) for n in old)
    noun = "source" if len(old) == 1 else "sources"
    verb = "is" if len(old) == 1 else "are"
    return f"⚠ Partly superseded: {noun} {which} {verb} from an edition no longer in force."


def _statements(card: Card, marks: Mapping[int, str]) -> list[dict[str, Any]]:
    """Rich text of the statements, list items together, cut where the answer grows too long."""
    out: list[dict[str, Any]] = []
    items: list[list[dict[str, Any]]] = []
    left = LONGEST_ANSWER
    for place, statement in enumerate(card.statements):
        words = fit(statement.text, max(left, 1))
        left -= len(words)
        first_of_none = card.status is AnswerStatus.NOT_FOUND and place == 0
        runs = [parts.run(words, bold=True) if first_of_none else parts.run(words)]
        mark = _mark(card.statements, place, marks)
        if mark:
            runs.append(parts.run(mark, italic=True))
        if statement.item:
            items.append(runs)
        else:
            _close_list(out, items)
            out.append(parts.paragraph(*runs))
        cut = len(words) < len(statement.text)
        more = place + 1 < len(card.statements)
        if cut or (more and (left < 80 or place + 1 >= MOST_STATEMENTS)):
            _close_list(out, items)
            out.append(parts.paragraph(parts.run("There is more in the sources.", italic=True)))
            break
    _close_list(out, items)
    return _spaced(out) or [parts.paragraph(parts.run(" "))]


def _mark(statements: Sequence[Statement], place: int, marks: Mapping[int, str]) -> str:
    """The numbers of a statement's sources; of list items with the same, the last has them."""

    def mark(of: Statement) -> str:
        return "".join(dict.fromkeys(marks.get(n, "") for n in of.citations))

    mine = mark(statements[place])
    after = statements[place + 1] if place + 1 < len(statements) else None
    shared = after is not None and statements[place].item and after.item and mark(after) == mine
    return "" if shared else mine


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


def _sources(question_id: str, sources: Sequence[Source]) -> list[Block]:
    """A line for each place the words stand in, with a button that opens it."""
    blocks: list[Block] = []
    if sources:
        blocks.append(parts.small("Source" if len(sources) == 1 else "Sources"))
    for source in sources[:MOST_SOURCES]:
        opener = parts.button(
            f"Open source {source.number}",
            SOURCE_OPEN,
            source_value(question_id, source),
            spoken=f"Open source {source.number}: {source.citations[0].title}",
        )
        where = f"[{source.number}] {fit(source.edition, 300)}\n{fit(source.place, 300)}"
        blocks.append(parts.section(where.strip(), opener))
    beyond = len(sources) - MOST_SOURCES
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
    sources = sources_of(card.citations, card.statements)
    lines = [superseded_notice(sources) or ""]
    said = "\n".join(f"• {s.text}" if s.item else s.text for s in card.statements)
    lines.append(fit(said, LONGEST_ANSWER))
    lines += [
        f"Source {source.number}: {fit(citation_words(source.citations[0]), 200)}"
        for source in sources[:MOST_SOURCES]
    ]
    return "\n".join(line for line in lines if line)
