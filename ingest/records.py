"""Documents without a file: records of the house itself, asked and cited like any document.

A record becomes a passage as a row of a workbook does: its section path, then each value under
its label. So an answer shows the record's own words, and its citation names the record.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ingest.blocks import Block, BlockKind
from ingest.editions import is_later_and_begun
from ingest.passages import passages
from ingest.readers.marks import fold
from ingest.readers.tables import cell_of
from ingest.reports import IngestReport, Progress, Tell, row_of
from ingest.sections import Section
from ingest.serving import ServedDocuments
from ingest.versions import Held, Outcome, for_another_model, record_version_id
from knowledge.indexing import Indexer
from programme.documents import Document, Edition, EditionStatus, Period
from programme.ports import UnitOfWorkFactory

_FORMAT = "records"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a document, as a table's row.

    Attributes:
        section: what it stands under, outermost first, its own name last: what a citation shows
            ("Forensic and specialist", "Reduce restraint").
        fields: label and value, in the order they are read; a field without a value is left out.
    """

    section: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """Records that belong together and are cited under one title.

    Attributes:
        key: what stays the same from one ingest to the next ("forensic/2026-2027").
        title: as a citation shows it ("Forensic and specialist annual plan 2026–2027").
        kind, owner: of documents that share both exactly, the latest period that has begun is
            current; `owner` is the directorate of an annual plan.
        rows: in reading order; those of one section next to each other.
        status: whether it is in force, where the record itself says; None lets the periods say.
    """

    key: str
    title: str
    kind: str
    owner: str
    period: Period | None
    rows: tuple[Record, ...]
    status: EditionStatus | None = None


def is_of_records(document: Document) -> bool:
    """True for a document that no file holds."""
    return document.format == _FORMAT


def ingest_records(
    documents: Sequence[RecordDocument],
    *,
    collection: str,
    works: UnitOfWorkFactory,
    readings: UnitOfWorkFactory,
    indexer: Indexer,
    now: Callable[[], datetime],
    progress: Tell = lambda _: None,
) -> IngestReport:
    """Serve these documents as the whole of a collection, beside everything else that is served.

    `collection` is what these records are ("plans"); keys need only differ within it.
    Idempotent: a document whose records are as they were costs nothing. A document of the
    collection that is not among these any more is removed, and so is one without records;
    documents of files and of other collections stay as they are. The report tells of this
    collection alone.

    The caller holds the right to ingest (`storage.ingest_lock`).

    Raises:
        ValueError: two documents have one key.
        Unavailable: the database or the index does not answer; what was served still is.
    """
    started = time.perf_counter()
    given = {_key(collection, one): one for one in documents if any(map(_says, one.rows))}
    if len({one.key for one in documents}) < len(documents):
        raise ValueError(f"two documents of the collection {collection!r} have one key")
    served = ServedDocuments(works, readings, indexer)
    progress(Progress("Reading", 0, len(given)))
    at = now()
    fresh: dict[str, Held] = {}
    for key, status in _standing(given, at.date()).items():
        known = served.held.get(key)
        made = _made(key, given[key], status, at)
        if known is None or known.document.id != made.id:
            cut = tuple(passages(made.id, outline_of(given[key])))
            outcome = Outcome.UPDATED if known else Outcome.ADDED
            fresh[key] = Held(made, cut, len(cut), outcome)
        else:
            fresh[key] = known
    progress(Progress("Reading", len(given), len(given)))
    beside = {key: one for key, one in served.held.items() if not _is_of(collection, one.document)}
    removed = [
        replace(one, outcome=Outcome.REMOVED)
        for key, one in served.held.items()
        if key not in beside and key not in fresh
    ]
    held = beside | fresh
    if served.is_of_another_model:
        held = for_another_model(held, fresh.keys(), indexer.model, served.stored)
    embedded = served.give_way_to(held, progress)
    told = sorted([*(held[key] for key in fresh), *removed], key=lambda one: one.document.key)
    return IngestReport(
        documents=tuple(row_of(one) for one in told),
        failed=(),
        embedded=embedded,
        seconds=time.perf_counter() - started,
    )


def _key(collection: str, document: RecordDocument) -> str:
    # Two slashes: the name of no file has them, so no file can take a record's place.
    return f"{collection}//{document.key}"


def _is_of(collection: str, document: Document) -> bool:
    return is_of_records(document) and document.key.startswith(f"{collection}//")


def _standing(given: Mapping[str, RecordDocument], today: date) -> dict[str, EditionStatus]:
    """Which documents are in force: what is stated, otherwise the latest of kind and owner."""
    standing: dict[str, EditionStatus] = {}
    for key, one in given.items():
        newer = any(
            (other.kind, other.owner) == (one.kind, one.owner)
            and is_later_and_begun(other.period, one.period, today)
            for other in given.values()
        )
        computed = EditionStatus.SUPERSEDED if newer else EditionStatus.CURRENT
        standing[key] = one.status or computed
    return standing


def _made(key: str, document: RecordDocument, status: EditionStatus, at: datetime) -> Document:
    digest = hashlib.sha256(repr(replace(document, status=None)).encode()).hexdigest()
    return Document(
        id=record_version_id(key, digest, status),
        key=key,
        digest=digest,
        format=_FORMAT,
        edition=Edition(
            fold(document.title), document.kind, document.owner, document.period, status
        ),
        sections=len({path for row in document.rows for path in _paths(row)}),
        warnings=(),
        read_at=at,
    )


def _says(record: Record) -> bool:
    """True when a record has a value at all."""
    return any(fold(value) for _, value in record.fields)


def _paths(record: Record) -> list[tuple[str, ...]]:
    path = tuple(name for name in map(fold, record.section) if name)
    return [path[: depth + 1] for depth in range(len(path))]


def outline_of(document: RecordDocument) -> Section:
    """The records under their sections, as if read from a file with that outline."""
    title = fold(document.title)
    root = Section(title="", body=[Block(BlockKind.LINE, source=title, text=title)])
    sections: dict[tuple[str, ...], Section] = {}
    for number, record in enumerate(filter(_says, document.rows), start=1):
        above = root
        for path in _paths(record):
            if path not in sections:
                sections[path] = Section(title=path[-1], source=path[-1], parent=above)
                above.children.append(sections[path])
            above = sections[path]
        above.body.append(_row(record, number))
    return root


def _row(record: Record, number: int) -> Block:
    # Line breaks in a value are its author's, as they are in a workbook's cell.
    cells = tuple(cell_of(value, breaks=True) for _, value in record.fields)
    return Block(
        kind=BlockKind.ROW,
        source=" ".join(cell.source for cell in cells if cell.source),
        text=" ".join(cell.text for cell in cells if cell.text),
        cells=cells,
        header=tuple(fold(label) for label, _ in record.fields),
        table=number,
    )
