"""A digest as a quiet message: what matters in at most ten lines, the detail in its thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.reports.content import DigestContent
from bot.reports.items import Section
from bot.slack.blocks import parts
from bot.slack.blocks.digest_lines import (
    Line,
    issues_block,
    listed,
    short_line,
    title_runs,
    whole_lines,
)
from bot.slack.blocks.digest_sources import choices, see_elements
from bot.slack.blocks.parts import Block, Message
from bot.use_cases.digest_refs import DigestRef

SHOW_ALL = "digest_all"
SEND_HERE = "digest_send"
FILE = "digest_file"
ACKNOWLEDGE = "digest_acknowledge"
DECIDE = "digest_decide"
"""Buttons of a digest. The value of the first three begins with a `DigestRef`; that of the other
two is the id of an update."""

MOST_LINES = 10
LEADING = ("decisions", "reds", "changes", "blockers", "silent")
"""Sections of which the main message shows lines, gravest first."""

GRAVEST = 3

WITH_BUTTONS = ("decisions", "reds")
"""Sections whose lines in the thread have buttons; others have theirs under "Show all"."""

LONGEST_MESSAGE = 7000
"""Characters of lines in one message: Slack takes about 9,600 in all of its blocks."""

MOST_BLOCKS = 40
MOST_PARTS = 3
"""Messages of one section in a thread; what is left is under "Show all"."""

FILES = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"), ("charts", "Charts"))


@dataclass(frozen=True, slots=True)
class DigestCard:
    """What a digest's messages are made of.

    Attributes:
        ref: what its buttons carry.
        standing: whether it was sent, and when.
        leading: sections of which the main message shows lines, gravest first.
    """

    content: DigestContent
    ref: str
    standing: str = ""
    leading: tuple[str, ...] = LEADING


def digest_message(card: DigestCard) -> Message:
    """The digest as it stands in a channel."""
    row = parts.actions([show_all_button(card.ref), *_choice(card)])
    foot = parts.small("The detail is in the thread. The programme office can acknowledge a line.")
    return parts.message(_spoken(card), [*_summary(card), row, foot])


def asked_message(card: DigestCard, *, here: bool = True) -> Message:
    """The digest as it is shown to somebody of the office who asked for it.

    Args:
        card: what it says.
        here: whether it can be sent where they asked: not in a direct message, nor twice.
    """
    row = [show_all_button(card.ref)]
    if here:
        row.append(_send_here(card))
    row += _choice(card)
    earlier = DigestRef.parse(card.ref).week.plus(-4)
    foot = (
        "Only you see this. Files come to you in a direct message. Compare with an earlier week: "
        f"/truenorth digest since {earlier}"
    )
    rows = [parts.actions(row), parts.actions(file_buttons(card.ref)), parts.small(foot)]
    return parts.message(_spoken(card), [*_summary(card), *rows])


def comparison_message(card: DigestCard) -> Message:
    """What moved since an earlier week, as it is shown to somebody of the office."""
    row = parts.actions([show_all_button(card.ref), *_choice(card)])
    return parts.message(_spoken(card), [*_summary(card), row, parts.small("Only you see this.")])


def thread_messages(card: DigestCard) -> list[Message]:
    """The detail of a digest: each section in a message of its own, or in a few."""
    return [message for section in card.content.sections for message in _of_section(card, section)]


def show_all_button(ref: str) -> dict[str, Any]:
    """The button that opens all of a digest, page by page."""
    return parts.button("Show all", SHOW_ALL, ref, spoken="Show all of the digest")


def file_buttons(ref: str) -> list[dict[str, Any]]:
    """The buttons that bring a digest as files into the direct message."""
    return [
        parts.button(
            label, f"{FILE}:{form}", f"{ref} {form}", spoken=f"{label}, in a direct message"
        )
        for form, label in FILES
    ]


def acknowledge_button(update: str, about: str) -> dict[str, Any]:
    """The button that says somebody has read an update."""
    return parts.button("Acknowledge", ACKNOWLEDGE, update, spoken=f"Acknowledge: {about}")


def line_buttons(section: Section, line: Line) -> list[Block]:
    """The buttons of a line, for the office; none where no update is behind it."""
    item, row = line.item, []
    if item.update and line.begins and section.key == "decisions" and not item.settled:
        spoken = f"Decision made: {item.head}"
        row.append(parts.button("Decision made", DECIDE, item.update, spoken=spoken))
    if item.update and line.begins:
        row.append(acknowledge_button(item.update, item.head))
    row += see_elements(line.unlinked)
    return [parts.actions(row)] if row else []


def head_blocks(card: DigestCard) -> list[Block]:
    """How a digest begins: which, how fresh, the counts, and what matters most."""
    content = card.content
    about = " · ".join(each for each in (content.scope, content.as_at, card.standing) if each)
    blocks = [
        parts.header(content.title),
        parts.small(about),
        parts.section(content.summary),
    ]
    if content.issues:
        blocks.append(issues_block(content.issues))
    return blocks


def _summary(card: DigestCard) -> list[Block]:
    content, blocks = card.content, head_blocks(card)
    shown = _share(card)
    for key, count in shown.items():
        section = content.section(key)
        if section is None:
            continue
        lines = [short_line(section, item) for item in section.items[:count]]
        body = [parts.paragraph(*title_runs(section, count))]
        blocks.append(parts.rich([*body, listed(lines)] if lines else body))
    return blocks


def _share(card: DigestCard) -> dict[str, int]:
    """How many lines each leading section shows, until there are ten with the issues.

    The gravest show two each before the others, which the issues speak of, show any.
    """
    content = card.content
    left = {key: len(found.items) for key in card.leading if (found := content.section(key))}
    shown = dict.fromkeys(left, 0)
    room = MOST_LINES - len(content.issues)
    gravest = [key for key in shown if left[key]][:GRAVEST]
    for keys in (gravest, gravest, *[list(shown)] * MOST_LINES):
        for key in keys:
            if room > 0 and left[key]:
                shown[key] += 1
                left[key] -= 1
                room -= 1
    return {key: count for key, count in shown.items() if count}


def _of_section(card: DigestCard, section: Section) -> list[Message]:
    lines = [line for item in section.items for line in whole_lines(section, item)]
    groups = _groups(section, lines)
    messages = []
    for number, group in enumerate(groups[:MOST_PARTS]):
        more = "" if not number else " (goes on)"
        blocks: list[Block] = [parts.header(f"{section.title}{more}")]
        if section.note and not number:
            blocks.append(parts.small(section.note))
        if not section.items:
            blocks.append(parts.section(section.nothing))
        pieces = _with_buttons if section.key in WITH_BUTTONS else _plain
        blocks += pieces(section, group)
        left = sum(line.begins for later in groups[MOST_PARTS:] for line in later)
        if left and number == MOST_PARTS - 1:
            words = f"… and {left:,} more"
            blocks.append(parts.section(words, show_all_button(card.ref)))
        counted = f"{len(section.items):,} in all." if section.items else section.nothing
        spoken = [f"{section.title}{more}, {card.content.title.lower()}. {counted}"]
        spoken += [line.words for line in group]
        messages.append(parts.message("\n".join(spoken), blocks))
    return messages


def _groups(section: Section, lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in groups of which each fits into a message; one group where there are none."""
    groups: list[list[Line]] = [[]]
    size = blocks = 0
    for line in lines:
        needed = 1 + len(line_buttons(section, line)) if section.key in WITH_BUTTONS else 1
        if groups[-1] and (size + line.size > LONGEST_MESSAGE or blocks + needed > MOST_BLOCKS):
            groups.append([])
            size = blocks = 0
        groups[-1].append(line)
        size += line.size
        blocks += needed
    return groups


