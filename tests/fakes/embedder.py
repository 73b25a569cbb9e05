"""Vectors out of words alone: texts that share words lie near each other."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from knowledge.embedding import Embedded, SpannedText, Vector
from knowledge.wording import content_stems

DIMENSION = 64


class FakeEmbedder:
    """`Embedder` over a bag of stems, each stem a direction of its own.

    `embedded` counts the texts that were turned into vectors, questions left out.
    """

    def __init__(self, key: str = f"fake-words.1.{DIMENSION}.p1") -> None:
        self._key = key
        self.embedded = 0

    @property
    def key(self) -> str:
        return self._key

    @property
    def dimension(self) -> int:
        return DIMENSION

    def embed(self, texts: Sequence[SpannedText]) -> Iterator[tuple[int, Embedded]]:
        for index in sorted(range(len(texts)), key=lambda i: -len(texts[i].text)):
            text = texts[index]
            self.embedded += 1
            yield index, Embedded(vector=_vector(text.text), spans=_spans(text.text, text.spans))

    def embed_question(
        self, question: str, spans: tuple[tuple[int, int], ...]
    ) -> tuple[Vector, Vector]:
        return _vector(question), _spans(question, spans)

    def word_vectors(self, words: Sequence[str]) -> Vector:
        return _rows(_vector(word) for word in words)


def _spans(text: str, spans: Iterable[tuple[int, int]]) -> Vector:
    return _rows(_vector(text[start:end]) for start, end in spans)


def _rows(vectors: Iterable[Vector]) -> Vector:
    rows = list(vectors)
    return np.stack(rows) if rows else np.zeros((0, DIMENSION), dtype=np.float32)


def _vector(text: str) -> Vector:
    total = np.zeros(DIMENSION, dtype=np.float32)
    for stem in content_stems(text) or ["nothing"]:
        total += _direction(stem)
    return (total / np.linalg.norm(total)).astype(np.float32)


@lru_cache(maxsize=10_000)
def _direction(stem: str) -> Vector:
    seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
