"""Vectors in a real embedded Chroma: built aside, found again, dropped."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vector
from knowledge.vector_homes import DirectoryHome
from knowledge.vectors import unproven
from programme.errors import Unavailable


def rows(count: int, *, dimension: int = 32, seed: int = 1) -> list[tuple[str, Vector]]:
    made = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return [(f"passage-{n}", row) for n, row in enumerate(made)]


@pytest.fixture
def home(tmp_path: Path) -> DirectoryHome:
    return DirectoryHome(tmp_path / "index")


def test_every_stored_vector_is_nearest_to_itself_and_its_score_is_its_cosine(home):
    made = rows(300)
    assert home.build("g1", "model", made) == 300

    index = home.open("g1")
    try:
        assert index.count() == 300
        assert unproven(index, made) == []
        one, other = made[0][1], made[1][1]
        (first, score), *rest = index.nearest(one, 300)
        assert (first, round(score, 4)) == ("passage-0", 1.0)
        assert [s for _, s in rest] == sorted((s for _, s in rest), reverse=True)
        found = dict(rest)
        assert found["passage-1"] == pytest.approx(float(one @ other), abs=1e-4)
    finally:
        index.close()


def test_more_than_a_batch_goes_in(home):
    made = rows(4100, dimension=4)
    assert home.build("g1", "model", iter(made)) == 4100
    index = home.open("g1")
    try:
        assert index.count() == 4100
    finally:
        index.close()


def test_a_vector_that_is_missing_is_told(home):
    made = rows(50)
    home.build("g1", "model", made[:-1])

    index = home.open("g1")
    try:
        assert unproven(index, made) == ["passage-49"]
    finally:
        index.close()


def test_two_passages_of_the_same_words_may_stand_for_each_other(home):
    (_, vector), *rest = rows(10)
    made = [("one", vector), ("two", vector), *rest]
    home.build("g1", "model", made)

    index = home.open("g1")
    try:
        assert unproven(index, made) == []
    finally:
        index.close()


def test_an_empty_generation_is_a_generation(home):
    assert home.build("g1", "model", []) == 0
    index = home.open("g1")
    try:
        assert index.count() == 0
        assert unproven(index, []) == []
    finally:
        index.close()


def test_generations_lie_beside_each_other_and_are_dropped_alone(home):
    assert home.stored() == []
    home.build("g1", "model", rows(5))
    home.build("g2", "model", rows(6))
    assert home.stored() == ["g1", "g2"]

    home.drop("g1")
    home.drop("never there")

    assert home.stored() == ["g2"]
    index = home.open("g2")
    try:
        assert index.count() == 6
    finally:
        index.close()


def test_what_is_not_there_is_unavailable_and_no_store_is_made_of_it(home, tmp_path):
    with pytest.raises(Unavailable) as told:
        home.open("g1")

    assert "try again" in told.value.sentence.casefold()
    assert not (tmp_path / "index" / "g1").exists()


def test_a_damaged_store_is_unavailable(home, tmp_path):
    home.build("g1", "model", rows(5))
    (tmp_path / "index" / "g1" / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)

    with pytest.raises(Unavailable):
        home.open("g1")


def test_a_generation_cannot_be_built_over_another(home):
    home.build("g1", "model", rows(5))

    with pytest.raises(Unavailable, match="could not be written"):
        home.build("g1", "model", rows(5))
