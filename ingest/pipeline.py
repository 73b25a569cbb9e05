"""An ingest from end to end: admitted, read, cut into passages, embedded, indexed, served.

Idempotent by content: a document whose bytes, catalogue entry and standing are as they were is
not even read again. Nothing that is served is touched until the new index has been proven, so a
killed ingest leaves the old one answering and the next one clean.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ingest.admission import Admitted, admit, shown
from ingest.editions import CatalogueEntry, rank_editions, read_catalogue, read_edition
from ingest.isolation import IsolatedReader
from ingest.outline import outline
from ingest.passages import passages
from ingest.settings import IngestSettings
from knowledge.indexing import Indexer, indexed_text, text_hash
from programme.documents import Document, Edition, Passage
from programme.errors import RuleBroken
from programme.ports import UnitOfWorkFactory

log = logging.getLogger(__name__)

READING = 7
"""Raised when documents are read or cut differently: all are then read anew."""


class Outcome(StrEnum):
    """What an ingest did with a document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come, in files or passages."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A document's row in the report."""

    document: str
    edition: Edition
    sections: int
    passages: int
    warnings: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: every document it holds or removed, and every file it did not take.

    Attributes:
        failed: path (safe to print) and reason.
        embedded: how many passages had to be embedded.
    """

    documents: tuple[IngestedDocument, ...]
    failed: tuple[tuple[str, str], ...]
    embedded: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Held:
    """A document on its way into the next generation, with its passages when they are new."""

    document: Document
    passages: tuple[Passage, ...] | None
    count: int
    outcome: Outcome


def ingest(
    paths: Sequence[Path],
    *,
    settings: IngestSettings,
    works: UnitOfWorkFactory,
    readings: UnitOfWorkFactory,
    indexer: Indexer,
    now: Callable[[], datetime],
    prune: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> IngestReport:
    """Read files and folders in, and serve them.

    The caller holds the right to ingest (`storage.ingest_lock`).

    Raises:
        RuleBroken: a catalogue cannot be read.
        Unavailable: the database or the index does not answer; what was served still is.
    """
    started = time.perf_counter()
    indexer.sweep()
    admission = admit(paths, settings)
    failed = [(refusal.path, refusal.reason) for refusal in admission.refusals]
    catalogue = _catalogue(paths)
    with readings() as work:
        served = work.library.served()
        before = {s.document.key: s for s in work.library.documents(served.id)} if served else {}
    held = {
        key: _Held(summary.document, None, summary.passages, Outcome.UNCHANGED)
        for key, summary in before.items()
    }
    with IsolatedReader(settings) as reader:
        for done, file in enumerate(admission.files):
            progress(Progress("Reading", done, len(admission.files)))
            entry = catalogue.get(file.key)
            known = held.get(file.key)
            if known and known.document.id == _document_id(file, entry, known.document.edition):
                continue
            try:
                fresh = _read(reader, file, entry, now())
            except RuleBroken as error:
                failed.append((shown(str(file.path)), error.sentence))
                continue
            outcome = Outcome.UPDATED if known else Outcome.ADDED
            held[file.key] = replace(fresh, outcome=outcome)
    progress(Progress("Reading", len(admission.files), len(admission.files)))
    removed: list[_Held] = []
    if prune:
        # A file that is there but could not be read is not gone: what was read of it stays.
        refused = {Path(path).name for path, _ in failed}
        kept = {file.key for file in admission.files}
        gone = [k for k in held if k not in kept and Path(k).name not in refused]
        removed = [replace(held.pop(key), outcome=Outcome.REMOVED) for key in gone]
    held = _ranked(held, catalogue, admission.files, now(), readings)
    same = {h.document.id for h in held.values()} == {s.document.id for s in before.values()}
    embedded = 0
    if not (same and (not held or (served and indexer.is_findable(served)))):
        embedded = _bring_up(held, works, indexer, progress)
    rows = sorted([*held.values(), *removed], key=lambda h: h.document.key)
    return IngestReport(
        documents=tuple(_row(h) for h in rows),
        failed=tuple(failed),
        embedded=embedded,
        seconds=time.perf_counter() - started,
    )


def _catalogue(paths: Sequence[Path]) -> dict[str, CatalogueEntry]:
    entries: dict[str, CatalogueEntry] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        entries |= read_catalogue(folder)
    return entries


def _document_id(file: Admitted, entry: CatalogueEntry | None, edition: Edition) -> str:
    """What makes a version of a document: its bytes, how it is read, and its standing."""
    parts = (READING, file.key, file.digest, repr(entry), str(edition.status))
    return _short_hash(repr(parts))


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _read(
    reader: IsolatedReader, file: Admitted, entry: CatalogueEntry | None, at: datetime
) -> _Held:
    read = reader.read(file.path, file.format)
    edition = read_edition(read, file.key, entry)
    root = outline(read.blocks)
    id_ = _document_id(file, entry, edition)
    cut = tuple(passages(id_, root))
    if not cut:
        raise RuleBroken("No text was found in the file. If it is a scan, add a text layer to it.")
    warnings = (*([file.warning] if file.warning else []), *read.warnings)
    document = Document(
        id=id_,
        key=file.key,
        digest=file.digest,
        format=read.format,
        edition=edition,
        sections=sum(1 for section in root.walk() if section.title),
        warnings=warnings,
        read_at=at,
    )
    return _Held(document, cut, len(cut), Outcome.ADDED)


def _ranked(
    held: Mapping[str, _Held],
    catalogue: Mapping[str, CatalogueEntry],
    files: Sequence[Admitted],
    at: datetime,
    readings: UnitOfWorkFactory,
) -> dict[str, _Held]:
    """The documents with their standing among their like; those whose standing changed, renewed.

    A document that was in force and now is not gets a new version: the same passages, which
    cost no embedding, under the new standing.
    """
    stated = {key: e.status for key, e in catalogue.items() if e.status}
    by_key = {file.key: file for file in files}
    editions = {key: h.document.edition for key, h in held.items()}
    result: dict[str, _Held] = {}
    for key, edition in rank_editions(editions, stated, at.date()).items():
        one = held[key]
        if edition.status is one.document.edition.status:
            result[key] = one
            continue
        document = replace(one.document, edition=edition)
        file = by_key.get(key)
        new_id = (
            _document_id(file, catalogue.get(key), edition)
            if file
            else _short_hash(f"{document.id}{edition.status}")
        )
        kept = one.passages if one.passages is not None else _stored(document.id, readings)
        renewed = tuple(
            replace(p, document_id=new_id, id=_short_hash(f"{new_id}{p.id}")) for p in kept
        )
        outcome = one.outcome if one.passages is not None else Outcome.UNCHANGED
        result[key] = _Held(replace(document, id=new_id), renewed, one.count, outcome)
    return result


def _stored(document_id: str, readings: UnitOfWorkFactory) -> tuple[Passage, ...]:
    with readings() as work:
        served = work.library.served()
        if served is None:
            return ()
        stream = work.library.passages_of(served.id)
        return tuple(p for p in stream if p.document_id == document_id)


def _bring_up(
    held: Mapping[str, _Held],
    works: UnitOfWorkFactory,
    indexer: Indexer,
    progress: Callable[[Progress], None],
) -> int:
    """Write what is new, embed what has no vectors, and serve the whole as a new generation."""
    texts = []
    for one in held.values():
        spanned = [indexed_text(p) for p in one.passages or ()]
        hashes = [text_hash(s) for s in spanned]
        if one.passages is not None:
            with works() as work:
                work.library.add_document(one.document, one.passages, hashes)
                work.commit()
        texts += list(zip(hashes, spanned, strict=True))
    total = len(dict(texts))
    done = 0

    def advance(n: int) -> None:
        nonlocal done
        done += n
        progress(Progress("Embedding", done, total))

    embedded = indexer.embed(texts, advance)
    progress(Progress("Indexing", 0, 1))
    indexer.switch([h.document.id for h in held.values()], sum(h.count for h in held.values()))
    indexer.sweep()
    progress(Progress("Indexing", 1, 1))
    log.info("ingest: %d documents, %d passages embedded", len(held), embedded)
    return embedded


def _row(held: _Held) -> IngestedDocument:
    document = held.document
    return IngestedDocument(
        document=document.edition.title,
        edition=document.edition,
        sections=document.sections,
        passages=held.count,
        warnings=document.warnings,
        outcome=held.outcome,
    )
