"""The vector index of a generation: built aside, proven, then only ever read (Chroma).

Chroma keeps a rebuildable copy; SQL has the record. A generation has a directory of its own
(embedded) or a collection of its own (server), so a served one is never written.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vector
from programme.errors import Unavailable

log = logging.getLogger(__name__)

_COLLECTION = "passages"
_PREFIX = "truenorth-"
_BATCH = 2000
# Every vector of a small index is looked for again; of a large one, this many, evenly spread.
_PROOFS = 2000
_SAME = 0.9995
# `ef_search` bounds how many neighbours a query may return well; recall on 100,000 made-up
# vectors is above 0.99 with these.
_GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 120, "max_neighbors": 16}


class VectorIndex(Protocol):
    """One generation's vectors, to search."""

    def nearest(self, vector: Vector, n: int) -> list[tuple[str, float]]:
        """The `n` nearest passages: id and cosine, nearest first."""
        ...

    def count(self) -> int:
        """How many vectors it holds."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class VectorHome(Protocol):
    """Where generations' vectors live."""

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        """Write a generation's vectors aside; how many."""
        ...

    def open(self, generation_id: str) -> VectorIndex:
        """Open a generation for reading.

        Raises:
            Unavailable: it is not there, or Chroma does not answer.
        """
        ...

    def drop(self, generation_id: str) -> None:
        """Remove a generation's vectors; nothing happens when there are none."""
        ...

    def stored(self) -> list[str]:
        """The ids of all generations that have vectors here, finished or not."""
        ...


_UNREADABLE = "The index of documents cannot be read just now. Please try again."
_UNWRITABLE = (
    "The new index could not be written, so the one before still answers. "
    "Check that the disk is not full, then run the ingest again."
)
_SILENT = "The index server is not answering. Please try again in a few minutes."


@contextmanager
def _told_as(sentence: str) -> Iterator[None]:
    """What goes wrong in Chroma, its server or its files, as one error with this sentence.

    Raises:
        Unavailable: in place of any of them.
    """
    from chromadb.errors import ChromaError  # noqa: PLC0415
    from httpx import HTTPError  # noqa: PLC0415 - Chroma lets its client's errors through

    try:
        yield
    except (ChromaError, HTTPError, OSError, ValueError) as error:
        log.warning("chroma: %s", type(error).__name__)
        raise Unavailable(sentence) from error


def _batches(rows: Iterable[tuple[str, Vector]]) -> Iterator[list[tuple[str, Vector]]]:
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        yield batch


