"""How well each sentence, item or cell answers a question: what an answer is picked by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vector
from knowledge.prepared import Piece, Prepared, is_short_row, prepare, unit_texts
from knowledge.question_parts import Question, Term
from programme.documents import Document, Passage, PassageKind

__all__ = [
    "Evidence",
    "Prepared",
    "UnitEvidence",
    "is_short_row",
    "prepare",
    "unit_texts",
    "weigh",
]

# Input vectors of unrelated words lie near 0, of near synonyms between 0.3 and 0.6.
_NEAR_FROM, _NEAR_FULL, _NEAR_MOST = 0.22, 0.55, 0.75
_HEADING_COUNTS = 0.9
_NEIGHBOUR_COUNTS = 0.7
# What follows a colon is what the words before it speak of.
_LED_COUNTS = 0.95
_EXACT, _ABSENT = 0.69, 0.3
_NO_SUBJECT = 0.3
_TELLING = 0.3
_TELLING_HEADING = 3


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
        subject: the same of its words that do not say which section is asked for.
        in_role: it stands in such a section as is asked for.
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
    subject: float
    in_role: bool
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
    matched = _matches(question.terms, prepared, near)
    head, own = matched[0], matched[1:]
    in_role = question.role is not None and question.role in prepared.roles
    names_role = np.array([t.asks_role for t in question.terms], dtype=bool)
    subject = float((weights * head)[~names_role].sum()) / (
        float(weights[~names_role].sum()) or 1.0
    )
    if in_role:
        head[names_role] = 1.0
    return Evidence(
        prepared=prepared,
        lexical=lexical,
        cosine=float(prepared.vector @ question_vector),
        head=max(float(weights @ head) / total, by_name),
        subject=subject,
        in_role=in_role,
        leaf=max((_share(leaf, question, near) for leaf in prepared.leaves), default=0.0),
        leaf_within=max((_within(leaf, question) for leaf in prepared.leaves), default=0.0),
        opens=opens,
        leaf_same=same,
        least_term=_least_term(question, term_meanings, prepared),
        units=_units(question, question_vector, prepared, weights, head, own, by_name),
    )


def _units(
    question: Question,
    question_vector: Vector,
    prepared: Prepared,
    weights: NDArray[np.float32],
    head: NDArray[np.float32],
    own: NDArray[np.float32],
    by_name: float,
) -> tuple[UnitEvidence, ...]:
    """What speaks for each unit; `own` has a row a unit and a column a term, all at once."""
    if not len(own):
        return ()
    total = float(weights.sum()) or 1.0
    both = np.maximum(own, head * _HEADING_COUNTS)
    if prepared.passage.kind in (PassageKind.PROSE, PassageKind.QUOTATION):
        counts = np.where(prepared.lead_up[:-1, None], _LED_COUNTS, _NEIGHBOUR_COUNTS)
        both[1:] = np.maximum(both[1:], own[:-1] * counts)
    elif prepared.passage.kind is PassageKind.ROW:
        # A row's first cell says what the rest of the row is about.
        both = np.maximum(both, own[0] * _HEADING_COUNTS)
    cosines: Vector = np.zeros(0, dtype=np.float32)
    if len(prepared.unit_vectors):
        cosines = prepared.unit_vectors @ question_vector
    shares = zip(
        (own @ weights).tolist(),
        (both @ weights).tolist(),
        ((both >= _EXACT) @ weights).tolist(),
        np.max(weights * (both < _ABSENT), axis=1, initial=0.0).tolist(),
        strict=True,
    )
    return tuple(
        UnitEvidence(
            index=i,
            own=mine / total,
            covered=max(covered / total, by_name),
            exact=max(exact / total, by_name),
            missing=missing,
            pairs=_pairs(question, prepared, i),
            cosine=float(cosines[i]) if i < len(cosines) else 0.0,
        )
        for i, (mine, covered, exact, missing) in enumerate(shares)
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
    asked = near[:, leaf.rows].max(axis=0, initial=0.0)
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
    """How near each term is to each word of a passage, 0 to `_NEAR_MOST`, and last to no word."""
    near = np.zeros((len(terms), len(table) + 1), dtype=np.float32)
    if len(terms) and len(table):
        cosine = terms @ table.T
        scaled = np.clip((cosine - _NEAR_FROM) / (_NEAR_FULL - _NEAR_FROM), 0.0, 1.0)
        near[:, :-1] = scaled * _NEAR_MOST
    return near


def _matches(
    terms: Sequence[Term], prepared: Prepared, near: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How far each piece speaks of each term: 1 for the word itself, less for its like.

    A row a piece, the head first and then the units; a column a term.
    """
    found: NDArray[np.float32] = np.maximum.reduceat(
        near[:, prepared.rows], prepared.starts, axis=1
    ).T.copy()
    for column, term in enumerate(terms):
        if term.stem not in prepared.stems and not term.others:
            continue
        for row, piece in enumerate((prepared.head, *prepared.units)):
            stems = piece.stems
            if term.stem in stems or any(
                other and stems.issuperset(other) for other in term.others
            ):
                found[row, column] = 1.0
    return found
