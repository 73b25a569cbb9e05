"""Which format a file is in, by what it holds and not by its name."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.archives import members_of
from programme.errors import RuleBroken


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"


_BY_NAME = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".pptx": Format.PPTX,
    ".xlsx": Format.XLSX,
}
_SPOKEN = {
    Format.TEXT: "plain text",
    Format.MARKDOWN: "Markdown",
    Format.HTML: "a web page",
    Format.CSV: "a CSV table",
    Format.PDF: "a PDF",
    Format.DOCX: "a Word document",
    Format.PPTX: "a PowerPoint presentation",
    Format.XLSX: "an Excel workbook",
}
# A wrong name on one of these is no slip of habit, as it is among kinds of text.
_PACKED = frozenset({Format.PDF, Format.DOCX, Format.PPTX, Format.XLSX})
_MAIN_PARTS = {
    "word/document.xml": Format.DOCX,
    "ppt/presentation.xml": Format.PPTX,
    "xl/workbook.xml": Format.XLSX,
}
_REFUSED = (
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "rich text"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Text by its bytes, but nothing that a person wrote as a document.
_NOT_DOCUMENTS = frozenset(
    {".xml", ".json", ".svg", ".toml", ".yaml", ".yml", ".py", ".js", ".css", ".sql", ".ini"}
)
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's format, and a sentence when its name says something else."""

    format: Format
    warning: str | None = None


def sniff(path: Path) -> Sniffed:
    """Tell a file's format from its first bytes and, for Office files, from its parts.

    Raises:
        RuleBroken: the file is in no format that is read, or is another than its name says; the
            sentence says which it is.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    named = _BY_NAME.get(path.suffix.lower())
    found = _of_bytes(path, head) or _of_text(path, head, named)
    if named in (found, None) and (named or not path.suffix):
        return Sniffed(found)
    if named is None:
        return Sniffed(found, f"The name ends in an unknown way; it was read as {_SPOKEN[found]}.")
    if {named, found} & _PACKED:
        raise RuleBroken(
            f"The name says {_SPOKEN[named]}, but it holds {_SPOKEN[found]}: "
            "give it the ending of what it is, and ingest it again."
        )
    return Sniffed(
        found, f"The name says {_SPOKEN[named]}, but it holds {_SPOKEN[found]} and was read so."
    )


def _of_bytes(path: Path, head: bytes) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK"):
        return _of_archive(path)
    if head.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in path.read_bytes():
            raise RuleBroken("The file is encrypted: save a copy without a password.")
        raise RuleBroken("The file is in an old Office format: save it as .docx, .pptx or .xlsx.")
    for start, kind in _REFUSED:
        if head.startswith(start):
            raise RuleBroken(f"The file is {kind}, which is not read.")
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE")):
        raise RuleBroken("The file is a picture, sound or video, which is not read.")
    return None


def _of_archive(path: Path) -> Format:
    names = members_of(path)
    for part, found in _MAIN_PARTS.items():
        if part in names:
            return found
    if "mimetype" in names:
        raise RuleBroken("The file is in OpenDocument or e-book format: save it as .docx or PDF.")
    raise RuleBroken("The file is a zip archive, not a document: unpack it first.")


def _of_text(path: Path, head: bytes, named: Format | None) -> Format:
    wide = head.startswith(_TEXT_MARKS[1:])
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if not wide and (b"\x00" in head or controls > 0.01 * len(head)):
        raise RuleBroken("The file is not a document: it holds binary data of an unknown kind.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start[:4096]
    )
    if is_page:
        return Format.HTML
    if start.startswith(b"<?xml") or path.suffix.lower() in _NOT_DOCUMENTS:
        raise RuleBroken("The file is data or program text, not a document.")
    if named is Format.HTML:
        return Format.HTML if b"<" in start and b">" in start else Format.TEXT
    return named if named in (Format.MARKDOWN, Format.CSV) else Format.TEXT
