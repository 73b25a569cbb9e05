"""An ingest from end to end: admitted, read, cut into passages, embedded, indexed, served.

Idempotent by content: a document whose bytes, catalogue entry and standing are as they were is
not even read again. Nothing that is served is touched until the new index has been proven, so a
killed ingest leaves the old one answering and the next one clean.
"""

import logging
import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest.admission import Admitted, admit, shown
from ingest.editions import CatalogueEntry, read_catalogue, read_edition
from ingest.isolation import IsolatedReader
from ingest.outline import outline
from ingest.passages import passages
from ingest.settings import IngestSettings
from ingest.versions import Held, Outcome, Stored, for_another_model, ranked, version_id
from knowledge.indexing import Indexer, indexed_text, text_hash
from programme.documents import Document, Edition, Passage
from programme.errors import RuleBroken
from programme.ports import Generation, UnitOfWorkFactory

log = logging.getLogger(__name__)


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
    indexer.drop_strays()
    admission = admit(paths, settings)
    failed = [(refusal.path, refusal.reason) for refusal in admission.refusals]
    catalogue = _catalogue(paths, admission.files)
    with readings() as work:
        served = work.library.served()
        before = {s.document.key: s for s in work.library.documents(served.id)} if served else {}
    held = {
        key: Held(summary.document, None, summary.passages, Outcome.UNCHANGED)
        for key, summary in before.items()
    }
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
    stored = _stored(readings, served)
    held = ranked(held, catalogue, admission.files, now().date(), stored, removed=bool(removed))
    if served and served.model != indexer.model:
        held = for_another_model(held, admission.files, indexer.model, stored)
    same = {h.document.id for h in held.values()} == {s.document.id for s in before.values()}
    embedded = 0
    if not (same and (not held or (served and indexer.is_findable(served)))):
        embedded = _bring_up(held, works, indexer, progress)
    # Only now: until the next generation is served, what a killed ingest embedded may be of use.
    indexer.sweep()
    rows = sorted([*held.values(), *removed], key=lambda h: h.document.key)
    return IngestReport(
        documents=tuple(_row(h) for h in rows),
        failed=tuple(failed),
        embedded=embedded,
        seconds=time.perf_counter() - started,
    )


def _catalogue(paths: Sequence[Path], files: Sequence[Admitted]) -> dict[str, CatalogueEntry]:
    """What catalogues say of the files: the one beside a file, or the one of the folder named."""
    entries: dict[str, CatalogueEntry] = {}
    for path in paths:
        if path.is_dir():
            entries |= read_catalogue(path)
    beside = {folder: read_catalogue(folder) for folder in {file.path.parent for file in files}}
    for file in files:
        entry = beside[file.path.parent].get(file.path.name)
        if entry is not None:
            entries[file.key] = entry
    return entries


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
    return Held(document, cut, len(cut), Outcome.ADDED)


def _stored(readings: UnitOfWorkFactory, served: Generation | None) -> Stored:
    """The passages of served documents, read from the record."""

    def stored(ids: Collection[str]) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {id_: [] for id_ in ids}
        if served is None:
            return found
        with readings() as work:
            for passage in work.library.passages_of(served.id):
                if passage.document_id in found:
                    found[passage.document_id].append(passage)
        return found

    return stored


def _bring_up(
    held: Mapping[str, Held],
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
    progress(Progress("Indexing", 1, 1))
    log.info("ingest: %d documents, %d passages embedded", len(held), embedded)
    return embedded


def _row(held: Held) -> IngestedDocument:
    document = held.document
    return IngestedDocument(
        document=document.edition.title,
        edition=document.edition,
        sections=document.sections,
        passages=held.count,
        warnings=document.warnings,
        outcome=held.outcome,
    )
