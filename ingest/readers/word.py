"""Word documents: paragraphs, lists and tables of the body, in their order."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from ingest.blocks import Block, BlockKind, Cell, ReadDocument
from ingest.readers.marks import fold, split_bullet
from ingest.readers.run_together import Vocabulary
from ingest.readers.statements import settle, statement
from ingest.readers.tables import GridRow, cell_of, rows_of
from ingest.readers.titles import given_title
from ingest.readers.word_styles import Numbering, Style, is_on, numbering_of, styles_of
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

# Deleted and moved-away words, field codes, and the second copy of a text box for old programs.
_UNREAD = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr", "w:sdtPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TEXT_BOX = qn("w:txbxContent")
_SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_QUOTE_STYLES = frozenset({"quote", "intense quote", "block text"})


def read(path: Path, limits: IngestSettings) -> ReadDocument:
    """A Word document; headers, footers and deleted words are left out, page numbers unknown.

    Raises:
        RuleBroken: the file is damaged, holds macros, or has too many cells.
    """
    try:
        document = docx.Document(str(path))
    except ValueError:
        raise RuleBroken("The Word file is a template or holds macros: save it as .docx.") from None
    except (PackageNotFoundError, KeyError, zipfile.BadZipFile, SyntaxError):
        raise RuleBroken("The Word file is damaged and cannot be opened.") from None
    body = document.element.body
    if len(body.findall(f".//{qn('w:tc')}")) > limits.ingest_cells:
        raise RuleBroken(f"The document has more than {limits.ingest_cells:,} table cells.")
    reading = _Reading(styles_of(document), numbering_of(document))
    reading.vocabulary = Vocabulary.of(_text(p) for p in body.iter(qn("w:p")))
    blocks = settle(reading.container(body))
    about = document.core_properties
    properties = {"author": about.author, "language": about.language}
    warnings: tuple[str, ...] = ()
    if any(rel.reltype.endswith("/footnotes") for rel in document.part.rels.values()) and (
        body.find(f".//{qn('w:footnoteReference')}") is not None
    ):
        warnings = ("The footnotes were not read.",)
    return ReadDocument(
        "docx",
        given_title(about.title),
        blocks,
        warnings,
        properties={key: value for key, value in properties.items() if value},
    )


class _Reading:
    """One pass over a document; numbers of lists go on from paragraph to paragraph."""

    vocabulary: Vocabulary

    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tables = 0

    def container(self, element: Any) -> Iterator[Block]:
        """The blocks of the body, of a content control or of a text box."""
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:sdt"):
                yield from self.container(child.find(qn("w:sdtContent")))
            elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
                yield from self.container(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        raw = _text(element)
        style = self._style(element)
        pieces = [p for p in raw.split("\n\n") if fold(p)] or ([raw] if fold(raw) else [])
        for place, piece in enumerate(pieces):
            yield self._block(element, style, fold(piece), first=place == 0)
        for box in _boxes(element):
            yield from self.container(box)

    def _block(self, element: Any, style: Style, words: str, *, first: bool) -> Block:
        bold, size = _print(element, style)
        apart = _is_italic(element)
        block = statement(words, bold=bold, size=size, set_apart=apart, style=style.name)
        level = _outline(element) or style.level
        listing = self._listing(element, style)
        if level is not None:
            marker = self._numbering.marker(*listing) if listing and first else None
            return replace(block, kind=BlockKind.HEADING, level=min(level, 6), marker=marker)
        marker, text = split_bullet(words)
        if listing or style.name.lower().startswith("list bullet"):
            depth = listing[1] if listing else 0
            marker = self._numbering.marker(*listing) if listing and first else "•"
            return replace(block, kind=BlockKind.ITEM, text=text, depth=depth, marker=marker)
        if marker:
            return replace(block, kind=BlockKind.ITEM, text=text, marker=marker)
        if style.name.lower() in _QUOTE_STYLES:
            return replace(block, kind=BlockKind.QUOTATION)
        return replace(block, style=None)

    def _style(self, element: Any) -> Style:
        named = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style_id = "Normal" if named is None else named.get(qn("w:val"))
        return self._styles.get(style_id, Style(name=style_id))

    def _listing(self, element: Any, style: Style) -> tuple[str, int] | None:
        number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is None:
            return style.listing
        number_id = number.find(qn("w:numId"))
        level = number.find(qn("w:ilvl"))
        if number_id is None or number_id.get(qn("w:val")) == "0":
            return None
        return number_id.get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0

    def _table(self, element: Any) -> Iterator[Block]:
        grid: list[GridRow | None] = []
        above: dict[int, Cell] = {}
        header_rows = 0
        for row in element.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not element:
                continue
            marked = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
            header_rows += is_on(marked) and header_rows == len(grid)
            grid.append(GridRow(self._row(row, above)))
        frame = len(grid) == 1 and grid[0] is not None and len(grid[0].cells) == 1
        if frame:
            yield from self.container(element.find(f".//{qn('w:tc')}"))
            return
        self._tables += 1
        yield from rows_of(grid, table=self._tables, header_rows=header_rows or None)

    def _row(self, row: Any, above: dict[int, Cell]) -> tuple[Cell, ...]:
        """A row's cells by column; a cell merged over several rows stands in each of them."""
        cells: list[Cell] = []
        for element in row.iter(qn("w:tc")):
            if next(element.iterancestors(qn("w:tr"))) is not row:
                continue
            properties = element.find(qn("w:tcPr"))
            merge = None if properties is None else properties.find(qn("w:vMerge"))
            span = None if properties is None else properties.find(qn("w:gridSpan"))
            if merge is not None and merge.get(qn("w:val")) != "restart":
                cell = above.get(len(cells), Cell("", ""))
            else:
                cell = self._cell(element)
            above[len(cells)] = cell
            width = int(span.get(qn("w:val"))) if span is not None else 1
            cells += [cell, *(Cell("", "") for _ in range(min(width, 1000) - 1))]
        return tuple(cells)

    def _cell(self, element: Any) -> Cell:
        lines: list[str] = []
        listed = False
        for paragraph in element.iter(qn("w:p")):
            listing = self._listing(paragraph, self._style(paragraph))
            listed = listed or listing is not None
            lines.append(_text(paragraph).replace("\t", " "))
        return cell_of("\n".join(lines), vocabulary=self.vocabulary, breaks=True, listed=listed)


