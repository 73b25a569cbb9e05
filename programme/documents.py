"""What a document is to the programme: its edition, its sections and its passages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EditionStatus(StrEnum):
    """Whether an edition is in force."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The years an edition covers, both ends included (calendar years)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def label(self) -> str:
        """As people write it: `2026–2031`, or `2026` for a single year."""
        return f"{self.start}–{self.end}" if self.end > self.start else str(self.start)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a document: the newest period of the same kind and owner is current."""

    title: str
    kind: str
    owner: str | None
    period: Period | None
    status: EditionStatus

    @property
    def is_current(self) -> bool:
        """True when this edition is in force."""
        return self.status is EditionStatus.CURRENT


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one document, as it was read.

    Attributes:
        id: content address: changes when the words, the reading or the edition changes.
        key: the name that stays the same from version to version (the file's name in its folder).
        digest: sha256 of the file's bytes, hexadecimal.
        format: `pdf`, `docx`, `text` …
        warnings: sentences for the person who put the document in.
    """

    id: str
    key: str
    digest: str
    format: str
    edition: Edition
    sections: int
    warnings: tuple[str, ...]
    read_at: datetime


class PassageKind(StrEnum):
    """What sort of piece of a document a passage is."""

    PROSE = "prose"
    LIST = "list"
    ROW = "row"
    QUOTATION = "quotation"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing an answer may show: a sentence, a list item, a cell, a heading.

    Attributes:
        text: the words as a person reads them, without marks of emphasis or bullets.
        start, end: where the same words stand in the passage's `source`.
        label: the column heading the words stand under, for a table's cell.
    """

    text: str
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be found and cited on its own.

    Attributes:
        id: content address within its document version.
        ordinal: place in reading order, from 0.
        section: the headings it stands under, outermost first.
        page: 1-based, where the format has pages.
        lead_in: the line that introduces a list ("we will:"), or the first column of a table row.
        source: the document's own words, verbatim, white space folded.
        units: the sentences, items or cells, in reading order.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    section: tuple[str, ...]
    page: int | None
    lead_in: str | None
    source: str
    units: tuple[Unit, ...] = field(default=())

    @property
    def text(self) -> str:
        """The words as a person reads them: lead-in, then units, one to a line for lists."""
        lines: list[str] = [self.lead_in] if self.lead_in else []
        label: str | None = None
        for unit in self.units:
            if unit.label and unit.label != label:
                lines.append(f"{unit.label}:")
            label = unit.label
            lines.append(unit.text)
        joiner = " " if self.kind in (PassageKind.PROSE, PassageKind.QUOTATION) else "\n"
        return joiner.join(lines)

    def quote(self, first: int, last: int) -> str:
        """The verbatim words from unit `first` to unit `last`, both included.

        Only units under one column heading are contiguous in the document; the caller keeps to
        that, because words of two cells are never next to each other on the page.
        """
        return self.source[self.units[first].start : self.units[last].end]
