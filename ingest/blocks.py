"""What a reader makes of a file: blocks in reading order, the same for every format."""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What sort of thing a block is on the page."""

    HEADING = "heading"
    """The format itself says that this is a heading."""
    LINE = "line"
    """A short line on its own, which may be a heading: the outline decides."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """An item of a list."""
    ROW = "row"
    """A row of a table."""
    QUOTATION = "quotation"
    """Words that the page marks as somebody's own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row.

    Attributes:
        text: the words as a person reads them, a list's items separated by single spaces.
        source: the words as they stand in the file, white space folded, tags removed.
        items: the items when the cell holds a list of two or more, or is marked as a list.
    """

    text: str
    source: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document.

    Attributes:
        source: the words as they stand in the file, white space folded, tags removed; a bullet
            or `**` is kept where it is part of the text. A row's is its cells', in order.
        text: the same for people, without bullets, marks of emphasis or outer quotation marks.
        page: 1-based, where the format has pages or slides.
        level: 1 (outermost) to 6 for a heading whose format says so, otherwise None.
        style: the format's own name for it (`Heading 2`, `notes` …), where it has one.
        cells, header: a row's cells, and the column headings in force for it (may be empty).
        table: which table of the document a row belongs to, from 1.
        depth, marker: an item's nesting from 0, and its bullet or number.
        speaker: whose words a quotation is, where the line before it says so.
        gap_before: blank lines before it, in plain text.
        size: in points, where known; `bold` and `caps` say that the whole block is set so.
    """

    kind: BlockKind
    source: str
    text: str
    page: int | None = None
    level: int | None = None
    style: str | None = None
    cells: tuple[Cell, ...] = ()
    header: tuple[str, ...] = ()
    table: int | None = None
    depth: int = 0
    marker: str | None = None
    speaker: str | None = None
    gap_before: int = 0
    size: float | None = None
    bold: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as it was read.

    Attributes:
        format: `pdf`, `docx`, `text` …
        title: from the file's own properties, or None: a title on the page is a block.
        warnings: sentences for the person who put the document in.
        pages: how many pages or slides, where the format has them.
        properties: what else the file says of itself (`author`, `created`, `language` …).
    """

    format: str
    title: str | None
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    properties: dict[str, str] = field(default_factory=dict)
