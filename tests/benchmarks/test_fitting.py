"""The two judgements fitted on examples whose answer is known, and written down."""

import ast
import random
import re

import pytest

from benchmarks.fit_judgement import source
from benchmarks.judged_examples import Asked, unlike
from benchmarks.logistic import fit_answering, fit_ranking, ranked, reached
from bot.evaluation import EvalQuestion

NAMES = ("signal", "noise", "relative_signal")


def asked(number: int, kind: str, place: int | None, chance: random.Random) -> Asked:
    """Four candidates, of which the one at `place` answers and carries the signal."""
    features = []
    for i in range(4):
        signal = (0.9 if i == place else 0.2) + chance.uniform(-0.1, 0.1)
        features.append(
            {"signal": signal, "noise": chance.random(), "relative_signal": signal / 0.9}
        )
    question = EvalQuestion(str(number), kind, "?", (re.compile("x"),), (), None, None)
    return Asked(question, tuple(features), tuple(i == place for i in range(4)))


@pytest.fixture
def examples() -> list[Asked]:
    chance = random.Random(3)
    answerable = [asked(n, "current", n % 4, chance) for n in range(40)]
    return answerable + [asked(n, "absent", None, chance) for n in range(40, 80)]


def test_what_tells_answers_apart_is_found(examples: list[Asked]) -> None:
    ranking = fit_ranking(examples)
    answering = fit_answering(examples, ranking)
    figures = reached(examples, ranking, answering, 0.5)

    assert all(one.answers[ranked(one, ranking)[0]] for one in examples if not one.is_absent)
    assert set(ranking) == {*NAMES, "bias"}
    assert set(answering) == {"signal", "noise", "bias"}, "relative features only rank"
    assert (figures.first_right, figures.right, figures.refused) == (1.0, 1.0, 1.0)
    assert figures.separation == 1.0


def test_at_a_limit_above_all_nothing_is_shown(examples: list[Asked]) -> None:
    ranking = fit_ranking(examples)
    figures = reached(examples, ranking, fit_answering(examples, ranking), 1.1)

    assert (figures.right, figures.refused) == (0.0, 1.0)


def test_a_candidate_that_is_neither_right_nor_wrong_is_not_learnt_from(
    examples: list[Asked],
) -> None:
    odd = Asked(
        examples[0].question,
        (*examples[0].features, {"signal": -50.0, "noise": 50.0, "relative_signal": -50.0}),
        (*examples[0].answers, None),
    )

    assert fit_ranking([odd, *examples[1:]]) == pytest.approx(fit_ranking(examples))


def test_what_is_written_is_the_module_of_weights() -> None:
    module = ast.parse(source({"one": 0.123456, "bias": -1.0}, {"bias": 2.0}, 0.42))
    values = {
        node.target.id if isinstance(node, ast.AnnAssign) else node.targets[0].id: node.value  # type: ignore[attr-defined]
        for node in module.body
        if isinstance(node, (ast.AnnAssign, ast.Assign))
    }

    assert ast.literal_eval(values["RANKING"]) == {"one": 0.1235, "bias": -1.0}
    assert ast.literal_eval(values["ANSWERING"]) == {"bias": 2.0}
    assert ast.literal_eval(values["ENOUGH"]) == 0.42


def test_questions_in_much_the_same_words_are_told_apart_from_fresh_ones() -> None:
    def asks(text: str) -> Asked:
        return Asked(EvalQuestion("1", "current", text, (), (), None, None), (), ())

    held = [asks("How many beds do the wards have?"), asks("Where is the harbour museum?")]

    assert unlike(held, [asks("how many beds have our wards")]) == held[1:]
