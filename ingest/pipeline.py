"""An ingest from end to end: admitted, read, cut into passages, embedded, indexed, served.

Idempotent by content: a document whose bytes, catalogue entry and standing are as they were is
not even read again. Nothing that is served is touched until the new index has been proven, so a
killed ingest leaves the old one answering and the next one clean.
"""

import os
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ingest.admission import Admitted, admit, shown
from ingest.catalogue import catalogue_of
from ingest.editions import CatalogueEntry, read_edition
from ingest.formats import Format
from ingest.isolation import IsolatedReader
from ingest.outline import outline
from ingest.passages import passages
from ingest.records import is_of_records
from ingest.reports import IngestedDocument, IngestReport, Progress, Tell, row_of
from ingest.serving import ServedDocuments
from ingest.settings import IngestSettings
from ingest.versions import Held, Outcome, for_another_model, ranked, version_id
from knowledge.indexing import Indexer
from programme.documents import Document
from programme.errors import RuleBroken
from programme.ports import UnitOfWorkFactory

__all__ = ["IngestReport", "IngestedDocument", "Outcome", "Progress", "ingest"]


_MAY_BE_SCANNED = frozenset({Format.PDF, Format.DOCX, Format.PPTX})
_WORDLESS = "No text was found in the file."
_WORDLESS_SCAN = f"{_WORDLESS} If it is a scan, add a text layer to it."


def ingest(
    paths: Sequence[Path],
    *,
    settings: IngestSettings,
    works: UnitOfWorkFactory,
    readings: UnitOfWorkFactory,
    indexer: Indexer,
    now: Callable[[], datetime],
    prune: bool = False,
    progress: Tell = lambda _: None,
) -> IngestReport:
    """Read files and folders in, and serve them beside the documents made of records.

    The caller holds the right to ingest (`storage.ingest_lock`).

    Raises:
        RuleBroken: a catalogue cannot be read.
        Unavailable: the database or the index does not answer; what was served still is.
    """
    started = time.perf_counter()
    served = ServedDocuments(works, readings, indexer)
    admission = admit(paths, settings)
    failed = [(refusal.path, refusal.reason) for refusal in admission.refusals]
    told = catalogue_of(paths, admission.files)
    catalogue = told.entries
    of_records = {key: one for key, one in served.held.items() if is_of_records(one.document)}
    held = {key: one for key, one in served.held.items() if key not in of_records}
    with IsolatedReader(settings) as reader:
        for done, file in enumerate(admission.files):
            progress(Progress("Reading", done, len(admission.files)))
            entry = catalogue.get(file.key)
            known = held.get(file.key)
            if known and known.document.id == version_id(file, entry, known.document.edition):
                continue
            try:
                fresh = _read(reader, file, entry, now())
            except RuleBroken as error:
                failed.append((shown(str(file.path)), error.sentence))
                continue
            outcome = Outcome.UPDATED if known else Outcome.ADDED
            held[file.key] = replace(fresh, outcome=outcome)
    progress(Progress("Reading", len(admission.files), len(admission.files)))
    gone = [key for key in held if prune and _is_gone(key, paths, [path for path, _ in failed])]
    removed = [replace(held.pop(key), outcome=Outcome.REMOVED) for key in gone]
    stored = served.stored
    held = ranked(held, catalogue, admission.files, now().date(), stored, removed=bool(removed))
    held |= of_records
    if served.is_of_another_model:
        in_ingest = {file.key for file in admission.files}
        held = for_another_model(held, in_ingest, indexer.model, stored)
    embedded = served.give_way_to(held, progress)
    rows = sorted([*held.values(), *removed], key=lambda h: h.document.key)
    return IngestReport(
        documents=tuple(row_of(h) for h in rows),
        failed=tuple(failed),
        notes=told.notes,
        embedded=embedded,
        seconds=time.perf_counter() - started,
    )


def _is_gone(key: str, paths: Sequence[Path], refused: Collection[str]) -> bool:
    """True when no path has this document any more.

    A file that is there but was not read, or lies in a folder that could not be opened, is not
    gone: what was read of it stays.
    """
    for path in paths:
        if path.is_file() and path.name != key:
            continue
        at = path if path.is_file() else path / key
        if os.path.lexists(at):
            return False
        above = {shown(str(each)) for each in (at, *at.parents)}
        if above & set(refused):
            return False
    return True


def _read(
    reader: IsolatedReader, file: Admitted, entry: CatalogueEntry | None, at: datetime
) -> Held:
    read = reader.read(file.path, file.format)
    edition = read_edition(read, file.key, entry)
    root = outline(read.blocks)
    id_ = version_id(file, entry, edition)
    cut = tuple(passages(id_, root))
    if not cut:
        raise RuleBroken(_WORDLESS_SCAN if file.format in _MAY_BE_SCANNED else _WORDLESS)
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
    return Held(document, cut, len(cut), Outcome.ADDED)
