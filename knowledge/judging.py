"""How strongly a passage answers, and whether strongly enough to be shown.

Two logistic judgements over features that any document has: one ranks the passages of a
question, one says whether the best of them answers at all. The weights are fitted by
`python -m benchmarks.fit_judgement` on questions about several documents; docs/decisions tells
how that was done and what it reached on questions that were kept apart.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer_kinds import aims_at_target, clashes, defines, fits
from knowledge.evidence import Evidence, UnitEvidence, is_short_row
from knowledge.judgement_weights import ANSWERING, ENOUGH, RANKING
from knowledge.lists_told import only_announces
from knowledge.questions import EditionWish, Question, Wanted
from programme.documents import PassageKind

__all__ = ["ANSWERING", "ENOUGH", "RANKING", "Judged", "judge", "logit", "rank_of"]

_HARD = frozenset(
    (
        Wanted.NUMBER,
        Wanted.DATE,
        Wanted.MONEY,
        Wanted.INDIVIDUAL,
        Wanted.NAME,
        Wanted.WHICH,
        Wanted.CONTACT,
        Wanted.PLACE,
    )
)
# Of some kinds of thing documents tell less often than people ask for it.
_ASKED = {
    "number": (Wanted.NUMBER,),
    "money_or_place": (Wanted.MONEY, Wanted.CONTACT, Wanted.PLACE),
    "date": (Wanted.DATE,),
    "who": (Wanted.PERSON, Wanted.INDIVIDUAL),
    "which": (Wanted.WHICH, Wanted.NAME),
    "list": (Wanted.LIST,),
    "why": (Wanted.REASON,),
}
_NAMES_PARTS = 0.35
_SURENESS_COUNTS = 0.6
_NAMED_COUNTS = 10.0
_RIGHT_NUMBER_COUNTS = 4.0
_TARGET_COUNTS = 1.5
_ANY_HEADING = 0.3
_QUOTED_COUNTS = -2.5
_WELL = 0.9
_BY_HEADING, _ALL_BY_HEADING, _SURE_BY_HEADING = 0.6, 0.9, 0.6
_MEANT = 0.75
_CLASH_COUNTS, _ANNOUNCED_COUNTS = 0.8, 0.5
_LISTS = (PassageKind.LIST, PassageKind.ROW)


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with its best unit and the features it is judged by.

    Attributes:
        announces: it says that there is such a list as was asked for, and not what is in it.
    """

    evidence: Evidence
    unit: int
    fit: float
    features: Mapping[str, float]
    announces: bool = False

    def sureness(self, weights: Mapping[str, float]) -> float:
        """How sure it is that this answers, 0 to 1."""
        if self.is_named:
            return 1.0
        fitted = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit(self.features, weights)))))
        # A target told as what was achieved, or the other way round, would be untrue.
        fitted *= _CLASH_COUNTS if self.features["clash"] else 1.0
        fitted *= _ANNOUNCED_COUNTS if self.announces else 1.0
        # "What is the target for Timely access?": the measure under that very heading.
        is_measure = self.features["target_by_heading"] >= _BY_HEADING
        by_heading = is_measure or self.is_its_list or self.is_meant
        return max(fitted, _SURE_BY_HEADING) if by_heading else fitted

    @property
    def is_meant(self) -> bool:
        """True for what opens under the heading whose meaning is asked ("what is X about?")."""
        return self.features["opens_meaning"] >= _MEANT

    @property
    def is_its_list(self) -> bool:
        """True for a list under the very thing asked to be listed ("Name all the aims")."""
        return self.features["list_by_heading"] >= _ALL_BY_HEADING

    @property
    def is_named(self) -> bool:
        """True for what opens under a heading whose very words the question is ("who are we?")."""
        return self.evidence.opens and self.evidence.leaf_same == 1.0


def judge(question: Question, evidence: Sequence[Evidence]) -> list[Judged]:
    """Each passage's best unit and features; relative ones compare with the best of them."""
    judged = [_judge(question, e) for e in evidence if shown_units(question, e)]
    if not judged:
        return []
    tops = {
        name: max(j.features[name] for j in judged) or 1.0
        for name in ("score", "covered", "unit_cosine", "cosine")
    }
    scores = sorted((j.features["score"] for j in judged), reverse=True)
    lead = scores[0] - scores[1] if len(scores) > 1 else scores[0]
    asked = {f"asks_{name}": float(question.wanted in kinds) for name, kinds in _ASKED.items()}
    return [
        Judged(
            evidence=j.evidence,
            unit=j.unit,
            fit=j.fit,
            announces=j.announces,
            features={
                **j.features,
                **{f"relative_{name}": j.features[name] / top for name, top in tops.items()},
                **asked,
                "lead": lead if j.features["score"] == scores[0] else 0.0,
            },
        )
        for j in judged
    ]


