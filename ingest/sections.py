"""A section of a document: a heading with what stands under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind
from ingest.headings import Heading, alike


@dataclass(slots=True)
class Section:
    """A heading with what stands directly under it.

    Attributes:
        title: the heading as people read it, without its closing colon; empty at the very top,
            and for what goes on under the heading above after a section has ended.
        source: the heading as it stands in the file.
        announces: the heading as written when it introduces what follows ("we will:").
        announced: it is one of several that the line above them leads up to ("include:").
        recurs: the heading stands under several others ("Why this matters").
        body: the blocks between this heading and the next.
    """

    title: str
    page: int | None = None
    source: str = ""
    announces: str | None = None
    announced: bool = False
    recurs: bool = False
    parent: "Section | None" = None
    body: list[Block] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost heading to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.title) if self.title else above

    @property
    def is_bare(self) -> bool:
        """True for a heading with nothing under it."""
        return bool(self.title) and not self.body and not self.children

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def attach(parent: Section, heading: Heading) -> Section:
    """Hang a heading with what stands under it on its parent, and say which section it is."""
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