def _with_buttons(section: Section, lines: Sequence[Line]) -> list[Block]:
    return [block for line in lines for block in (line.block, *line_buttons(section, line))]


def _plain(_section: Section, lines: Sequence[Line]) -> list[Block]:
    if not lines:
        return []
    chosen = choices(source for line in lines for source in line.unlinked)
    return [parts.rich([listed(lines)]), *([parts.actions(chosen)] if chosen else [])]


def _choice(card: DigestCard) -> list[dict[str, Any]]:
    """What leads to the updates of the main message's lines that have no link."""
    return choices(source for line in _shown(card) for source in line.unlinked)


def _shown(card: DigestCard) -> list[Line]:
    """The lines of the main message."""
    return [
        short_line(section, item)
        for key, count in _share(card).items()
        if (section := card.content.section(key))
        for item in section.items[:count]
    ]


def _send_here(card: DigestCard) -> dict[str, Any]:
    return {
        **parts.button("Send to this channel", SEND_HERE, card.ref, primary=True),
        "confirm": {
            "title": parts.plain("Send the digest?"),
            "text": parts.plain(
                "Everybody in this channel will see it. A digest of the whole programme closes "
                "its week: to amend an update then needs a reason."
            ),
            "confirm": parts.plain("Send", 30),
            "deny": parts.plain("Not now", 30),
        },
    }


def _spoken(card: DigestCard) -> str:
    content = card.content
    lines = [content.title, content.scope, content.summary, *content.issues]
    for key, count in _share(card).items():
        section = content.section(key)
        if section:
            lines.append(f"{section.title}: {len(section.items):,}")
            lines += [short_line(section, item).words for item in section.items[:count]]
    return "\n".join(lines)
