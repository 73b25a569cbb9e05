"""Drafts of passages: a list, prose, a quotation, a table's row, an outline, each in its way.

Each fits the embedding model's window.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, Cell
from ingest.sections import Section
from ingest.sentences import sentence_spans
from programme.documents import PassageKind, Unit

LONGEST_WORDS = 150
"""A longer passage would not fit the 256 tokens that the embedding model reads."""
_SHORT_WORDS = 28
_MARKS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|^//\s+|\s+//$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it has a place and an id."""

    kind: PassageKind
    section: tuple[str, ...]
    page: int | None
    lead_in: str | None
    source: str
    units: tuple[Unit, ...]


# --- lists -----------------------------------------------------------------------------------


def list_drafts(
    path: tuple[str, ...], items: Sequence[Block], lead: Block | None
) -> Iterator[Draft]:
    """A list whole with its lead-in; a very long one in parts, each with the lead-in."""
    lead_words = len(lead.text.split()) if lead else 0
    part: list[Block] = []
    words = lead_words
    later = False
    for item in items:
        size = len(item.text.split())
        if part and words + size > LONGEST_WORDS:
            yield list_draft(path, part, lead, later=later)
            part, words, later = [], lead_words, True
        part.append(item)
        words += size
    if part:
        yield list_draft(path, part, lead, later=later)


def list_draft(
    path: tuple[str, ...], items: Sequence[Block], lead: Block | None, *, later: bool = False
) -> Draft:
    """One list, its lead-in first in its words; each item a unit.

    A later part of a long list knows its lead-in, but the words do not stand next to it.
    """
    source = lead.source if lead and not later else ""
    units: list[Unit] = []
    for item in items:
        source = f"{source} {item.source}" if source else item.source
        end = len(source)
        begin = _words_start(source, end - len(item.source), item.marker)
        units.append(Unit(text=clean(source[begin:end]), start=begin, end=end))
    return Draft(
        kind=PassageKind.LIST,
        section=path,
        page=items[0].page,
        lead_in=clean(lead.text) if lead else None,
        source=source,
        units=tuple(units),
    )


def _words_start(source: str, start: int, marker: str | None) -> int:
    if marker and source.startswith(marker, start):
        start += len(marker)
    while start < len(source) and source[start] == " ":
        start += 1
    return start


# --- prose and quotations --------------------------------------------------------------------


def prose_drafts(
    path: tuple[str, ...], blocks: Sequence[Block], lead: Block | None
) -> Iterator[Draft]:
    """Paragraphs; short neighbours together, long ones cut between sentences."""
    if lead and blocks:
        blocks = [lead, *blocks]
    draft: Draft | None = None
    for block in blocks:
        for piece in _pieces(path, block):
            joined = _joined(draft, piece) if draft else piece
            if joined is None and draft is not None:
                yield draft
            draft = joined or piece
    if draft is not None:
        yield draft


