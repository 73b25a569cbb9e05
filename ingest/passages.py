"""Passages: the pieces of a document that can be found and cited on their own.

A list stays whole with the line that leads in to it, a table's row keeps its column headings, a
quotation is marked as one, and a heading with parts gets a passage that names them. Each
passage fits the embedding model's window.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from ingest.blocks import Block, BlockKind, Cell
from ingest.sections import Section
from ingest.sentences import sentence_spans
from programme.documents import Passage, PassageKind, Unit

LONGEST_WORDS = 150
"""A longer passage would not fit the 256 tokens that the embedding model reads."""
LONGEST_STATEMENT = 40
_SHORT_WORDS = 28
_OFTEN = 3
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


def passages(document_id: str, root: Section) -> list[Passage]:
    """All passages of a document in reading order."""
    titles = Counter(section.title.casefold() for section in root.walk())
    drafts = [draft for section in root.walk() for draft in _of_section(section, titles)]
    return [
        Passage(
            id=_passage_id(document_id, ordinal, draft.source),
            document_id=document_id,
            ordinal=ordinal,
            kind=draft.kind,
            section=draft.section,
            page=draft.page,
            lead_in=draft.lead_in,
            source=draft.source,
            units=draft.units,
        )
        for ordinal, draft in enumerate(drafts)
    ]


def _passage_id(document_id: str, ordinal: int, source: str) -> str:
    return hashlib.sha256(f"{document_id}\n{ordinal}\n{source}".encode()).hexdigest()[:32]


def _of_section(section: Section, titles: Counter[str]) -> Iterator[Draft]:
    parts = [c for c in section.children if c.title and titles[c.title.casefold()] < _OFTEN]
    if section.title and len(parts) > 1:
        yield _outline_draft(section, parts)
    elif section.is_bare:
        yield from _bare_headings(section)
    above = _announced_by(section)
    if above and _is_bare_list(section.body):
        yield replace(_list_draft(section.path, section.body, None), lead_in=above)
        return
    body = section.body
    if section.parent is None:
        title = list(takewhile(lambda b: b.kind in (BlockKind.LINE, BlockKind.HEADING), body))
        if title:
            yield _title_page(title)
        body = body[len(title) :]
    yield from _of_body(section.path, body, _heading_as_lead(section), above)


def _of_body(
    path: tuple[str, ...], body: Sequence[Block], lead: Block | None, above: str | None
) -> Iterator[Draft]:
    """The passages of a section's own words.

    `lead` is the heading where it leads in to them, `above` the line over the heading that does.
    """
    runs = _runs(body)
    for place, (kind, run) in enumerate(runs):
        following = runs[place + 1][0] if place + 1 < len(runs) else None
        if kind is BlockKind.ITEM or (kind is BlockKind.LINE and lead is not None):
            yield from _list_drafts(path, run, lead)
        elif kind is BlockKind.ROW:
            yield from (d for block in run for d in _row_drafts(path, block))
        elif kind is BlockKind.QUOTATION:
            yield from _quotation_drafts(path, run)
        elif following in (BlockKind.ITEM, BlockKind.LINE) and _leads_in(run[-1]):
            before, last = _lead_in(run[-1])
            yield from _prose_drafts(path, [*run[:-1], *before], lead)
            lead = last
            continue
        else:
            yield from (replace(d, lead_in=above) for d in _prose_drafts(path, run, lead))
        lead = None


def _bare_headings(section: Section) -> Iterator[Draft]:
    """Headings with nothing between them, as one: no other passage's path has them.

    The first leads in to the others, the last of which may have words of its own.
    """
    siblings = section.parent.children if section.parent else []
    at = next(i for i, sibling in enumerate(siblings) if sibling is section)
    if at and siblings[at - 1].is_bare:
        return
    bare = list(takewhile(lambda s: s.is_bare, siblings[at:]))
    rest = [s for s in siblings[at + 1 : at + 1 + len(bare)] if s.title]
    draft = _outline_draft(section, rest)
    if rest:
        yield draft
    else:
        whole = Unit(clean(section.source), 0, len(section.source))
        yield replace(draft, lead_in=None, units=(whole,))


def _is_bare_list(body: Sequence[Block]) -> bool:
    """True for statements set one by one under a heading that a colon announced, bullets lost."""
    plain = (BlockKind.LINE, BlockKind.PARAGRAPH)
    return len(body) > 1 and all(
        b.kind in plain
        and not _leads_in(b)
        and len(b.text.split()) <= LONGEST_STATEMENT
        and len(sentence_spans(b.source)) == 1
        for b in body
    )


def _title_page(lines: Sequence[Block]) -> Draft:
    """The lines above the first heading: what the document calls itself, and nothing else."""
    return replace(_list_draft((), lines, None), kind=PassageKind.OUTLINE)


def _runs(body: Sequence[Block]) -> list[tuple[BlockKind, list[Block]]]:
    """Neighbours of one kind together; a bare line on its own is prose.

    The name of whoever speaks goes with the quotation after it.
    """
    runs: list[tuple[BlockKind, list[Block]]] = []
    names = {id(name) for name, said in pairwise(body) if said.speaker is not None}
    for found, group in groupby(
        body, key=lambda block: BlockKind.QUOTATION if id(block) in names else block.kind
    ):
        blocks = list(group)
        alone = found is BlockKind.LINE and len(blocks) == 1
        kind = BlockKind.PARAGRAPH if alone else found
        if runs and runs[-1][0] is kind:
            runs[-1][1].extend(blocks)
        else:
            runs.append((kind, blocks))
    return runs


def _leads_in(block: Block) -> bool:
    return block.text.rstrip().endswith(":")


def _lead_in(block: Block) -> tuple[list[Block], Block]:
    """The sentence that leads in to a list, and what stands before it in the paragraph."""
    start = sentence_spans(block.source)[-1][0]
    if start == 0:
        return [], block
    before, last = block.source[:start].rstrip(), block.source[start:]
    return [replace(block, source=before, text=clean(before))], replace(
        block, source=last, text=clean(last)
    )


def _announced_by(section: Section) -> str | None:
    """The line above a heading that announces it and its like ("Achievements include:")."""
    body = section.parent.body if section.parent else []
    if not body or not section.announced or not _leads_in(body[-1]):
        return None
    return clean(_lead_in(body[-1])[1].source)


def _heading_as_lead(section: Section) -> Block | None:
    if section.announces is None:
        return None
    return Block(
        kind=BlockKind.LINE, source=section.source, text=section.announces, page=section.page
    )


# --- lists -----------------------------------------------------------------------------------


def _list_drafts(
    path: tuple[str, ...], items: Sequence[Block], lead: Block | None
) -> Iterator[Draft]:
    """A list whole with its lead-in; a very long one in parts, each with the lead-in."""
    lead_words = len(lead.text.split()) if lead else 0
    part: list[Block] = []
    words = lead_words
    for item in items:
        size = len(item.text.split())
        if part and words + size > LONGEST_WORDS:
            yield _list_draft(path, part, lead)
            part, words = [], lead_words
        part.append(item)
        words += size
    if part:
        yield _list_draft(path, part, lead)


def _list_draft(path: tuple[str, ...], items: Sequence[Block], lead: Block | None) -> Draft:
    source = lead.source if lead else ""
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


def _prose_drafts(
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


def _quotation_drafts(path: tuple[str, ...], run: Sequence[Block]) -> Iterator[Draft]:
    """Each quotation with the name of whoever speaks, where a line before it says so."""
    name: Block | None = None
    for block in run:
        if block.kind is not BlockKind.QUOTATION:
            name = block
            continue
        offset = len(name.source) + 1 if name else 0
        yield Draft(
            kind=PassageKind.QUOTATION,
            section=path,
            page=block.page,
            lead_in=f"{block.speaker}:" if block.speaker else None,
            source=f"{name.source} {block.source}" if name else block.source,
            units=_sentences(block.source, offset),
        )
        name = None


# --- tables and outlines ---------------------------------------------------------------------


def _row_drafts(path: tuple[str, ...], block: Block) -> Iterator[Draft]:
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
    for i in long:
        yield _row_draft((*path, heading), block, [*short, cells[i]])


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


def _outline_draft(section: Section, parts: Sequence[Section]) -> Draft:
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
