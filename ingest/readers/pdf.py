"""PDF: lines by where they stand, put back into headings, paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from ingest.blocks import Block, ReadDocument
from ingest.readers.marks import fold
from ingest.readers.pdf_flow import Flow
from ingest.readers.pdf_lines import (
    PdfLine,
    cell_text,
    lines_of,
    with_drawn_bullets,
    without_furniture,
)
from ingest.readers.statements import settle
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_MOST_EDGES = 4_000
"""A drawing with more lines than this is no table; looking for one in it takes minutes."""
_NARROWEST = 8.0
_TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 3}


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled table: its cells' text, lines kept apart, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    top: float
    bottom: float


@dataclass(slots=True)
class _Page:
    height: float
    lines: list[PdfLine]
    tables: list[PdfTable]


def read(path: Path, limits: IngestSettings) -> ReadDocument:
    """A PDF file.

    Raises:
        RuleBroken: the file is encrypted or damaged, or has too many pages or cells.
    """
    try:
        with pdfplumber.open(path) as pdf:
            return _read(pdf, limits)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise RuleBroken("The PDF is encrypted: save a copy without a password.") from None
        raise RuleBroken("The PDF is damaged and cannot be opened.") from None
    except (PDFException, PSException):
        raise RuleBroken("The PDF is damaged and cannot be read.") from None


def _read(pdf: Any, limits: IngestSettings) -> ReadDocument:
    if len(pdf.pages) > limits.ingest_pages:
        raise RuleBroken(f"The PDF has more than {limits.ingest_pages:,} pages.")
    warnings: list[str] = []
    pages: list[_Page] = []
    cells = 0
    for number, page in enumerate(pdf.pages, start=1):
        found = _page(page, number, warnings)
        cells += sum(len(row) for table in found.tables for row in table.rows)
        if cells > limits.ingest_cells:
            raise RuleBroken(f"The PDF has more than {limits.ingest_cells:,} table cells.")
        pages.append(found)
        # Parsed pages are kept by the library until told otherwise.
        page.close()
    if not pages:
        raise RuleBroken("The PDF has no pages.")
    if all(not page.lines and not page.tables for page in pages):
        raise RuleBroken("The PDF holds no text, only pictures: it must be made readable first.")
    kept = without_furniture([page.lines for page in pages], [page.height for page in pages])
    blocks = settle(_blocks(pages, kept))
    about = {str(key).lower(): fold(str(value)) for key, value in (pdf.metadata or {}).items()}
    title = about.get("title") or ""
    return ReadDocument(
        "pdf",
        None if _is_made_up_title(title) else title,
        blocks,
        tuple(warnings),
        len(pages),
        {key: about[key] for key in ("author",) if about.get(key)},
    )


def _is_made_up_title(title: str) -> bool:
    """What a program writes when nobody gave a title: a file name, or "untitled"."""
    return not title or bool(
        re.search(
            r"\.(?:docx?|pptx?|xlsx?|indd|pdf)$|^\W*(?:untitled|anonymous|none)\b|^microsoft ",
            title,
            re.IGNORECASE,
        )
    )


def _page(page: Any, number: int, warnings: list[str]) -> _Page:
    words = page.extract_words(
        extra_attrs=["fontname", "size"],
        use_text_flow=False,
        keep_blank_chars=False,
        x_tolerance_ratio=0.2,
        return_chars=False,
    )
    words = with_drawn_bullets(page, words)
    tables: list[PdfTable] = []
    if len(page.edges) > _MOST_EDGES:
        warnings.append(f"Page {number} has a large drawing: tables on it were read as text.")
    else:
        for found in page.find_tables(table_settings={**_TABLES, **_closing_lines(page)}):
            inside = [word for word in words if _inside(word, found.bbox)]
            table = _table(found, inside, number)
            if table:
                tables.append(table)
                words = [word for word in words if not _inside(word, found.bbox)]
    if not words and not tables:
        warnings.append(f"Page {number} has no text: a picture?")
    return _Page(float(page.height), lines_of(page, number, words), tables)


def _closing_lines(page: Any) -> dict[str, list[float]]:
    """Rules across the page where a table runs over its end and has no edge of its own there."""
    down = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > 8]
    # The ends of upright borders are drawn as rules too, a point wide.
    across = [e["top"] for e in page.edges if e["orientation"] == "h" and e["width"] > 8]
    if not down or not across:
        return {}
    ends = (min(edge["top"] for edge in down), max(edge["bottom"] for edge in down))
    missing = [end for end in ends if not any(abs(end - y) < 3 for y in across)]
    return {"explicit_horizontal_lines": missing} if missing else {}


def _table(found: Any, words: list[dict[str, Any]], number: int) -> PdfTable | None:
    """A found table, or None for a frame round text."""
    rows = [
        tuple(
            cell_text([word for word in words if _inside(word, box)]) if box else ""
            for box in row.cells
        )
        for row in found.rows
    ]
    # Ruling lines drawn double make columns too narrow to hold anything.
    boxes = [box for row in found.rows for box in enumerate(row.cells) if box[1]]
    columns = {place for place, (left, _, right, _) in boxes if right - left > _NARROWEST}
    columns |= {place for row in rows for place, cell in enumerate(row) if fold(cell)}
    if len(columns) < 2 or not words:
        return None
    kept = tuple(tuple(row[place] for place in sorted(columns)) for row in rows)
    return PdfTable(kept, number, float(found.bbox[1]), float(found.bbox[3]))


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= across <= right and top <= down <= bottom)


def _blocks(pages: list[_Page], kept: list[list[PdfLine]]) -> Iterator[Block]:
    sizes: Counter[float] = Counter()
    for lines in kept:
        for line in lines:
            sizes[line.size] += len(line.text)
    flow = Flow(body=sizes.most_common(1)[0][0] if sizes else 10.0, pages=kept)
    for page, lines in zip(pages, kept, strict=True):
        waiting = sorted(page.tables, key=lambda table: table.top)
        for line in lines:
            while waiting and waiting[0].bottom <= line.bottom and line.column < 2:
                table = waiting.pop(0)
                yield from flow.table(table.rows, table.page)
            yield from flow.line(line)
        for table in waiting:
            yield from flow.table(table.rows, table.page)
    yield from flow.end()