class ChromaIndex:
    """A Chroma collection opened for reading."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection

    def nearest(self, vector: Vector, n: int) -> list[tuple[str, float]]:
        """The `n` nearest passages: id and cosine, nearest first."""
        found = self.nearest_to_each(vector.reshape(1, -1), n)
        return found[0] if found else []

    def nearest_to_each(
        self, vectors: NDArray[np.float32], n: int
    ) -> list[list[tuple[str, float]]]:
        """For each row of vectors, its nearest passages."""
        with _told_as(_UNREADABLE):
            result = self._collection.query(
                query_embeddings=vectors, n_results=n, include=["distances"]
            )
        return [
            [(id_, 1.0 - float(d)) for id_, d in zip(ids, distances, strict=True)]
            for ids, distances in zip(result["ids"], result["distances"], strict=True)
        ]

    def count(self) -> int:
        """How many vectors it holds."""
        with _told_as(_UNREADABLE):
            return int(self._collection.count())

    def close(self) -> None:
        """Let go of files and connections."""
        if self._client is not None:
            self._client.close()


def _settings() -> Any:
    from chromadb.config import Settings  # noqa: PLC0415

    return Settings(anonymized_telemetry=False, allow_reset=False)


def _fill(collection: Any, rows: Iterable[tuple[str, Vector]]) -> int:
    count = 0
    for batch in _batches(rows):
        collection.add(
            ids=[id_ for id_, _ in batch], embeddings=np.stack([vector for _, vector in batch])
        )
        count += len(batch)
    return count


class DirectoryHome:
    """Generations in directories of their own under one folder (embedded Chroma)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, generation_id: str) -> Path:
        return self._folder / generation_id

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        """Write a generation's vectors into a new directory."""
        import chromadb  # noqa: PLC0415 - most of a second, only for those who index or search

        path = self._path(generation_id)
        with _told_as(_UNWRITABLE):
            path.mkdir(parents=True)
            client = chromadb.PersistentClient(path=str(path), settings=_settings())
            try:
                collection = client.create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration={"hnsw": _GRAPH},  # type: ignore[typeddict-item, unused-ignore]
                    metadata={"model": model},
                )
                return _fill(collection, rows)
            finally:
                client.close()

    def open(self, generation_id: str) -> ChromaIndex:
        """Open a generation's directory for reading."""
        import chromadb  # noqa: PLC0415

        path = self._path(generation_id)
        # Chroma would make an empty store where there is none, and hide that it is lost.
        if not (path / "chroma.sqlite3").is_file():
            raise Unavailable(_UNREADABLE)
        with _told_as(_UNREADABLE):
            client = chromadb.PersistentClient(path=str(path), settings=_settings())
            try:
                collection = client.get_collection(_COLLECTION, embedding_function=None)
            except BaseException:
                client.close()
                raise
        return ChromaIndex(client, collection)

    def drop(self, generation_id: str) -> None:
        """Remove a generation's directory."""
        shutil.rmtree(self._path(generation_id), ignore_errors=True)

    def stored(self) -> list[str]:
        """The names of all directories here."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir())


class ServerHome:
    """Generations in collections of their own on a Chroma server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (443 if parts.scheme == "https" else 8000)
        self._ssl = parts.scheme == "https"
        self._client: Any = None

    def _connected(self) -> Any:
        import chromadb  # noqa: PLC0415

        if self._client is None:
            with _told_as(_SILENT):
                self._client = chromadb.HttpClient(
                    host=self._host, port=self._port, ssl=self._ssl, settings=_settings()
                )
        return self._client

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        """Write a generation's vectors into a new collection."""
        client = self._connected()
        with _told_as(_SILENT):
            collection = client.create_collection(
                _PREFIX + generation_id,
                embedding_function=None,
                configuration={"hnsw": _GRAPH},
                metadata={"model": model},
            )
            return _fill(collection, rows)

    def open(self, generation_id: str) -> ChromaIndex:
        """Open a generation's collection for reading."""
        client = self._connected()
        with _told_as(_UNREADABLE):
            collection = client.get_collection(_PREFIX + generation_id, embedding_function=None)
        return ChromaIndex(None, collection)

    def drop(self, generation_id: str) -> None:
        """Remove a generation's collection."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415

        client = self._connected()
        with _told_as(_SILENT):
            try:
                client.delete_collection(_PREFIX + generation_id)
            except (NotFoundError, ValueError):
                log.debug("generation %s had no collection", generation_id)

    def stored(self) -> list[str]:
        """The generations that have a collection on the server."""
        client = self._connected()
        with _told_as(_SILENT):
            names = [collection.name for collection in client.list_collections()]
        return sorted(n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX))


def open_home(chroma_url: str | None, data: Path) -> DirectoryHome | ServerHome:
    """The server at a URL, or the data folder's own directory where none is given."""
    return ServerHome(chroma_url) if chroma_url else DirectoryHome(data / "index")


def unproven(index: ChromaIndex, rows: Sequence[tuple[str, Vector]]) -> list[str]:
    """The ids whose vectors a search for them does not find: a proof has none.

    A passage is found when one of its nearest has (all but) the same vector: two passages of
    the same words may stand for each other.
    """
    step = max(1, len(rows) // _PROOFS)
    probes = rows[::step]
    lost: list[str] = []
    for start in range(0, len(probes), 500):
        part = probes[start : start + 500]
        found = index.nearest_to_each(np.stack([vector for _, vector in part]), 1)
        lost.extend(
            id_
            for (id_, _), hits in zip(part, found, strict=True)
            if not hits or hits[0][1] < _SAME
        )
    return lost
