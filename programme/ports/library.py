"""Where documents, passages, embeddings and index generations are kept.

SQL is the record and the vector index is rebuildable from it. A document version and its
passages are never changed once written; a generation is a fixed set of document versions, and
one pointer says which generation is served. So a reader sees either the old set or the new one,
never a mixture, and a killed ingest leaves rows that nothing refers to, which a sweep removes.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from programme.documents import Document, Passage


class GenerationState(StrEnum):
    """A generation is built, then proven, then served; what it replaces is retired."""

    BUILDING = "building"
    PROVEN = "proven"
    SERVED = "served"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Generation:
    """One built index.

    Attributes:
        id: a uuid in hexadecimal; also names the index's directory or server collection.
        model: name, revision, dimension and passage format of what made the vectors, in one key.
        passages: how many passages it holds.
    """

    id: str
    model: str
    state: GenerationState
    passages: int
    created_at: datetime
    served_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Embedding:
    """The vectors of one text under one model.

    Attributes:
        text_hash: sha256 of the text that was embedded, hexadecimal.
        vector: the whole text, little-endian float32, unit length.
        unit_vectors: its units in order, little-endian float16, unit length, concatenated.
    """

    text_hash: str
    vector: bytes
    unit_vectors: bytes


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A served document with the number of its passages."""

    document: Document
    passages: int


class LibraryStore(Protocol):
    """Documents, passages, embeddings and generations, inside a unit of work."""

    def add_document(
        self, document: Document, passages: Sequence[Passage], text_hashes: Sequence[str]
    ) -> None:
        """Write a document version and its passages; the same id again changes nothing.

        `text_hashes[i]` names the embedded text of `passages[i]`.
        """
        ...

    def documents(self, generation_id: str) -> list[DocumentSummary]:
        """The documents of a generation, current editions first, then by title and key."""
        ...

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages of these ids; an unknown id is left out."""
        ...

    def passages_of(self, generation_id: str, *, batch: int = 1000) -> Iterator[Passage]:
        """All passages of a generation, by document then ordinal, read in batches."""
        ...

    def passages_with_vectors(
        self, generation_id: str, *, batch: int = 1000
    ) -> Iterator[tuple[Passage, Embedding]]:
        """All passages of a generation with their embeddings under that generation's model."""
        ...

    def embeddings_of(self, passage_ids: Collection[str], model: str) -> dict[str, Embedding]:
        """Embeddings by passage id, under one model; those not embedded are left out."""
        ...

    def known_hashes(self, model: str, hashes: Collection[str]) -> set[str]:
        """Which of these text hashes already have an embedding under this model."""
        ...

    def add_embeddings(self, model: str, embeddings: Sequence[Embedding]) -> None:
        """Keep embeddings; one that is already there stays as it is."""
        ...

    def begin_generation(self, generation: Generation, document_ids: Collection[str]) -> None:
        """Record a generation being built and the document versions it will hold."""
        ...

    def mark_proven(self, generation_id: str) -> None:
        """Record that every stored vector of this generation was found again."""
        ...

    def serve(self, generation_id: str, at: datetime) -> None:
        """Move the pointer: this proven generation is served, the one before is retired.

        Raises:
            RuleBroken: the generation is not there, or was not proven.
        """
        ...

    def served(self) -> Generation | None:
        """The generation that answers questions now, or None before the first ingest."""
        ...

    def generations(self) -> list[Generation]:
        """All generations on record, newest first."""
        ...

    def sweep(self) -> list[str]:
        """Drop what no served generation needs, and say which generation ids were dropped.

        Removes generations that are neither served nor the last one retired (a reader may be
        amid a question on it), document versions in none of those, and embeddings that no
        remaining passage uses under any model.
        """
        ...