def _text(paragraph: Any) -> str:
    """A paragraph's words as they now stand, with its line breaks, without its text boxes."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag in _UNREAD or child.tag == _TEXT_BOX:
                continue
            if child.tag == qn("w:t"):
                parts.append(child.text or "")
            elif child.tag in _SPACES:
                parts.append(_SPACES[child.tag])
            elif child.tag == qn("w:r") and is_on(child.find(f"{qn('w:rPr')}/{qn('w:vanish')}")):
                continue
            else:
                walk(child)

    walk(paragraph)
    return "".join(parts)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_TEXT_BOX):
        ancestors = [a.tag for a in box.iterancestors()]
        nested = _TEXT_BOX in ancestors[: ancestors.index(qn("w:p"))]
        if not nested and not _UNREAD.intersection(ancestors):
            yield box


def _outline(paragraph: Any) -> int | None:
    outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is None or int(outline.get(qn("w:val"))) > 8:
        return None
    return int(outline.get(qn("w:val"))) + 1


def _print(paragraph: Any, style: Style) -> tuple[bool, float | None]:
    """Whether a whole paragraph is bold, and its largest size in points."""
    bold = True
    sizes: list[float] = []
    runs = [
        r
        for r in paragraph.iter(qn("w:r"))
        if fold("".join(t.text or "" for t in r.iter(qn("w:t"))))
    ]
    for run in runs:
        toggle = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        bold = bold and (style.bold if toggle is None else is_on(toggle))
        size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None:
            sizes.append(float(size.get(qn("w:val"))) / 2)
    return bool(runs) and bold, max(sizes, default=style.size or 0.0) or None


def _is_italic(paragraph: Any) -> bool:
    runs = [r for r in paragraph.iter(qn("w:r")) if fold(_text(r))]
    return bool(runs) and all(is_on(r.find(f"{qn('w:rPr')}/{qn('w:i')}")) for r in runs)
