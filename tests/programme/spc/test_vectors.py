"""Parity with the reference implementation, on its own series."""

import json
from pathlib import Path
from typing import Any

import pytest

from programme.spc import build_chart, from_json, to_json

WITHOUT_LIMITS = {"edge_constant", "edge_single"}


@pytest.fixture(scope="module")
def vectors(shared: Path) -> list[dict[str, Any]]:
    path = shared / "spc" / "vectors.json"
    if not path.is_file():
        pytest.skip("the shared folder holds no spc/vectors.json")
    loaded: list[dict[str, Any]] = json.loads(path.read_text())["vectors"]
    return loaded


def chart_of(vector: dict[str, Any]) -> dict[str, Any]:
    return dict(to_json(build_chart(from_json(vector["input"]))))


def test_limits_agree_to_six_significant_figures(vectors: list[dict[str, Any]]) -> None:
    assert len(vectors) >= 60
    for vector in vectors:
        found = chart_of(vector)["segments"]
        expected = vector["expected"]["segments"]
        assert [segment.keys() for segment in found] == [segment.keys() for segment in expected]
        for here, there in zip(found, expected, strict=True):
            for name in ("rebase_group", "n", "short"):
                assert here[name] == there[name], vector["name"]
            for name in ("mean", "lpl", "upl"):
                assert six_figures(here[name]) == six_figures(there[name]), vector["name"]


def six_figures(figure: float | None) -> str | None:
    return None if figure is None else f"{figure:.6g}"


def test_every_label_agrees_exactly(vectors: list[dict[str, Any]]) -> None:
    labels = (
        "special_cause_type",
        "point_type",
        "outside_limits",
        "close_to_limits",
        "relative_to_mean",
        "variation_icon",
    )
    for vector in vectors:
        found = chart_of(vector)
        for name in labels:
            assert found[name] == vector["expected"][name], (vector["name"], name)


def test_assurance_agrees_save_where_there_are_no_limits(vectors: list[dict[str, Any]]) -> None:
    found = {vector["name"]: chart_of(vector)["assurance_type"] for vector in vectors}
    expected = {vector["name"]: vector["expected"]["assurance_type"] for vector in vectors}
    assert {name: found[name] for name in WITHOUT_LIMITS} == dict.fromkeys(
        WITHOUT_LIMITS, "not_enough_data"
    )
    assert {n: a for n, a in found.items() if n not in WITHOUT_LIMITS} == {
        n: a for n, a in expected.items() if n not in WITHOUT_LIMITS
    }


def test_the_chart_has_the_same_parts_as_the_reference(vectors: list[dict[str, Any]]) -> None:
    assert chart_of(vectors[0]).keys() == vectors[0]["expected"].keys()
