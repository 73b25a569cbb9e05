"""A document that was read, as an author with styles would set it anew."""

from pathlib import Path

from ingest.blocks import Block, BlockKind
from ingest.drafts import clean
from ingest.formats import sniff
from ingest.outline import outline
from ingest.readers import read_document
from ingest.settings import IngestSettings
from tests.ingest.readers.typesetting import Heading, Items, Piece, Quoted, Running, Table


def set_with_levels(path: Path) -> list[Piece]:
    """The pieces of a document, headings at the depth they stand at."""
    document = read_document(path, sniff(path).format, IngestSettings())
    root = outline(document.blocks)
    pieces: list[Piece] = []
    for section in root.walk():
        if section.title:
            pieces.append(Heading(min(len(section.path) + 1, 6), clean(section.source)))
        for number, block in enumerate(section.body):
            _set(pieces, block, title=section is root and number == 0)
    return pieces


def _set(pieces: list[Piece], block: Block, *, title: bool) -> None:
    last = pieces[-1] if pieces else None
    if block.kind is BlockKind.ITEM:
        items_ = (*last.items, block.text) if isinstance(last, Items) else (block.text,)
        pieces[-1:] = [Items(items_)] if isinstance(last, Items) else [last, Items(items_)]  # type: ignore[list-item]
    elif block.kind is BlockKind.ROW:
        row = tuple(cell.items or cell.text for cell in block.cells)
        if isinstance(last, Table) and last.header == block.header:
            pieces[-1] = Table(last.header, (*last.rows, row))
        else:
            pieces.append(Table(block.header, (row,)))
    elif block.kind is BlockKind.QUOTATION:
        pieces.append(Quoted(block.text))
    elif title:
        pieces.append(Heading(1, block.text))
    else:
        pieces.append(Running(block.text))
