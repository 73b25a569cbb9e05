"""Which passages speak for a question: exact words and meaning together.

Both scores are brought to 0..1 over the candidates of the question and added ("normalised
sum"); docs/decisions tells what was measured against reciprocal rank fusion.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.embedding import Vector
from knowledge.evidence import Evidence, Prepared, weigh
from knowledge.lexical import LexicalIndex, heading_key
from knowledge.questions import EditionWish, Question
from knowledge.whole_plans import named_owners
from programme.documents import PassageKind

_FROM_WORDS = 30
_FROM_MEANING = 30
_WEIGHED = 20
_LEXICAL, _MEANING, _COVERAGE = 0.30, 0.30, 0.40
_PREFERENCE = 0.12
_WRONG_EDITION = 0.5


@dataclass(frozen=True)
class Found:
    """Where candidates come from.

    Attributes:
        owners: whose plans there are.
    """

    lexical: LexicalIndex
    nearest: Callable[[Vector, int], list[tuple[str, float]]]
    prepare: Callable[[Sequence[str]], dict[str, Prepared]]
    owners: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A question with the passages that speak for it, best first.

    Attributes:
        owners: those whose plans the question names.
    """

    question: Question
    evidence: tuple[Evidence, ...]
    owners: frozenset[str] = frozenset()


def retrieve(
    question: Question,
    vector: Vector,
    term_vectors: Vector,
    term_meanings: Vector,
    found: Found,
    k: int,
) -> Retrieved:
    """The passages that speak most for a question, at least `k` where there are so many."""
    words = found.lexical.best(question.search_stems, max(_FROM_WORDS, k))
    near = found.nearest(vector, max(_FROM_MEANING, k))
    best = words[0][1] if words else 1.0
    lexical = {found.lexical.ids[row]: score / best for row, score in words}
    ids = list(dict.fromkeys([*lexical, *(id_ for id_, _ in near)]))
    named = list(found.lexical.headings.get(heading_key(question.core), ()))
    # However many goals a plan has, the passages that name them all are looked at.
    owners = named_owners(question, found.owners)
    for owner in owners:
        named += found.lexical.outlines.get(heading_key(owner), ())
    ids = list(dict.fromkeys([*named, *_likeliest(ids, lexical, dict(near))]))
    prepared = found.prepare(ids)
    weighed = [
        weigh(
            question,
            vector,
            term_vectors,
            term_meanings,
            prepared[id_],
            lexical.get(id_, 0.0),
            opens=id_ in found.lexical.openings,
        )
        for id_ in ids
        if id_ in prepared
    ]
    top = max((e.cosine for e in weighed), default=1.0) or 1.0
    scored = [replace(e, score=_score(question, e, top)) for e in weighed]
    scored.sort(key=lambda e: (-e.score, e.passage.ordinal))
    return Retrieved(question=question, evidence=tuple(scored), owners=owners)


def _likeliest(ids: list[str], lexical: dict[str, float], near: dict[str, float]) -> list[str]:
    """The candidates worth weighing: those that words and meaning together speak for."""
    top = max(near.values(), default=1.0) or 1.0
    least = min(near.values(), default=0.0)

    def promise(id_: str) -> float:
        return lexical.get(id_, 0.0) + max(near.get(id_, least), 0.0) / top

    return sorted(ids, key=promise, reverse=True)[:_WEIGHED]


def _score(question: Question, evidence: Evidence, top_cosine: float) -> float:
    score = (
        _LEXICAL * evidence.lexical
        + _MEANING * max(evidence.cosine, 0.0) / top_cosine
        + _COVERAGE * evidence.covered
    )
    if evidence.passage.kind is PassageKind.QUOTATION and not question.asks_voices:
        score *= 0.8
    return score + preference(question, evidence)


def preference(question: Question, evidence: Evidence) -> float:
    """For the edition asked about, or the current one where none is named."""
    edition = evidence.document.edition
    if question.wish is EditionWish.BOTH:
        return _PREFERENCE if edition.is_current else _PREFERENCE * 0.9
    if question.wish is EditionWish.SUPERSEDED:
        named = not question.about_editions or evidence.document.id in question.about_editions
        if edition.is_current:
            return -_WRONG_EDITION
        return _PREFERENCE if named else 0.0
    if question.wish is EditionWish.RATHER_SUPERSEDED:
        return 0.0
    if edition.is_current:
        return _PREFERENCE
    return -_WRONG_EDITION if question.wish is EditionWish.CURRENT else 0.0