def _pieces(path: tuple[str, ...], block: Block) -> Iterator[Draft]:
    """A paragraph as one draft, or a long one cut between sentences into parts of like length."""
    spans = sentence_spans(block.source)
    total = len(block.source.split())
    target = total / -(-total // LONGEST_WORDS) * 1.15 if total > LONGEST_WORDS else total
    part: list[tuple[int, int]] = []
    words = 0
    for begin, end in spans:
        size = len(block.source[begin:end].split())
        if part and words + size > target:
            yield _prose_draft(path, block.source[part[0][0] : part[-1][1]], block.page)
            part, words = [], 0
        part.append((begin, end))
        words += size
    if part:
        yield _prose_draft(path, block.source[part[0][0] : part[-1][1]], block.page)


def _joined(draft: Draft, piece: Draft) -> Draft | None:
    """Two neighbours as one, when one is short, both fit, and both are on one page."""
    words, more = len(draft.source.split()), len(piece.source.split())
    if draft.page != piece.page or words + more > LONGEST_WORDS:
        return None
    if min(words, more) >= _SHORT_WORDS:
        return None
    shift = len(draft.source) + 1
    moved = (replace(u, start=u.start + shift, end=u.end + shift) for u in piece.units)
    return replace(draft, source=f"{draft.source} {piece.source}", units=(*draft.units, *moved))


def _prose_draft(path: tuple[str, ...], source: str, page: int | None) -> Draft:
    return Draft(
        kind=PassageKind.PROSE,
        section=path,
        page=page,
        lead_in=None,
        source=source,
        units=_sentences(source),
    )


def _sentences(source: str, offset: int = 0, label: str | None = None) -> tuple[Unit, ...]:
    return tuple(
        Unit(text=text, start=offset + start, end=offset + end, label=label)
        for start, end in sentence_spans(source)
        if (text := clean(source[start:end]))
    )


def quotation_drafts(path: tuple[str, ...], run: Sequence[Block]) -> Iterator[Draft]:
    """Each quotation with the name of whoever speaks, where a line before it says so."""
    name: Block | None = None
    for block in run:
        if block.kind is not BlockKind.QUOTATION:
            name = block
            continue
        offset = len(name.source) + 1 if name else 0
        # What was said lies within the quotation marks, which not every format has.
        said = max(block.source.find(block.text), 0)
        inner = block.text if block.text in block.source else block.source
        yield Draft(
            kind=PassageKind.QUOTATION,
            section=path,
            page=block.page,
            lead_in=f"{block.speaker}:" if block.speaker else None,
            source=f"{name.source} {block.source}" if name else block.source,
            units=_sentences(inner, offset + said),
        )
        name = None


# --- tables and outlines ---------------------------------------------------------------------


def row_drafts(path: tuple[str, ...], block: Block) -> Iterator[Draft]:
    """A row whole when it is short, otherwise one passage a long cell, each with the first."""
    cells = [
        (cell, block.header[i].strip() if i < len(block.header) else "")
        for i, cell in enumerate(block.cells)
        if cell.text.strip()
    ]
    if not cells:
        return
    words = sum(len(cell.text.split()) for cell, _ in cells)
    long = [i for i, (cell, _) in enumerate(cells) if i and (cell.items or _is_long(cell))]
    # A row of lists is a small page of its own: its first cell is what the others are about.
    if len(long) < 2 and words <= LONGEST_WORDS:
        yield _row_draft(path, block, cells)
        return
    short = [pair for i, pair in enumerate(cells) if i not in long]
    heading = clean(cells[0][0].text)
    under = path if path[-1:] == (heading,) else (*path, heading)
    for i in long:
        yield _row_draft(under, block, [*short, cells[i]])


def _is_long(cell: Cell) -> bool:
    return len(cell.text.split()) > LONGEST_WORDS // 4


def _row_draft(path: tuple[str, ...], block: Block, cells: Iterable[tuple[Cell, str]]) -> Draft:
    source = ""
    units: list[Unit] = []
    for cell, label in cells:
        offset = len(source) + 1 if source else 0
        source = f"{source} {cell.source}" if source else cell.source
        units.extend(_cell_units(cell, offset, label or None))
    return Draft(
        kind=PassageKind.ROW,
        section=path,
        page=block.page,
        lead_in=None,
        source=source,
        units=tuple(units),
    )


def _cell_units(cell: Cell, offset: int, label: str | None) -> Iterator[Unit]:
    if not cell.items:
        yield from _sentences(cell.source, offset, label)
        return
    at = 0
    for item in cell.items:
        found = cell.source.find(item, at)
        if found < 0:  # marks of emphasis inside: the whole cell is what can be quoted
            yield Unit(text=item, start=offset, end=offset + len(cell.source), label=label)
            continue
        at = found + len(item)
        yield Unit(text=clean(item), start=offset + found, end=offset + at, label=label)


def outline_draft(section: Section, parts: Sequence[Section]) -> Draft:
    """The headings of a section's parts, each a unit."""
    source = section.source
    units: list[Unit] = []
    for part in parts:
        begin = len(source) + 1
        source = f"{source} {part.source}"
        units.append(Unit(text=clean(part.source), start=begin, end=len(source)))
    return Draft(
        kind=PassageKind.OUTLINE,
        section=section.path,
        page=section.page,
        lead_in=section.title,
        source=source,
        units=tuple(units),
    )


def clean(text: str) -> str:
    """The words as a person reads them, without marks of emphasis."""
    return " ".join(_MARKS.sub("", text).split())
