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
from ingest.headings import Heading, alike, find_headings, number_of
from ingest.sections import Section
from ingest.voices import mark_voices

_COUNT_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip


def outline(blocks: Sequence[Block]) -> Section:
    """The sections of a document, as a tree under one untitled root."""
    top, headings = find_headings(blocks)
    title_page: list[Block] = []
    # Headings before any other words are the title page: they stand above no section.
    while not top and _is_title_page(headings, first=not title_page):
        title = headings.pop(0)
        title_page.append(title.block)
        top = title.body
    root = Section(title="", body=[*title_page, *top])
    levels = _marked_levels(headings)
    if levels is not None:
        _place_by_level(root, headings, levels)
    else:
        _place_by_form(root, headings)
    mark_voices(root)
    return root


def _is_title_page(headings: Sequence[Heading], *, first: bool) -> bool:
    """True while the first heading is a title: nothing under it, or all of the document is."""
    if len(headings) < 2:
        return False
    heading, following = headings[:2]
    if heading.block.level is not None:
        others = [h.block.level for h in headings[1:]]
        return all(other is None or other > heading.block.level for other in others)
    if heading.body or heading.number or heading.owner or heading.recurs:
        return False
    # Past the very first, a heading right above numbered parts, or a list, is their own.
    parts = bool(following.number) or following.owner or following.text.endswith(":")
    return first or not parts


# --- where the format says the level ---------------------------------------------------------


def _marked_levels(headings: list[Heading]) -> list[int] | None:
    """A level for each heading, when the format or the type size tells at least two apart."""
    marked = [h.block.level for h in headings]
    if len({level for level in marked if level is not None}) < 2:
        sizes = sorted({round(h.block.size, 1) for h in headings if h.block.size}, reverse=True)
        marked = [
            sizes.index(round(h.block.size, 1)) + 1 if h.block.size else None for h in headings
        ]
    told = {level for level in marked if level is not None}
    # One style for every heading says which lines are headings and no more: where some of them
    # recur under others, their form says more.
    if len(told) < 2 or (_are_one_style(marked) and any(h.owner for h in headings)):
        return None
    levels: list[int] = []
    current = 0
    for level in marked:
        # An unmarked line among marked headings stands below the heading before it.
        if level is not None:
            current = level
        levels.append(level if level is not None else current + 1)
    return levels


def _are_one_style(levels: Sequence[int | None]) -> bool:
    """True when all headings but the first, which is the title, are of one level."""
    return len(set(levels[1:])) == 1


def _place_by_level(root: Section, headings: list[Heading], levels: list[int]) -> None:
    stack: list[tuple[int, Section]] = [(0, root)]
    for heading, level in zip(headings, levels, strict=True):
        while stack[-1][0] >= level:
            stack.pop()
        stack.append((level, _attach(stack[-1][1], heading)))


# --- where only the form of the headings tells -----------------------------------------------


def _place_by_form(root: Section, headings: list[Heading]) -> None:
    mixed = any(h.caps for h in headings) and any(not h.caps for h in headings)
    region = _Region(root, headings)
    for index, heading in enumerate(headings):
        if mixed and heading.caps:
            # Capitals stand above sentence case: each opens a region of its own.
            region = _Region(_attach(root, heading), headings)
        else:
            if region.has_ended(heading):
                region = _Region(root, headings)
            region.place(index)


