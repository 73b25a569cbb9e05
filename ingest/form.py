"""Places for headings that nothing but their form tells apart."""

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.headings import Heading, alike
from ingest.sections import Section, attach

_COUNT_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip


def place_by_form(root: Section, headings: list[Heading]) -> None:
    """Hang the headings of a document under its root, by how they behave."""
    mixed = any(h.caps for h in headings) and any(not h.caps for h in headings)
    region = _Region(root, headings)
    for index, heading in enumerate(headings):
        if mixed and heading.caps:
            # Capitals stand above sentence case: each opens a region of its own.
            region = _Region(attach(root, heading), headings)
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
        section = attach(self._parent(index), heading)
        self._placed.append((heading, section))
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
