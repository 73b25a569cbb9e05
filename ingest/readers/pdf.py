"""PDF: lines by where they stand, put back into headings, paragraphs, lists and tables."""

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
    in_reading_order,
    stretches_of,
    with_drawn_bullets,
    without_furniture,
)
from ingest.readers.pdf_tables import PdfTable, tables_of
from ingest.readers.statements import settle
from ingest.readers.titles import given_title
from ingest.settings import IngestSettings
from programme.errors import RuleBroken


@dataclass(slots=True)
class _Page:
    width: float
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
    stretches = without_furniture([page.lines for page in pages], [page.height for page in pages])
    silent = [not (lines or page.tables) for page, lines in zip(pages, stretches, strict=True)]
    if all(silent):
        raise RuleBroken("The PDF holds no text, only pictures: it must be made readable first.")
    # A running header or a page number over a scanned page is no text of it.
    warnings += [f"Page {n} has no text: a picture?" for n, is_so in enumerate(silent, 1) if is_so]
    kept = [
        in_reading_order(lines, page.width) for page, lines in zip(pages, stretches, strict=True)
    ]
    blocks = settle(_blocks(pages, kept))
    about = {str(key).lower(): fold(str(value)) for key, value in (pdf.metadata or {}).items()}
    return ReadDocument(
        "pdf",
        given_title(about.get("title")),
        blocks,
        tuple(warnings),
        len(pages),
        {key: about[key] for key in ("author",) if about.get(key)},
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
    found = tables_of(page, number, words)
    if found.drawing:
        warnings.append(f"Page {number} has a large drawing: tables on it were read as text.")
    stretches = stretches_of(number, found.words)
    return _Page(float(page.width), float(page.height), stretches, found.tables)


def _blocks(pages: list[_Page], kept: list[list[PdfLine]]) -> Iterator[Block]:
    sizes: Counter[float] = Counter()
    for lines in kept:
        for line in lines:
            sizes[line.size] += len(line.text)
    flow = Flow(body=sizes.most_common(1)[0][0] if sizes else 10.0, pages=kept)
    for page, lines in zip(pages, kept, strict=True):
        waiting = list(page.tables)
        for line in lines:
            while waiting and waiting[0].bottom <= line.bottom and line.column < 2:
                table = waiting.pop(0)
                yield from flow.table(table.rows, table.page)
            yield from flow.line(line)
        for table in waiting:
            yield from flow.table(table.rows, table.page)
    yield from flow.end()
