"""A passage made ready to be weighed: split into pieces, each with its words and their stems."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vector
from knowledge.section_roles import Role, heading_role, roles_of
from knowledge.wording import is_stop_word, stem, words
from programme.documents import Document, Passage, PassageKind

_BETWEEN_PARTS = re.compile(r"\s+[-–—]\s+|:\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a stretch of text: their stems, and their rows in the passage's word table."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class Prepared:
    """A passage made ready to be weighed: done once, kept while the generation is served."""

    passage: Passage
    document: Document
    vector: Vector
    unit_vectors: Vector
    units: tuple[Piece, ...]
    texts: tuple[str, ...]
    head: Piece
    leaves: tuple[Piece, ...]
    words: Vector

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The word rows of head and units, one after the other, each ended by the row of no word.

        That row, the one past the table, keeps a piece without words from being empty.
        """
        none = np.array([len(self.words)], dtype=np.int64)
        pieces = (self.head, *self.units)
        return np.concatenate([part for piece in pieces for part in (piece.rows, none)])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where in `rows` each piece begins."""
        lengths = [0, *(len(piece.rows) + 1 for piece in (self.head, *self.units))]
        return np.cumsum(lengths[:-1], dtype=np.int64)

    @cached_property
    def lead_up(self) -> NDArray[np.bool_]:
        """By unit, whether it ends with a colon and leads up to the next."""
        return np.array([text.endswith(":") for text in self.texts], dtype=bool)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of the passage, headings included."""
        return self.head.stems.union(*(unit.stems for unit in self.units))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the section that the passage stands in is for, by any of its headings."""
        labels = {u.label for u in self.passage.units if u.label}
        of_columns = (heading_role(label) for label in labels)
        named = roles_of(self.passage.section, self.passage.lead_in, None)
        return named.union(role for role in of_columns if role)


def prepare(
    passage: Passage,
    document: Document,
    vector: Vector,
    unit_vectors: Vector,
    word_vectors: Callable[[Sequence[str]], Vector],
) -> Prepared:
    """Split a passage into the pieces that evidence is weighed on."""
    table: dict[str, int] = {}

    def piece(text: str) -> Piece:
        tokens = words(text)
        rows = {
            table.setdefault(t, len(table))
            for t in tokens
            if not is_stop_word(t) and t[0].isalpha()
        }
        roots = [stem(t) for t in tokens]
        telling = [r for r, t in zip(roots, tokens, strict=True) if not is_stop_word(t)]
        return Piece(
            stems=frozenset(roots),
            pairs=frozenset(pairwise(telling)),
            rows=np.array(sorted(rows), dtype=np.int64),
        )

    head = piece(" ".join((*passage.section, passage.lead_in or "")))
    leaves = tuple(piece(part) for part in _heading_parts(passage))
    texts = unit_texts(passage)
    units = tuple(piece(text) for text in texts)
    if is_short_row(passage) and len(unit_vectors):
        unit_vectors = unit_vectors.mean(axis=0, keepdims=True)
    return Prepared(
        passage=passage,
        document=document,
        vector=vector,
        unit_vectors=unit_vectors,
        units=units,
        texts=texts,
        head=head,
        leaves=leaves,
        words=word_vectors(list(table)),
    )


def _heading_parts(passage: Passage) -> list[str]:
    """The innermost heading, whole and in its parts ("Safe care - Keeping people safe …").

    Over a row's list that is the heading of its column.
    """
    if passage.kind is PassageKind.ROW and not is_short_row(passage):
        leaf = next((u.label for u in reversed(passage.units) if u.label), "")
    else:
        leaf = passage.section[-1] if passage.section else ""
    parts = _BETWEEN_PARTS.split(leaf)
    return list(dict.fromkeys(part for part in (leaf, *parts) if part))


def is_short_row(passage: Passage) -> bool:
    """True for a table's row that is shown whole: its cells mean little without each other."""
    if passage.kind is not PassageKind.ROW or not passage.units:
        return False
    return not passage.section or passage.section[-1] != passage.units[0].text


def unit_texts(passage: Passage) -> tuple[str, ...]:
    """What can be weighed on its own: each unit with its column heading, or a short row whole."""
    texts = tuple(f"{u.label}: {u.text}" if u.label else u.text for u in passage.units)
    return ("; ".join(texts),) if is_short_row(passage) else texts
