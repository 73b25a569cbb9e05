"""The vector index of a generation: built aside, proven, then only ever read (Chroma)."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vector
from programme.errors import Unavailable

log = logging.getLogger(__name__)

# Every vector of a small index is looked for again; of a large one, this many, evenly spread.
_PROOFS = 2000
_SAME = 0.9995


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


UNREADABLE = "The index of documents cannot be read just now. Please try again."


@contextmanager
def told_as(sentence: str) -> Iterator[None]:
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
        with told_as(UNREADABLE):
            result = self._collection.query(
                query_embeddings=vectors, n_results=n, include=["distances"]
            )
        return [
            [(id_, 1.0 - float(d)) for id_, d in zip(ids, distances, strict=True)]
            for ids, distances in zip(result["ids"], result["distances"], strict=True)
        ]

    def count(self) -> int:
        """How many vectors it holds."""
        with told_as(UNREADABLE):
            return int(self._collection.count())

    def close(self) -> None:
        """Let go of files and connections."""
        if self._client is not None:
            self._client.close()


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
