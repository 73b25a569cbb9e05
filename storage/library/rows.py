"""Documents and passages to rows and back; no row leaves the storage."""

from collections.abc import Sequence
from typing import Any

from programme.documents import Document, Edition, Passage, Period, Unit
from storage.statements import AnyRow
from storage.tables import DocumentRow, PassageRow

DOCUMENT_COLUMNS = (
    DocumentRow.id,
    DocumentRow.key,
    DocumentRow.digest,
    DocumentRow.format,
    DocumentRow.title,
    DocumentRow.kind,
    DocumentRow.owner,
    DocumentRow.period_start,
    DocumentRow.period_end,
    DocumentRow.status,
    DocumentRow.sections,
    DocumentRow.warnings,
    DocumentRow.read_at,
)

# In the order of Passage's own fields, so that reading many is one call each.
PASSAGE_COLUMNS = (
    PassageRow.id,
    PassageRow.document_id,
    PassageRow.ordinal,
    PassageRow.kind,
    PassageRow.section,
    PassageRow.page,
    PassageRow.lead_in,
    PassageRow.source,
    PassageRow.units,
)


def period_of(start: int | None, end: int | None) -> Period | None:
    """The period two columns hold, or None."""
    return None if start is None or end is None else Period(start, end)


def document_values(document: Document) -> dict[str, Any]:
    """A document version as the columns of its row."""
    edition = document.edition
    return {
        "id": document.id,
        "key": document.key,
        "digest": document.digest,
        "format": document.format,
        "title": edition.title,
        "kind": edition.kind,
        "owner": edition.owner,
        "period_start": edition.period.start if edition.period else None,
        "period_end": edition.period.end if edition.period else None,
        "status": edition.status,
        "sections": document.sections,
        "warnings": list(document.warnings),
        "read_at": document.read_at,
    }


def document_of(row: AnyRow) -> Document:
    """A document version from `DOCUMENT_COLUMNS`."""
    return Document(
        id=row.id,
        key=row.key,
        digest=row.digest,
        format=row.format,
        edition=Edition(
            title=row.title,
            kind=row.kind,
            owner=row.owner,
            period=period_of(row.period_start, row.period_end),
            status=row.status,
        ),
        sections=row.sections,
        warnings=tuple(row.warnings),
        read_at=row.read_at,
    )


def passage_values(passage: Passage, text_hash: str) -> dict[str, Any]:
    """A passage as the columns of its row."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "kind": passage.kind,
        "section": list(passage.section),
        "page": passage.page,
        "lead_in": passage.lead_in,
        "source": passage.source,
        "units": [[unit.text, unit.start, unit.end, unit.label] for unit in passage.units],
        "text_hash": text_hash,
    }


def passage_of(values: Sequence[Any]) -> Passage:
    """A passage from `PASSAGE_COLUMNS`, or from a longer row that begins with them."""
    id_, document_id, ordinal, kind, section, page, lead_in, source, units = values[:9]
    return Passage(
        id=id_,
        document_id=document_id,
        ordinal=ordinal,
        kind=kind,
        section=tuple(section),
        page=page,
        lead_in=lead_in,
        source=source,
        units=tuple(Unit(text, start, end, label) for text, start, end, label in units),
    )
