"""The two logistic judgements fitted, and what they reach on examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from benchmarks.judged_examples import Asked
from knowledge.judging import logit

Weights = dict[str, float]

_RANKING_STRENGTH, _ANSWERING_STRENGTH = 0.03, 0.03
"""Inverse of the regularisation, on standardised features: of what was tried (0.03, 0.3), both
judgements carried over to documents not fitted on better with the stronger one."""
_RELATIVE = "relative_"
_OF_QUESTION = "asks_"
_FIRST_OF_ANSWERED, _FIRST_OF_ABSENT = 3, 2


@dataclass(frozen=True, slots=True)
class Reached:
    """What the judgements reach on a set.

    Attributes:
        first_right: share of answerable questions whose first passage answers.
        separation: area under the ROC curve of answerable against absent questions.
        right: share of answerable questions right and shown, at the limit.
        refused: share of absent ones not answered, at the limit.
    """

    first_right: float
    separation: float
    right: float
    refused: float


def fit_ranking(asked: Sequence[Asked]) -> Weights:
    """Which passage of a question answers: from all candidates of questions that have one.

    Features of the question alone are left out: all its candidates have the same.
    """
    names = [name for name in _names(asked) if not name.startswith(_OF_QUESTION)]
    rows, answers = [], []
    for one in asked:
        if one.is_absent or not any(one.answers):
            continue
        for features, answer in zip(one.features, one.answers, strict=True):
            if answer is not None:
                rows.append([features[name] for name in names])
                answers.append(answer)
    return _fit(names, rows, answers, _RANKING_STRENGTH)


def fit_answering(asked: Sequence[Asked], ranking: Weights) -> Weights:
    """Whether the first passage answers at all: from what ranks first.

    Of an absent question the first two say no. Of an answerable one, those of the first three
    that answer say yes, and the first says no when it does not answer. Features that compare
    with the other candidates are left out: they say which is best, not whether it is good.
    """
    names = [name for name in _names(asked) if not name.startswith(_RELATIVE)]
    rows, answers = [], []
    for one in asked:
        for place, index in enumerate(ranked(one, ranking)[:_FIRST_OF_ANSWERED]):
            answer = one.answers[index]
            if one.is_absent:
                keep = place < _FIRST_OF_ABSENT
            else:
                keep = answer is True or (answer is False and place == 0)
            if keep:
                rows.append([one.features[index][name] for name in names])
                answers.append(bool(answer))
    return _fit(names, rows, answers, _ANSWERING_STRENGTH)


def ranked(one: Asked, ranking: Weights) -> list[int]:
    """The candidates' indexes, best first."""
    scores = [logit(features, ranking) for features in one.features]
    return sorted(range(len(scores)), key=lambda i: (-scores[i], i))


def reached(asked: Sequence[Asked], ranking: Weights, answering: Weights, limit: float) -> Reached:
    """What weights reach on a set at a limit of sureness."""
    answered: list[tuple[float, bool]] = []
    absent: list[float] = []
    for one in asked:
        order = ranked(one, ranking)
        sure = _sureness(logit(one.features[order[0]], answering)) if order else 0.0
        if one.is_absent:
            absent.append(sure)
        else:
            answered.append((sure, bool(order) and one.answers[order[0]] is True))
    truth = [True] * len(answered) + [False] * len(absent)
    return Reached(
        first_right=_mean([right for _, right in answered]),
        separation=float(roc_auc_score(truth, [s for s, _ in answered] + absent))
        if answered and absent
        else float("nan"),
        right=_mean([right and sure >= limit for sure, right in answered]),
        refused=_mean([sure < limit for sure in absent]),
    )


def _names(asked: Sequence[Asked]) -> list[str]:
    return list(next(one for one in asked if one.features).features[0])


def _fit(
    names: list[str], rows: list[list[float]], answers: list[bool], strength: float
) -> Weights:
    """Weights on the features as they are; fitted on them standardised, both answers equal."""
    table = np.array(rows)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=strength, max_iter=5000, class_weight="balanced")
    model.fit(scaler.transform(table), answers)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {**dict(zip(names, map(float, weights), strict=True)), "bias": bias}


def _sureness(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")
