import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Run


def given(monkeypatch: pytest.MonkeyPatch, words: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words), encoding="utf-8"))


def series(**more: object) -> bytes:
    days = [f"2026-08-{day:02}" for day in range(1, 15)]
    values = [3, 4, 5, 4, 3, 4, 5, 4, 3, 4, 5, 4, 3, 14]
    return json.dumps({"values": values, "dates": days} | more).encode()


def test_a_series_comes_back_with_limits_and_icons(
    truenorth: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, series(improvement_direction="decrease"))
    ran = truenorth("spc")
    assert ran.code == 0
    assert len(ran.json["point_type"]) == 14
    assert ran.json["outside_limits"][-1]
    assert ran.json["segments"][0]["lpl"] < ran.json["segments"][0]["mean"]


@pytest.mark.parametrize("words", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_refused_in_a_sentence(
    truenorth: Run, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    given(monkeypatch, words)
    ran = truenorth("spc")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Standard input does not hold one JSON document.\n"


def test_a_series_that_is_not_whole_is_refused_in_a_sentence(
    truenorth: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, b'{"values": [1, 2]}')
    ran = truenorth("spc")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)


def test_the_form_is_that_of_the_reference_series(
    truenorth: Run, monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    vectors: list[dict[str, Any]] = json.loads((shared / "spc" / "vectors.json").read_text())[
        "vectors"
    ]
    assert vectors
    for vector in vectors[:5]:
        given(monkeypatch, json.dumps(vector["input"]).encode())
        printed = truenorth("spc").json
        assert set(printed) == set(vector["expected"]), vector["name"]
        assert printed["point_type"] == vector["expected"]["point_type"], vector["name"]
