"""Ways to fuse two orders, on candidates whose order is known."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.fusion import first_hit
from benchmarks.fusion_methods import (
    RANK_CONSTANT,
    meaning,
    normalised_sum,
    reciprocal_ranks,
    with_preference,
    words,
)
from benchmarks.holding import holds
from bot.evaluation import EvalQuestion, read_questions
from knowledge.aliases import load_aliases
from knowledge.embedding import Vector
from knowledge.evidence import Evidence, prepare, weigh
from knowledge.questions import analyse
from programme.documents import EditionStatus
from tests.contracts.made_up import document, passage

ASKED = analyse("What happens to the made-up thing?", load_aliases(None), lambda _: 1.0, {})
NONE: Vector = np.zeros((0, 4), dtype=np.float32)
TERMS: Vector = np.zeros((len(ASKED.terms), 4), dtype=np.float32)


def candidate(
    ordinal: int,
    lexical: float = 0.0,
    cosine: float = 0.0,
    status: EditionStatus = EditionStatus.CURRENT,
) -> Evidence:
    vector = np.eye(4, dtype=np.float32)[0]
    made = document(f"d-{status.value}", status=status)
    prepared = prepare(
        passage(made.id, ordinal), made, vector, NONE, lambda w: np.zeros((len(w), 4), "float32")
    )
    return replace(weigh(ASKED, vector, TERMS, TERMS, prepared, lexical), cosine=cosine)


def question(folder: Path, **fields: object) -> EvalQuestion:
    line = {"question": "?", "kind": "current", "need": ["thing 1"], **fields}
    file = folder / "questions.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    return read_questions(file)[0]


CANDIDATES = [candidate(0, 1.0, 0.2), candidate(1, 0.5, 0.8), candidate(2, 0.0, 0.4)]


def test_each_order_alone_is_brought_to_one() -> None:
    assert words(ASKED, CANDIDATES) == [1.0, 0.5, 0.0]
    assert meaning(ASKED, CANDIDATES) == pytest.approx([0.25, 1.0, 0.5])


def test_the_sum_weighs_how_far_apart_candidates_are() -> None:
    assert normalised_sum(ASKED, CANDIDATES) == pytest.approx([0.625, 0.75, 0.25])


def test_reciprocal_ranks_see_places_only_and_none_where_no_word_is_shared() -> None:
    first, second, third = (1 / (RANK_CONSTANT + place) for place in (1, 2, 3))
    expected = np.array([first + third, second + first, second])

    assert reciprocal_ranks(ASKED, CANDIDATES) == pytest.approx(list(expected / expected.max()))


def test_the_edition_in_force_is_preferred_when_none_is_named() -> None:
    old = candidate(3, 1.0, 1.0, EditionStatus.SUPERSEDED)
    new = candidate(4, 1.0, 1.0)
    scores = with_preference(normalised_sum)(ASKED, [old, new])

    assert scores[1] > scores[0]


def test_nothing_scores_where_there_is_nothing() -> None:
    for method in (words, meaning, normalised_sum, reciprocal_ranks):
        assert method(ASKED, []) == []


def test_the_first_hit_is_counted_in_the_order_of_scores() -> None:
    assert first_hit([0.1, 0.9, 0.5], [True, False, True]) == 1
    assert first_hit([0.1, 0.9], [False, False]) is None


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, True),
        ({"need": ["thing 2"]}, False),
        ({"need": ["thing 1", "previous|superseded"]}, True),
        ({"edition": "superseded"}, False),
        ({"section": "part 1"}, True),
        ({"section": "another part"}, None),
        ({"kind": "absent", "need": []}, False),
        ({"kind": "both", "need": ["thing 1", "thing 9"]}, True),
    ],
)
def test_a_passage_holds_an_answer(
    tmp_path: Path, fields: dict[str, object], held: bool | None
) -> None:
    made = candidate(1)
    words_of_it = replace(
        made.prepared,
        passage=replace(
            made.passage, units=(replace(made.passage.units[0], text="do thing 1", label=None),)
        ),
    )

    assert holds(question(tmp_path, **fields), replace(made, prepared=words_of_it)) is held