def _judge(question: Question, evidence: Evidence) -> Judged:
    passage = evidence.passage
    scored = [(answers_by(question, evidence, u), u) for u in shown_units(question, evidence)]
    by, best = max(scored, key=lambda pair: (pair[0].score, -pair[1].index))
    superseded = not evidence.document.edition.is_current
    heading, fit = by.heading, by.fit
    hard = question.wanted in _HARD
    is_list = passage.kind in _LISTS and not is_short_row(passage)
    wants_list = question.wanted is Wanted.LIST
    by_heading = max(0.0, evidence.head - best.own)
    return Judged(
        evidence=evidence,
        unit=best.index,
        fit=fit,
        announces=not is_list and only_announces(question, evidence.prepared.texts[best.index]),
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
            "hard_own": best.own if hard and fit >= _WELL else 0.0,
            "target_by_heading": by_heading
            if hard and fit >= _WELL and aims_at_target(question, heading)
            else 0.0,
            "soft_fit": 0.0 if hard else fit,
            "fit_covered": fit * best.covered,
            "clash": float(by.clashes),
            "head": evidence.head,
            "leaf": evidence.leaf,
            "leaf_by_heading": evidence.leaf * by_heading,
            "leaf_same": evidence.leaf_same,
            "leaf_within": evidence.leaf_within,
            "opens_by_heading": float(evidence.opens)
            * max(evidence.leaf_same, evidence.leaf * by_heading),
            "opens_meaning": float(
                evidence.opens and question.asks_meaning and question.wanted is Wanted.STATEMENT
            )
            * evidence.leaf
            * evidence.head,
            "list_for_list": float(wants_list and is_list),
            "list_for_other": float(not wants_list and is_list),
            "list_by_heading": evidence.head
            if wants_list and (is_list or passage.kind is PassageKind.OUTLINE)
            else 0.0,
            "list_by_item": max(0.0, best.own - evidence.head) if wants_list else 0.0,
            "right_number": float(
                question.enumerates > 1 and len(evidence.units) == question.enumerates
            ),
            "prose_for_list": float(wants_list and not is_list),
            "outline": float(passage.kind is PassageKind.OUTLINE),
            "outline_for_list": float(passage.kind is PassageKind.OUTLINE and wants_list),
            "quotation": float(passage.kind is PassageKind.QUOTATION and not question.asks_voices),
            "too_few": float(question.enumerates > 1 and len(evidence.units) < question.enumerates),
            "superseded_unasked": float(superseded and question.wish is EditionWish.EITHER),
            "current_unasked": float(
                not superseded and question.wish is EditionWish.RATHER_SUPERSEDED
            ),
            "defines": by.defines,
            "least_term": evidence.least_term,
            "in_role": float(evidence.in_role),
            "subject_in_role": evidence.subject * evidence.in_role,
            "other_role": float(
                question.role is not None and bool(evidence.prepared.roles) and not evidence.in_role
            ),
            "short_question": float(len(question.terms) <= 2),
            "score": evidence.score,
        },
    )


def shown_units(question: Question, evidence: Evidence) -> list[UnitEvidence]:
    """The units that can answer.

    Not the first cell of a row of lists, which is its heading; and the names of a section's
    parts only where parts are asked for.
    """
    passage = evidence.passage
    if passage.kind is PassageKind.OUTLINE:
        asks_parts = question.wanted is Wanted.LIST and evidence.head >= _NAMES_PARTS
        return list(evidence.units) if passage.section and asks_parts else []
    if passage.kind is not PassageKind.ROW or is_short_row(passage):
        return list(evidence.units)
    return [u for u in evidence.units if u.index > 0]


def heading_of(evidence: Evidence, index: int) -> str:
    """What a unit stands under: the innermost heading, the lead-in, the column's heading."""
    passage = evidence.passage
    label = passage.units[index].label or ""
    return " ".join((*passage.section[-1:], passage.lead_in or "", label))


@dataclass(frozen=True, slots=True)
class AnswersBy:
    """By what one unit answers: the kind of thing it holds, what it defines, and all in all."""

    heading: str
    fit: float
    defines: float
    clashes: bool
    score: float


def answers_by(question: Question, evidence: Evidence, unit: UnitEvidence) -> AnswersBy:
    """How well one unit of a passage answers, against its neighbours there."""
    text, heading = evidence.prepared.texts[unit.index], heading_of(evidence, unit.index)
    fit = fits(question, text, heading)
    meaning = min(max((unit.cosine - 0.1) / 0.6, 0.0), 1.0)
    defining = defines(question, text)
    clashing = clashes(question, text, heading)
    score = 0.4 * unit.covered + 0.3 * unit.own + 0.1 * unit.pairs + 0.3 * meaning
    score += 0.15 * defining
    score *= (0.35 + 0.65 * fit) * (0.8 if clashing else 1.0)
    return AnswersBy(heading, fit, defining, clashing, score)


def unit_score(question: Question, evidence: Evidence, unit: UnitEvidence) -> float:
    """How well one unit of a passage answers, all in all."""
    return answers_by(question, evidence, unit).score


def rank_of(judged: Judged) -> float:
    """What the passages of a question are ordered by: both judgements, the ranking first."""
    score = logit(judged.features, RANKING) + _SURENESS_COUNTS * logit(judged.features, ANSWERING)
    features = judged.features
    # As many things as were asked for, under the heading that was asked about.
    by_its_heading = features["list_by_heading"] * (
        _ANY_HEADING + (1 - _ANY_HEADING) * features["leaf"]
    )
    score += _RIGHT_NUMBER_COUNTS * features["right_number"] * by_its_heading
    # A target is asked for by what it stands under: the measure there goes before words about it.
    score += _TARGET_COUNTS * features["target_by_heading"]
    # What somebody said is no commitment: it follows what the document says for itself.
    score += _QUOTED_COUNTS * features["quotation"]
    return score + _NAMED_COUNTS * (judged.is_named or judged.is_meant)


def logit(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of features."""
    total = weights.get("bias", 0.0)
    return total + sum(w * features[name] for name, w in weights.items() if name != "bias")
