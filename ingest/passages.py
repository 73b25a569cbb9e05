"""Passages: the pieces of a document that can be found and cited on their own.

A list stays whole with the line that leads in to it, a table's row keeps its column headings, a
quotation is marked as one, and a heading with parts gets a passage that names them. Each
passage fits the embedding model's window.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from ingest.blocks import Block, BlockKind
from ingest.drafts import (
    Draft,
    clean,
    list_draft,
    list_drafts,
    outline_draft,
    prose_drafts,
    quotation_drafts,
    row_drafts,
)
from ingest.sections import Section
from ingest.sentences import sentence_spans
from programme.documents import Passage, PassageKind, Unit

_OFTEN = 3
_LONGEST_STATEMENT = 40


def passages(document_id: str, root: Section) -> list[Passage]:
    """All passages of a document in reading order."""
    titles = Counter(section.title.casefold() for section in root.walk())
    drafts = _once(draft for section in root.walk() for draft in _of_section(section, titles))
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


def _once(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without those that say the same words again in the same place.

    A second one could only be cited for what the first is cited for; and an index with the same
    vector thousands of times no longer finds the others.
    """
    kept: dict[object, Draft] = {}
    for draft in drafts:
        units = tuple((unit.text, unit.label) for unit in draft.units)
        kept.setdefault((draft.kind, draft.section, draft.lead_in, draft.source, units), draft)
    return list(kept.values())


def _passage_id(document_id: str, ordinal: int, source: str) -> str:
    return hashlib.sha256(f"{document_id}\n{ordinal}\n{source}".encode()).hexdigest()[:32]


def _of_section(section: Section, titles: Counter[str]) -> Iterator[Draft]:
    parts = [c for c in section.children if c.title and titles[c.title.casefold()] < _OFTEN]
    if section.title and len(parts) > 1:
        yield outline_draft(section, parts)
    elif section.is_bare:
        yield from _bare_headings(section)
    above = _announced_by(section)
    if above and _is_bare_list(section.body):
        yield replace(list_draft(section.path, section.body, None), lead_in=above)
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
            yield from list_drafts(path, run, lead)
        elif kind is BlockKind.ROW:
            yield from (d for block in run for d in row_drafts(path, block))
        elif kind is BlockKind.QUOTATION:
            yield from quotation_drafts(path, run)
        elif following in (BlockKind.ITEM, BlockKind.LINE) and _leads_in(run[-1]):
            before, last = _lead_in(run[-1])
            yield from prose_drafts(path, [*run[:-1], *before], lead)
            lead = last
            continue
        else:
            yield from (replace(d, lead_in=above) for d in prose_drafts(path, run, lead))
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
    draft = outline_draft(section, rest)
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
        and len(b.text.split()) <= _LONGEST_STATEMENT
        and len(sentence_spans(b.source)) == 1
        for b in body
    )


def _title_page(lines: Sequence[Block]) -> Draft:
    """The lines above the first heading: what the document calls itself, and nothing else."""
    return replace(list_draft((), lines, None), kind=PassageKind.OUTLINE)


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