class _Region:
    """The headings under one capitals heading, or of the whole document."""

    def __init__(self, top: Section, headings: list[Heading]) -> None:
        self._top = top
        self._headings = headings
        self._placed: list[tuple[Heading, Section]] = []
        # Sections whose words or emptiness promise parts, so that headings after them go under.
        self._containers: set[int] = set()

    def has_ended(self, heading: Heading) -> bool:
        """True for a heading without a number after numbered ones under a heading in capitals."""
        if self._top.parent is None or heading.number or heading.recurs or heading.announced:
            return False
        numbered = [h for h, s in self._placed if s.parent is self._top]
        return len(numbered) > 1 and all(h.number for h in numbered) and self._round_is_over()

    def _round_is_over(self) -> bool:
        last, _ = self._placed[-1]
        return last.recurs or not any(h.recurs for h in self._headings)

    def place(self, index: int) -> None:
        """Hang the heading at this index on its parent."""
        heading = self._headings[index]
        section = _attach(self._parent(index), heading)
        self._placed.append((heading, section))
        if heading.recurs:
            self._give_table_to_owner(section)
        bare = not heading.body and not self._leads_to_list(index)
        if not heading.owner and (bare or (heading.body and _promises_parts(heading.body))):
            self._containers.add(id(section))

    def _leads_to_list(self, index: int) -> bool:
        """True when the next line announces a list, which is then all that this heading has."""
        after = self._headings[index + 1 : index + 2]
        return any(heading.text.endswith(":") for heading in after)

    def _parent(self, index: int) -> Section:
        heading = self._headings[index]
        if heading.recurs:
            owners = [s for h, s in self._placed if h.owner]
            return owners[-1] if owners else self._top
        if len(heading.number) > 1:
            for other, section in reversed(self._placed):
                if other.number == heading.number[:-1]:
                    return section
        if heading.owner:
            return self._group(index)
        return self._beside_the_last(index)

    def _group(self, index: int) -> Section:
        """What the owners of recurring headings stand under: whatever leads up to the first."""
        for other, section in reversed(self._placed):
            if other.owner and section.parent is not None:
                return section.parent
        if self._placed and index > 0:
            before, section = self._placed[-1]
            if _announces(before, sum(h.owner for h in self._headings)):
                return section
        return self._top

    def _beside_the_last(self, index: int) -> Section:
        heading = self._headings[index]
        if not self._placed:
            return self._top
        before, last = self._placed[-1]
        group = self._group_it_is_of(heading, last)
        if group is not None:
            return group
        if not before.body or _promises_parts(before.body) or heading.announced:
            return last
        if heading.text.endswith(":"):
            return self._above_announcement(before, last)
        parent = last.parent
        if parent is not None and id(parent) in self._containers and heading.body:
            return parent
        return self._top

    def _group_it_is_of(self, heading: Heading, last: Section) -> Section | None:
        """Where headings of like form stand already, or a lead-in names this one."""
        at = last
        while at is not self._top and at.parent is not None:
            siblings = at.parent.children
            if _names(at.parent, heading.text) or any(
                alike(sibling.title, heading.text) for sibling in siblings
            ):
                return at.parent
            at = at.parent
        return None

    def _above_announcement(self, before: Heading, last: Section) -> Section:
        """A line that announces a list stands under the section it is in, beside its parts."""
        if before.recurs or last.parent is None or last.parent is self._top:
            return last if last.announces is None else last.parent or self._top
        return last.parent

    def _give_table_to_owner(self, section: Section) -> None:
        """A table after the prose of a recurring heading is its owner's, when it says so.

        It says so by numbers (rows 1.1 and 1.2 under heading 1), or by there being no other
        heading that recurs: then the prose is the reason, and the table is what it is the
        reason for. Prose that leads in to the table keeps it.
        """
        first = next((i for i, b in enumerate(section.body) if b.kind is BlockKind.ROW), 0)
        owner = section.parent
        if owner is None or not first or _leads_to_table(section.body[first - 1]):
            return
        number = number_of(owner.title)
        rows = [b for b in section.body[first:] if b.kind is BlockKind.ROW]
        numbered = bool(number) and all(number_of(b.text)[: len(number)] == number for b in rows)
        if numbered or len({h.key for h in self._headings if h.recurs}) == 1:
            rest = section.body[first:]
            del section.body[first:]
            owner.children.append(Section(title="", parent=owner, body=rest))


def _leads_to_table(block: Block) -> bool:
    text = block.text.casefold().rstrip()
    return text.endswith(":") or bool(re.search(r"\b(table|below|following)\b", text))


def _promises_parts(body: Sequence[Block]) -> bool:
    """True when the words under a heading lead up to headings of their own ("the following")."""
    last = body[-1].text.casefold()
    return bool(re.search(r"\b(following|as follows|set out below|described below)\b", last))


def _announces(heading: Heading, count: int) -> bool:
    """True when a heading's own text leads up to a number of parts ("five ambitions")."""
    if not heading.body:
        return True
    words = re.findall(r"[a-z]+|\d+", " ".join(b.text for b in heading.body).casefold())
    return any(_COUNT_WORDS.get(w) == count or w == str(count) for w in words)


def _names(section: Section, title: str) -> bool:
    """True when a lead-in among a section's own words names the heading ("values and …:")."""
    own = [*section.body, *(b for c in section.children if not c.title for b in c.body)]
    wanted = re.sub(r"\W+$", "", title.casefold())
    return any(
        b.text.rstrip().endswith(":") and re.search(rf"\b{re.escape(wanted)}\b", b.text.casefold())
        for b in own
    )


def _attach(parent: Section, heading: Heading) -> Section:
    text = heading.text
    announces = text if text.endswith(":") else None
    section = Section(
        title=re.sub(r"[\s:]+$", "", text),
        page=heading.block.page,
        source=heading.block.source,
        announces=announces,
        announced=heading.announced
        or any(s.announced and alike(s.title, text) for s in parent.children),
        recurs=heading.recurs,
        parent=parent,
        body=heading.body,
    )
    parent.children.append(section)
    if announces:
        _give_back(section)
    return section


def _give_back(section: Section) -> None:
    """What comes after the thing announced stands under the heading above again."""
    body = section.body
    end = next((i for i, b in enumerate(body) if b.kind is not body[0].kind), len(body))
    if body and body[0].kind is BlockKind.PARAGRAPH:
        end = 1
    rest = body[end:]
    del body[end:]
    if rest and section.parent is not None:
        section.parent.children.append(Section(title="", parent=section.parent, body=rest))
