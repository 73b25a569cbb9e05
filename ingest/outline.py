"""Which heading every block stands under.

A format that marks its headings' levels is believed. Where only the typography hints, or nothing
does (text drawn out of a PDF), the outline is inferred from how headings behave: one that recurs
("Why this matters") belongs to the heading before it; capitals stand above sentence case; a
number says its depth; a line that ends in a colon announces what follows; headings of like form
("For our people", "For our patients") are siblings.
"""

import re
from collections.abc import Sequence

from ingest.blocks import Block, BlockKind
from ingest.form import place_by_form
from ingest.headings import Heading, find_headings, number_of
from ingest.sections import Section, attach
from ingest.voices import mark_voices


def outline(blocks: Sequence[Block]) -> Section:
    """The sections of a document, as a tree under one untitled root."""
    top, headings = find_headings(blocks)
    levels = _levels(headings)
    title_page: list[Block] = []
    # Headings before any other words are the title page: they stand above no section.
    while not top and _is_title_page(headings, levels, first=not title_page):
        title = headings.pop(0)
        levels = levels[1:]
        title_page.append(title.block)
        top = title.body
    root = Section(title="", body=[*title_page, *top])
    if _are_telling(headings, levels):
        _place_by_level(root, headings, levels)
    else:
        place_by_form(root, headings)
    _give_tables_to_owners(root)
    mark_voices(root)
    return root


def _is_title_page(
    headings: Sequence[Heading], levels: Sequence[int | None], *, first: bool
) -> bool:
    """True while the first heading is a title: nothing under it, or all of the document is."""
    if len(headings) < 2:
        return False
    heading, following = headings[:2]
    level = levels[0]
    if level is not None and len({told for told in levels if told is not None}) > 1:
        return all(other is None or other > level for other in levels[1:])
    marked = heading.block.level is not None and not first
    if marked or heading.body or heading.number or heading.owner or heading.recurs:
        return False
    # Past the very first, a heading right above numbered parts, or a list, is their own.
    parts = bool(following.number) or following.owner or following.text.endswith(":")
    return first or not parts


# --- where the format says the level ---------------------------------------------------------


def _levels(headings: Sequence[Heading]) -> list[int | None]:
    """Each heading's level as the format gives it, or else by the size of its type; or None."""
    marked = [h.block.level for h in headings]
    if any(level is not None for level in marked):
        return marked
    sizes = sorted({round(h.block.size, 1) for h in headings if h.block.size}, reverse=True)
    return [sizes.index(round(h.block.size, 1)) + 1 if h.block.size else None for h in headings]


def _are_telling(headings: Sequence[Heading], levels: Sequence[int | None]) -> bool:
    """True when the levels say how the headings stand to each other.

    One style for all of them says which lines are headings and no more: where some recur under
    others, their form says more. One size of type says as little.
    """
    told = {level for level in levels if level is not None}
    if len(told) > 1:
        return True
    by_format = bool(headings) and all(h.block.level is not None for h in headings)
    return by_format and not any(h.owner for h in headings)


def _place_by_level(
    root: Section, headings: Sequence[Heading], levels: Sequence[int | None]
) -> None:
    stack: list[tuple[int, Section]] = [(0, root)]
    current = 0
    for heading, marked in zip(headings, levels, strict=True):
        # An unmarked line among marked headings stands below the heading before it.
        current = marked if marked is not None else current
        level = marked if marked is not None else current + 1
        while stack[-1][0] >= level:
            stack.pop()
        stack.append((level, attach(stack[-1][1], heading)))


# --- tables ------------------------------------------------------------------------------------


def _give_tables_to_owners(root: Section) -> None:
    """A table after the prose of a recurring heading is its owner's, when it says so.

    It says so by numbers (rows 1.1 and 1.2 under heading 1), or by there being no other heading
    that recurs: then the prose is the reason, and the table is what it is the reason for. Prose
    that leads in to the table keeps it.
    """
    recurring = [section for section in root.walk() if section.recurs]
    only_one = len({section.title.casefold() for section in recurring}) == 1
    for section in recurring:
        first = next((i for i, b in enumerate(section.body) if b.kind is BlockKind.ROW), 0)
        owner = section.parent
        if owner is None or not owner.title or not first:
            continue
        number = number_of(owner.title)
        rows = [b for b in section.body[first:] if b.kind is BlockKind.ROW]
        numbered = bool(number) and all(number_of(b.text)[: len(number)] == number for b in rows)
        if (numbered or only_one) and not _leads_to_table(section.body[first - 1]):
            rest = section.body[first:]
            del section.body[first:]
            after = next(i for i, child in enumerate(owner.children) if child is section) + 1
            owner.children.insert(after, Section(title="", parent=owner, body=rest))


def _leads_to_table(block: Block) -> bool:
    text = block.text.casefold().rstrip()
    return text.endswith(":") or bool(re.search(r"\b(table|below|following)\b", text))
