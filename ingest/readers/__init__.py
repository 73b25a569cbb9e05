"""One reader a format, each giving the same blocks."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.archives import check_archive
from ingest.blocks import ReadDocument
from ingest.formats import Format
from ingest.settings import IngestSettings
from ingest.sheets import Sheet

_MODULES = {
    Format.TEXT: "plain_text",
    Format.MARKDOWN: "markdown",
    Format.HTML: "web_page",
    Format.CSV: "delimited",
    Format.PDF: "pdf",
    Format.DOCX: "word",
    Format.PPTX: "slides",
    Format.XLSX: "workbook",
}
_ARCHIVES = frozenset({Format.DOCX, Format.PPTX, Format.XLSX})


def read_document(path: Path, form: Format, limits: IngestSettings) -> ReadDocument:
    """Read a file in this process; a reader and its libraries are imported when first needed.

    Raises:
        RuleBroken: the file cannot be read; the sentence says why.
    """
    if form in _ARCHIVES:
        check_archive(path, limits.inflated_bytes)
    read: Callable[[Path, IngestSettings], ReadDocument]
    read = import_module(f"ingest.readers.{_MODULES[form]}").read
    return read(path, limits)


def read_sheets(path: Path, form: Format, limits: IngestSettings) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook, or the one table of a CSV file, in this process.

    Raises:
        RuleBroken: the file cannot be read; the sentence says why.
    """
    if form in _ARCHIVES:
        check_archive(path, limits.inflated_bytes)
    name = "workbook_sheets" if form is Format.XLSX else "delimited_sheets"
    read: Callable[[Path, IngestSettings], tuple[Sheet, ...]]
    read = getattr(import_module("ingest.readers.cells"), name)
    return read(path, limits)


__all__ = ["read_document", "read_sheets"]
