"""Ways to bring exact words and meaning into one order, over the same candidates."""

from collections.abc import Callable, Sequence

from knowledge.evidence import Evidence
from knowledge.questions import Question
from knowledge.retrieval import preference

RANK_CONSTANT = 60
"""Source: Cormack, Clarke and Büttcher, Reciprocal rank fusion, SIGIR 2009."""

Scores = list[float]
Method = Callable[[Question, Sequence[Evidence]], Scores]


def _to_one(scores: Scores) -> Scores:
    top = max(scores, default=0.0)
    return [score / top for score in scores] if top > 0 else scores


def words(_: Question, evidence: Sequence[Evidence]) -> Scores:
    """Exact words alone."""
    return _to_one([e.lexical for e in evidence])


def meaning(_: Question, evidence: Sequence[Evidence]) -> Scores:
    """Meaning alone."""
    return _to_one([max(e.cosine, 0.0) for e in evidence])


def normalised_sum(question: Question, evidence: Sequence[Evidence]) -> Scores:
    """Both brought to 0..1 over the candidates, and added."""
    pairs = zip(words(question, evidence), meaning(question, evidence), strict=True)
    return [(one + other) / 2 for one, other in pairs]


def reciprocal_ranks(question: Question, evidence: Sequence[Evidence]) -> Scores:
    """The sum of 1 / (60 + rank) over both orders; what has no word in common has no rank there."""
    fused = [0.0] * len(evidence)
    for scores in (words(question, evidence), meaning(question, evidence)):
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        for rank, place in enumerate(order, start=1):
            if scores[place] > 0:
                fused[place] += 1 / (RANK_CONSTANT + rank)
    return _to_one(fused)


def as_served(_: Question, evidence: Sequence[Evidence]) -> Scores:
    """What retrieval does: the normalised sum, the share of the question covered, preference."""
    return [e.score for e in evidence]


def with_preference(method: Method) -> Method:
    """The same, and the edition asked about (or the current one) preferred as retrieval does."""

    def preferring(question: Question, evidence: Sequence[Evidence]) -> Scores:
        scores = method(question, evidence)
        return [s + preference(question, e) for s, e in zip(scores, evidence, strict=True)]

    return preferring


METHODS: dict[str, Method] = {
    "exact words alone": words,
    "meaning alone": meaning,
    "reciprocal ranks": reciprocal_ranks,
    "normalised sum": normalised_sum,
    "exact words, edition preferred": with_preference(words),
    "meaning, edition preferred": with_preference(meaning),
    "reciprocal ranks, edition preferred": with_preference(reciprocal_ranks),
    "normalised sum, edition preferred": with_preference(normalised_sum),
    "as served (with coverage)": as_served,
}
