"""All of a digest in a window, page by page."""

import json
from dataclasses import dataclass, replace

from bot.reports.content import DigestContent
from bot.reports.items import Section
from bot.slack.blocks import parts
from bot.slack.blocks.digest_lines import Line, whole_lines
from bot.slack.blocks.digests import DigestCard, line_buttons
from bot.slack.blocks.parts import Block, View
from bot.slack.text import fit
from programme.errors import Fault

PAGE = "digest_page"
GO_TO = "digest_go_to"
"""Buttons and the choice that turn the page; their value begins with the page's number."""

TITLE = "Digest"
LINES_ON_PAGE = 20
LONGEST_PAGE = 12_000
MOST_SECTIONS = 100


@dataclass(frozen=True, slots=True)
class OpenPage:
    """What the open window knows: which digest, which page, and in which channel it was opened."""

    ref: str
    number: int = 0
    seen_in: str = ""

    def metadata(self) -> str:
        """As it is kept in the window."""
        return json.dumps([self.ref, self.number, self.seen_in])

    @classmethod
    def of(cls, view: View) -> "OpenPage":
        """What a window carries.

        Raises:
            Fault: it is not one this version opened.
        """
        try:
            ref, number, seen_in = json.loads(view["private_metadata"])
            return cls(str(ref), int(number), str(seen_in))
        except (ValueError, KeyError, TypeError) as error:
            raise Fault(
                "Sorry, this window is of an older version. Please open it again."
            ) from error


@dataclass(frozen=True, slots=True)
class Page:
    """Lines that are read together, each with its section."""

    lines: tuple[tuple[Section, Line | None], ...]


def page_view(card: DigestCard, opened: OpenPage, *, office: bool, notice: str = "") -> View:
    """One page.

    Args:
        card: what the digest says.
        opened: which page; the nearest there is where it is none.
        office: whether its lines have buttons.
        notice: a sentence about what was just done.
    """
    pages = pages_of(card.content)
    number = min(max(opened.number, 0), len(pages) - 1)
    blocks: list[Block] = [parts.section(f"✅ {notice}")] if notice else []
    if number == 0:
        blocks += [parts.header(card.content.title), parts.section(card.content.summary)]
    if card.content.sections:
        blocks.append(_go_to(card, pages, number))
    open_key = ""
    for section, line in pages[number].lines:
        if section.key != open_key:
            blocks += _opening(section, goes_on=_goes_on(pages, number, section, open_key))
            open_key = section.key
        if line is None:
            blocks.append(parts.section(section.nothing or "Nothing to tell."))
        else:
            blocks.append(line.block)
            blocks += line_buttons(section, line) if office else []
    turn = _turn(number, len(pages))
    about = " · ".join(each for each in (card.content.scope, card.standing) if each)
    blocks += [parts.divider(), *turn, parts.small(f"Page {number + 1} of {len(pages)}. {about}")]
    carried = replace(opened, number=number).metadata()
    return {**parts.modal(TITLE, blocks, close="Done"), "private_metadata": carried}


def pages_of(content: DigestContent) -> list[Page]:
    """All lines of a digest in order, a pageful at a time."""
    pages: list[list[tuple[Section, Line | None]]] = [[]]
    size = 0
    for section in content.sections:
        lines: list[Line | None] = [
            line for item in section.items for line in whole_lines(section, item)
        ]
        for line in lines or [None]:
            length = line.size if line else 0
            full = len(pages[-1]) >= LINES_ON_PAGE or size + length > LONGEST_PAGE
            if pages[-1] and full:
                pages.append([])
                size = 0
            pages[-1].append((section, line))
            size += length
    return [Page(tuple(each)) for each in pages]


def _opening(section: Section, *, goes_on: bool) -> list[Block]:
    title = f"{fit(section.title, 130)} (goes on)" if goes_on else section.title
    blocks = [parts.header(title)]
    if section.note and not goes_on:
        blocks.append(parts.small(section.note))
    return blocks


def _goes_on(pages: list[Page], number: int, section: Section, open_key: str) -> bool:
    if open_key or not number:
        return False
    return pages[number - 1].lines[-1][0].key == section.key


def _turn(number: int, of: int) -> list[Block]:
    row = []
    if number:
        row.append(parts.button("Previous page", f"{PAGE}:back", str(number - 1)))
    if number + 1 < of:
        row.append(parts.button("Next page", f"{PAGE}:on", str(number + 1)))
    return [parts.actions(row)] if row else []


def _go_to(card: DigestCard, pages: list[Page], number: int) -> Block:
    """A choice of sections: nobody turns a hundred pages."""
    first: dict[str, int] = {}
    for at, page in enumerate(pages):
        for section, _ in page.lines:
            first.setdefault(section.key, at)
    sections = card.content.sections[:MOST_SECTIONS]
    options = [
        {
            "text": parts.plain(f"{fit(each.title, 60)} ({len(each.items):,})", 75),
            "value": f"{first[each.key]} {fit(each.key, 100)}",
        }
        for each in sections
    ]
    here = pages[number].lines[0][0].key if pages[number].lines else ""
    chosen = next((o for o, each in zip(options, sections, strict=True) if each.key == here), None)
    select = {
        "type": "static_select",
        "action_id": GO_TO,
        "placeholder": parts.plain("Go to a part", 150),
        "options": options,
    }
    if chosen:
        select["initial_option"] = chosen
    # another block for each page: what was chosen on the page before must not stay chosen
    return {**parts.actions([select]), "block_id": f"go-{number}"}
