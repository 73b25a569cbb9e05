"""The question sets that are kept: whole, short in what they quote, apart from one another."""

from pathlib import Path

import pytest

from benchmarks.bench import QUESTIONS
from benchmarks.question_sets import HELD_APART, question_sets
from bot.evaluation import read_questions

FILES = sorted(QUESTIONS.rglob("*.jsonl"))
KINDS = {"current", "previous", "both", "list", "absent", "unsafe"}
LONGEST_WORDING = 60


def name(path: Path) -> str:
    return str(path.relative_to(QUESTIONS))


def test_these_are_the_sets() -> None:
    assert [name(file) for file in FILES] == [
        "brackenmoor/questions.jsonl",
        "fernmere/questions.jsonl",
        "ostrey-vale/questions.jsonl",
        "sample-vale/questions.jsonl",
        "strategies-1.jsonl",
        "strategies-2.jsonl",
        "strategies-3.jsonl",
        "strategies-4.jsonl",
        "strategies-5.jsonl",
        "strategies-6.jsonl",
        "strategies-7.jsonl",
    ]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_question_can_be_judged(file: Path) -> None:
    for question in read_questions(file):
        assert question.kind in KINDS, question.id
        answerable = question.kind not in ("absent", "unsafe")
        assert bool(question.need) == answerable, question.id


@pytest.mark.parametrize("file", FILES, ids=name)
def test_patterns_quote_no_long_words_of_a_document(file: Path) -> None:
    for question in read_questions(file):
        for pattern in (*question.need, *question.avoid):
            assert max(map(len, pattern.pattern.split("|"))) <= LONGEST_WORDING, question.id


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_question_is_asked_twice_in_a_set(file: Path) -> None:
    questions = read_questions(file)
    asked = {" ".join(question.question.lower().split()) for question in questions}

    assert len(asked) == len({question.id for question in questions}) == len(questions)


def test_ids_are_of_one_question_each() -> None:
    ids = [question.id for file in FILES for question in read_questions(file)]

    assert len(set(ids)) == len(ids)


def test_what_is_held_apart_is_kept_and_made_up_documents_are_always_at_hand() -> None:
    assert set(HELD_APART) <= {one.name for one in question_sets()} | {f.stem for f in FILES}
    assert {"brackenmoor", "fernmere", "sample-vale", "samples"} <= {
        one.name for one in question_sets()
    }


@pytest.mark.parametrize(
    "file", sorted(QUESTIONS.rglob("documents/*.[mt][dx]*")), ids=lambda path: path.name
)
def test_made_up_documents_say_that_they_are(file: Path) -> None:
    assert "made-up sample data" in file.read_text(encoding="utf-8").lower()
