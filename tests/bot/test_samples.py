"""The samples from end to end, with the real model: what a newcomer meets first."""

import json
from pathlib import Path

import pytest

from bot.cli.app import run
from bot.compose import House

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    house = House(Path("no such file.env"), folder)
    report = house.ingest([SAMPLES / "documents"], prune=False, progress=lambda _: None)
    house.close()
    assert [str(row.outcome) for row in report.documents] == ["added", "added"]
    assert report.failed == ()
    return folder


def truenorth(data: Path, *words: str) -> int:
    house = House(Path("no such file.env"), data)
    try:
        return run(words, house)
    finally:
        house.close()


@pytest.mark.model
def test_the_newer_brief_is_current(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert truenorth(data, "documents", "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert [(one["edition"]["period"], one["edition"]["status"]) for one in held] == [
        ("2026–2031", "current"),
        ("2023–2026", "superseded"),
    ]


@pytest.mark.model
def test_a_question_is_answered_from_the_brief(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert truenorth(data, "ask", "What is the target for Timely access?", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered"
    assert "85%" in answer["answer"]
    assert "18 weeks" in answer["answer"]
    assert answer["citations"][0]["edition"] == "current"


@pytest.mark.model
def test_the_sample_questions_are_answered(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = truenorth(data, "eval", str(SAMPLES / "questions.jsonl"), "--json")
    judged = json.loads(capsys.readouterr().out)
    assert code == 0, [(one["question"], one["reasons"]) for one in judged["failures"]]
    assert judged["quotes"]["right"] == judged["quotes"]["total"]


@pytest.mark.model
def test_the_doctor_finds_a_stored_passage(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert truenorth(data, "doctor", "--json") == 0
    checks = {one["part"]: one for one in json.loads(capsys.readouterr().out)["checks"]}
    assert checks["index"]["mark"] == "ok"
    assert "a stored one is found" in checks["index"]["finding"]
