"""Where the generations' vectors live: in directories of this machine, or on a Chroma server.

Chroma keeps a rebuildable copy; SQL has the record. A generation has a directory of its own
(embedded) or a collection of its own (server), so a served one is never written.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from knowledge.embedding import Vector
from knowledge.index_files import as_noted, note_files
from knowledge.settings import KnowledgeSettings
from knowledge.vectors import UNREADABLE, ChromaIndex, told_as
from programme.errors import Unavailable

if TYPE_CHECKING:
    from knowledge.chroma_client import TimedClient

log = logging.getLogger(__name__)

_COLLECTION = "passages"
_PREFIX = "truenorth-"
_BATCH = 2000
# `ef_search` bounds how many neighbours a query may return well; recall on 100,000 made-up
# vectors is above 0.99 with these.
_GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 120, "max_neighbors": 16}

_UNWRITABLE = (
    "The new index could not be written, so the one before still answers. "
    "Check that the disk is not full, then run the ingest again."
)
SILENT = "The index server is not answering. Please try again in a few minutes."


def _batches(rows: Iterable[tuple[str, Vector]]) -> Iterator[list[tuple[str, Vector]]]:
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        yield batch


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
        with told_as(_UNWRITABLE):
            path.mkdir(parents=True)
            client = chromadb.PersistentClient(path=str(path), settings=_settings())
            try:
                collection = client.create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration={"hnsw": _GRAPH},  # type: ignore[typeddict-item, unused-ignore]
                    metadata={"model": model},
                )
                count = _fill(collection, rows)
            finally:
                client.close()
            note_files(path)
        return count

    def is_as_built(self, generation_id: str) -> bool:
        """True when a generation's files are certainly as they were written."""
        return as_noted(self._path(generation_id))

    def open(self, generation_id: str) -> ChromaIndex:
        """Open a generation's directory for reading."""
        import chromadb  # noqa: PLC0415

        path = self._path(generation_id)
        # Chroma would make an empty store where there is none, and hide that it is lost.
        if not (path / "chroma.sqlite3").is_file():
            raise Unavailable(UNREADABLE)
        with told_as(UNREADABLE):
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
    """Generations in collections of their own on a Chroma server.

    Args:
        url: where the server is, `http://host:port`.
        seconds: how long each request may wait for the server.
    """

    def __init__(self, url: str, seconds: float) -> None:
        self._seconds = seconds
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (443 if parts.scheme == "https" else 8000)
        self._ssl = parts.scheme == "https"
        self._client: TimedClient | None = None

    def _connected(self) -> Any:
        from knowledge.chroma_client import TimedClient  # noqa: PLC0415 - imports Chroma

        if self._client is None:
            with told_as(SILENT):
                self._client = TimedClient(
                    _settings(), self._host, self._port, ssl=self._ssl, seconds=self._seconds
                )
        return self._client

    def close(self) -> None:
        """Let go of the server; the next use finds it again."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        """Write a generation's vectors into a new collection."""
        client = self._connected()
        with told_as(SILENT):
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
        with told_as(UNREADABLE):
            collection = client.get_collection(_PREFIX + generation_id, embedding_function=None)
        return ChromaIndex(None, collection)

    def is_as_built(self, _generation_id: str) -> bool:
        """False: what the server keeps can only be asked for."""
        return False

    def drop(self, generation_id: str) -> None:
        """Remove a generation's collection."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415

        client = self._connected()
        with told_as(SILENT):
            try:
                client.delete_collection(_PREFIX + generation_id)
            except (NotFoundError, ValueError):
                log.debug("generation %s had no collection", generation_id)

    def stored(self) -> list[str]:
        """The generations that have a collection on the server."""
        client = self._connected()
        with told_as(SILENT):
            names = [collection.name for collection in client.list_collections()]
        return sorted(n.removeprefix(_PREFIX) for n in names if n.startswith(_PREFIX))


def open_home(settings: KnowledgeSettings, data: Path) -> DirectoryHome | ServerHome:
    """The server that is set, or the data folder's own directory where none is."""
    if settings.chroma_url:
        return ServerHome(settings.chroma_url, settings.chroma_seconds)
    return DirectoryHome(data / "index")
