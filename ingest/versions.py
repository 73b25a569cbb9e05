"""Versions of documents on their way into the next generation.

A version is told by its bytes, by how it is read and indexed, and by its standing. When one of
these changes the document gets a new version; the old one stays as it was for whoever still
reads it. Passages whose words are the same cost no embedding.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ingest.admission import Admitted
from ingest.editions import CatalogueEntry, is_superseded_by, rank_editions
from knowledge.embedding import PASSAGE_FORMAT
from programme.documents import Document, Edition, EditionStatus, Passage

READING = 11
"""Raised when documents are read or cut differently: all are then read anew."""


class Outcome(StrEnum):
    """What an ingest did with a document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the next generation; its passages only when they are to be written."""

    document: Document
    passages: tuple[Passage, ...] | None
    count: int
    outcome: Outcome


Stored = Callable[[Collection[str]], Mapping[str, Sequence[Passage]]]
"""The passages on record of these document ids."""


def version_id(file: Admitted, entry: CatalogueEntry | None, edition: Edition) -> str:
    """What makes a version of a document: its bytes, how it is read, and its standing."""
    parts = (READING, PASSAGE_FORMAT, file.key, file.digest, repr(entry), str(edition.status))
    return _short_hash(repr(parts))


def record_version_id(key: str, digest: str, status: EditionStatus) -> str:
    """What makes a version of a document without a file: its records, and its standing."""
    return _short_hash(repr((READING, PASSAGE_FORMAT, key, digest, str(status))))


def ranked(
    held: Mapping[str, Held],
    catalogue: Mapping[str, CatalogueEntry],
    files: Sequence[Admitted],
    today: date,
    stored: Stored,
    *,
    removed: bool,
) -> dict[str, Held]:
    """The documents with their standing among their like; those whose standing changed, renewed.

    `removed` says that a document was taken away, so that an older one may be in force again.
    """
    stated = {key: entry.status for key, entry in catalogue.items() if entry.status}
    by_key = {file.key: file for file in files}
    editions = {key: one.document.edition for key, one in held.items()}
    standing = {
        key: edition.status for key, edition in rank_editions(editions, stated, today).items()
    }
    if not removed:
        # A catalogue may have settled the standing of a document that is not in this ingest:
        # only an edition that is new here can change it.
        new = [one.document.edition for one in held.values() if one.passages is not None]
        for key in held.keys() - by_key.keys():
            if not any(is_superseded_by(editions[key], other, today) for other in new):
                standing[key] = editions[key].status
    changed = {key: status for key, status in standing.items() if editions[key].status != status}
    ids = [held[key].document.id for key in changed if held[key].passages is None]
    on_record = stored(ids) if ids else {}
    result = dict(held)
    for key, status in changed.items():
        one = held[key]
        edition = replace(editions[key], status=status)
        new_id = (
            version_id(by_key[key], catalogue.get(key), edition)
            if key in by_key
            else _short_hash(f"{one.document.id}{status}")
        )
        passages = one.passages if one.passages is not None else on_record[one.document.id]
        result[key] = _renewed(one, replace(one.document, id=new_id, edition=edition), passages)
    return result


def for_another_model(
    held: Mapping[str, Held], in_ingest: Collection[str], model: str, stored: Stored
) -> dict[str, Held]:
    """The documents with all their passages, since none has a vector of this model yet.

    `in_ingest` are the keys of the documents that this ingest has looked at. Another one may
    have been indexed in another format, so it gets a new version.
    """
    on_record = stored([one.document.id for one in held.values() if one.passages is None])
    result: dict[str, Held] = {}
    for key, one in held.items():
        if one.passages is not None:
            result[key] = one
        elif key in in_ingest:
            result[key] = replace(one, passages=tuple(on_record[one.document.id]))
        else:
            new_id = _short_hash(f"{one.document.id}{model}")
            document = replace(one.document, id=new_id)
            result[key] = _renewed(one, document, on_record[one.document.id])
    return result


def _renewed(one: Held, document: Document, passages: Sequence[Passage]) -> Held:
    """The same passages under a new version."""
    renewed = tuple(
        replace(p, document_id=document.id, id=_short_hash(f"{document.id}{p.id}"))
        for p in passages
    )
    return replace(one, document=document, passages=renewed, count=len(renewed))


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
