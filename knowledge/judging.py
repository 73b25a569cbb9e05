"""How strongly a passage answers, and whether strongly enough to be shown.

Two logistic judgements over features that any document has: one ranks the passages of a
question, one says whether the best of them answers at all. The weights are fitted by
`python -m benchmarks.fit_judgement` on questions about several documents; docs/decisions tells
how that was done and what it reached on questions that were kept apart.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer_kinds import clashes, fits
from knowledge.evidence import Evidence, UnitEvidence
from knowledge.questions import EditionWish, Question, Wanted
from programme.documents import PassageKind

_HARD = frozenset(
    (
        Wanted.NUMBER,
        Wanted.DATE,
        Wanted.MONEY,
        Wanted.INDIVIDUAL,
        Wanted.NAME,
        Wanted.CONTACT,
        Wanted.PLACE,
    )
)
_LISTS = (PassageKind.LIST, PassageKind.ROW)


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with its best unit and the features it is judged by."""

    evidence: Evidence
    unit: int
    fit: float
    features: Mapping[str, float]


def judge(question: Question, evidence: Sequence[Evidence]) -> list[Judged]:
    """Each passage's best unit and features; relative ones compare with the best of them."""
    judged = [_judge(question, e) for e in evidence if e.units]
    if not judged:
        return []
    tops = {
        name: max(j.features[name] for j in judged) or 1.0
        for name in ("score", "covered", "unit_cosine", "cosine")
    }
    return [
        Judged(
            evidence=j.evidence,
            unit=j.unit,
            fit=j.fit,
            features={
                **j.features,
                **{f"relative_{name}": j.features[name] / top for name, top in tops.items()},
            },
        )
        for j in judged
    ]


def _judge(question: Question, evidence: Evidence) -> Judged:
    passage = evidence.passage
    scored = [(unit_score(question, evidence, unit), unit.index) for unit in evidence.units]
    best = evidence.units[max(scored, key=lambda pair: (pair[0], -pair[1]))[1]]
    text, heading = passage.units[best.index].text, _heading(evidence, best.index)
    fit = fits(question, text, heading)
    hard = question.wanted in _HARD
    is_list = passage.kind in _LISTS and len(evidence.units) > 1
    wants_list = question.wanted is Wanted.LIST
    by_heading = max(0.0, evidence.head - best.own)
    return Judged(
        evidence=evidence,
        unit=best.index,
        fit=fit,
        features={
            "covered": best.covered,
            "own": best.own,
            "exact": best.exact,
            "missing": best.missing,
            "pairs": best.pairs,
            "cosine": evidence.cosine,
            "unit_cosine": best.cosine,
            "lexical": evidence.lexical,
            "hard_fit": fit if hard else 0.0,
            "hard_misfit": 1.0 - fit if hard else 0.0,
            "soft_fit": 0.0 if hard else fit,
            "clash": float(clashes(question, text, heading)),
            "head": evidence.head,
            "leaf": evidence.leaf,
            "leaf_by_heading": evidence.leaf * by_heading,
            "leaf_same": evidence.leaf_same,
            "list_for_list": float(wants_list and is_list),
            "list_for_other": float(not wants_list and is_list),
            "prose_for_list": float(wants_list and not is_list),
            "outline": float(passage.kind is PassageKind.OUTLINE),
            "outline_for_list": float(passage.kind is PassageKind.OUTLINE and wants_list),
            "quotation": float(
                passage.kind is PassageKind.QUOTATION and not question.asks_voices
            ),
            "too_few": float(
                question.enumerates > 1 and len(evidence.units) < question.enumerates
            ),
            "short_question": float(len(question.terms) <= 2),
            "score": evidence.score,
        },
    )


def _heading(evidence: Evidence, index: int) -> str:
    passage = evidence.passage
    label = passage.units[index].label or ""
    return " ".join((*passage.section[-1:], passage.lead_in or "", label))


def unit_score(question: Question, evidence: Evidence, unit: UnitEvidence) -> float:
    """How well one unit of a passage answers, against its neighbours there."""
    passage = evidence.passage
    text, heading = passage.units[unit.index].text, _heading(evidence, unit.index)
    fit = fits(question, text, heading)
    meaning = min(max((unit.cosine - 0.1) / 0.6, 0.0), 1.0)
    score = 0.4 * unit.covered + 0.3 * unit.own + 0.1 * unit.pairs + 0.3 * meaning
    return score * (0.35 + 0.65 * fit) * (0.8 if clashes(question, text, heading) else 1.0)


RANKING: dict[str, float] = {}
ANSWERING: dict[str, float] = {}
ENOUGH = 0.5


def strength(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic of weighted features: 0 to 1."""
    total = weights.get("bias", 0.0)
    total += sum(weight * features[name] for name, weight in weights.items() if name != "bias")
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def leans(question: Question) -> EditionWish:
    """Which edition leads when both answer."""
    return question.wish
