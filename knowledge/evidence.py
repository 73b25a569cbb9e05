"""How well each sentence, item or cell answers a question: what an answer is picked by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vector
from knowledge.questions import Question, Term
from knowledge.wording import is_stop_word, stem, words
from programme.documents import Document, Passage, PassageKind

# Input vectors of unrelated words lie near 0, of near synonyms between 0.3 and 0.6.
_NEAR_FROM, _NEAR_FULL, _NEAR_MOST = 0.22, 0.55, 0.75
_HEADING_COUNTS = 0.9
_NEIGHBOUR_COUNTS = 0.7
_EXACT, _ABSENT = 0.69, 0.3
_BETWEEN_PARTS = re.compile(r"\s+[-–—]\s+|:\s+")
_NO_SUBJECT = 0.3
_TELLING = 0.3
_TELLING_HEADING = 3


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
    def stems(self) -> frozenset[str]:
        """All stems of the passage, headings included."""
        return self.head.stems.union(*(unit.stems for unit in self.units))


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


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """What speaks for one unit.

    Attributes:
        own: the share of the question (by weight) that the unit's own words cover, 0 to 1.
        covered: the same with headings, lead-in and neighbours.
        exact: the share covered by the very words (or their aliases) of unit and headings.
        missing: the weight of the heaviest term not covered at all.
        pairs: the share of the question's neighbouring words that are neighbours here too.
        cosine: of the question's vector and the unit's.
    """

    index: int
    own: float
    covered: float
    exact: float
    missing: float
    pairs: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one passage.

    Attributes:
        head: the share of the question that headings and lead-in cover alone.
        leaf: the share of the innermost heading's words that the question speaks of.
        leaf_within: the share of the innermost heading's words, small ones included, that the
            question uses too.
        opens: the passage is the first under its heading.
        leaf_same: how far question and innermost heading are the same words, small ones included.
        lexical: exact-word score, 1 for the best passage of this question.
        cosine: of the question's vector and the passage's.
    """

    prepared: Prepared
    lexical: float
    cosine: float
    head: float
    leaf: float
    leaf_same: float
    leaf_within: float
    opens: bool
    least_term: float
    units: tuple[UnitEvidence, ...]
    score: float = 0.0

    @property
    def passage(self) -> Passage:
        """The passage this is about."""
        return self.prepared.passage

    @property
    def document(self) -> Document:
        """The document the passage is from."""
        return self.prepared.document

    @property
    def covered(self) -> float:
        """The best coverage of any unit."""
        return max((u.covered for u in self.units), default=self.head)


def weigh(
    question: Question,
    question_vector: Vector,
    term_vectors: Vector,
    term_meanings: Vector,
    prepared: Prepared,
    lexical: float,
    *,
    opens: bool = False,
) -> Evidence:
    """Weigh a passage and its units for a question."""
    weights = np.array([t.weight for t in question.terms], dtype=np.float32)
    total = float(weights.sum()) or 1.0
    same = max((_same(leaf, question) for leaf in prepared.leaves), default=0.0)
    # A question of small words only ("who are we?") can still be a heading's very words.
    by_name = same if float(weights.sum()) < _NO_SUBJECT else 0.0
    near = _nearness(term_vectors, prepared.words)
    head = _matches(question.terms, prepared.head, near)
    own = [_matches(question.terms, piece, near) for piece in prepared.units]
    cosines: Vector = np.zeros(0, dtype=np.float32)
    if len(prepared.unit_vectors):
        cosines = prepared.unit_vectors @ question_vector
    prose = prepared.passage.kind in (PassageKind.PROSE, PassageKind.QUOTATION)
    row = prepared.passage.kind is PassageKind.ROW
    units: list[UnitEvidence] = []
    for i, mine in enumerate(own):
        around = head * _HEADING_COUNTS
        if prose and i > 0:
            around = np.maximum(around, own[i - 1] * _NEIGHBOUR_COUNTS)
        if row:
            # A row's first cell says what the rest of the row is about.
            around = np.maximum(around, own[0] * _HEADING_COUNTS)
        both = np.maximum(mine, around)
        units.append(
            UnitEvidence(
                index=i,
                own=float(weights @ mine) / total,
                covered=max(float(weights @ both) / total, by_name),
                exact=max(float(weights @ (both >= _EXACT)) / total, by_name),
                missing=float(np.max(weights * (both < _ABSENT), initial=0.0)),
                pairs=_pairs(question, prepared, i),
                cosine=float(cosines[i]) if i < len(cosines) else 0.0,
            )
        )
    return Evidence(
        prepared=prepared,
        lexical=lexical,
        cosine=float(prepared.vector @ question_vector),
        head=max(float(weights @ head) / total, by_name),
        leaf=max((_share(leaf, question, near) for leaf in prepared.leaves), default=0.0),
        leaf_within=max((_within(leaf, question) for leaf in prepared.leaves), default=0.0),
        opens=opens,
        leaf_same=same,
        least_term=_least_term(question, term_meanings, prepared),
        units=tuple(units),
    )


def _least_term(question: Question, meanings: Vector, prepared: Prepared) -> float:
    """How near the unit nearest to all of them is to the question's least answered word."""
    telling = [i for i, t in enumerate(question.terms) if t.weight >= _TELLING]
    if not telling or not len(meanings) or not len(prepared.unit_vectors):
        return 0.5
    table = meanings[telling] @ prepared.unit_vectors.T
    return float(table.min(axis=0).max())


def _pairs(question: Question, prepared: Prepared, index: int) -> float:
    if not question.pairs:
        return 0.0
    here = prepared.units[index].pairs | prepared.head.pairs
    return len(question.pairs & here) / len(question.pairs)


def _share(leaf: Piece, question: Question, near: NDArray[np.float32]) -> float:
    if not len(leaf.rows):
        return 0.0
    asked = near[:, leaf.rows].max(axis=0) if len(near) else np.zeros(len(leaf.rows))
    exact = {t.stem for t in question.terms} & leaf.stems
    return min(1.0, (float(asked.sum()) + len(exact) * (1 - _NEAR_MOST)) / len(leaf.rows))


def _within(leaf: Piece, question: Question) -> float:
    if len(leaf.stems) < _TELLING_HEADING:
        return 0.0
    return len(leaf.stems & question.stems) / len(leaf.stems)


def _same(leaf: Piece, question: Question) -> float:
    either = len(leaf.stems | question.stems)
    return len(leaf.stems & question.stems) / either if either else 0.0


def _nearness(terms: Vector, table: Vector) -> NDArray[np.float32]:
    """How near each term is to each word of a passage, 0 to `_NEAR_MOST`."""
    if not len(terms) or not len(table):
        return np.zeros((len(terms), 0), dtype=np.float32)
    cosine = terms @ table.T
    scaled = np.clip((cosine - _NEAR_FROM) / (_NEAR_FULL - _NEAR_FROM), 0.0, 1.0) * _NEAR_MOST
    near: NDArray[np.float32] = scaled.astype(np.float32)
    return near


def _matches(terms: Sequence[Term], piece: Piece, near: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far a piece of text speaks of each term: 1 for the word itself, less for its like."""
    if len(piece.rows) and near.shape[1]:
        found: NDArray[np.float32] = near[:, piece.rows].max(axis=1)
    else:
        found = np.zeros(len(terms), dtype=np.float32)
    stems = piece.stems
    for i, term in enumerate(terms):
        if term.stem in stems or any(other and stems.issuperset(other) for other in term.others):
            found[i] = 1.0
    return found
