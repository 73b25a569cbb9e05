import json
from pathlib import Path

from programme.errors import RuleBroken
from programme.ports import Surface
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.made_up import OLD_WORDS, WORDS, answered, not_found


def batch(folder: Path, *lines: str | bytes) -> str:
    file = folder / "questions.jsonl"
    file.write_bytes(
        b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    )
    return str(file)


def test_a_question_is_answered_as_one_json_document(truenorth: Run) -> None:
    ran = truenorth("ask", "How many letters?", "--json")
    answer = ran.json
    assert ran.code == 0
    assert list(answer) == ["id", "question", "status", "answer", "citations", "seconds"]
    assert (answer["status"], answer["answer"]) == ("answered", WORDS)
    assert answer["citations"] == [
        {
            "document": "A made-up strategy",
            "edition": "current",
            "section": "Our aims › How we measure success",
            "page": 4,
            "quote": WORDS,
        }
    ]
    assert ran.err == ""


def test_an_answer_to_read_shows_its_source(truenorth: Run) -> None:
    ran = truenorth("ask", "How many letters?")
    assert ran.code == 0
    assert WORDS in ran.out
    assert f"“{WORDS}”" in ran.out
    assert "A made-up strategy · 2026–2031 · current" in ran.out
    assert "page 4" in ran.out


def test_superseded_is_said_in_words(truenorth: Run, house: FakeHouse) -> None:
    house.answering.answers["Before?"] = answered(OLD_WORDS, OLD_WORDS, current=False)
    assert "2023–2026 · superseded" in truenorth("ask", "Before?").out
    assert truenorth("ask", "Before?", "--json").json["citations"][0]["edition"] == "superseded"


def test_not_found_is_an_answer_and_not_an_error(truenorth: Run, house: FakeHouse) -> None:
    house.answering.answers["Who chairs it?"] = not_found()
    ran = truenorth("ask", "Who chairs it?", "--json")
    assert (ran.code, ran.json["status"], ran.json["citations"]) == (0, "not_found", [])


def test_a_question_is_kept_with_its_answer(truenorth: Run, house: FakeHouse) -> None:
    identifier = truenorth("ask", "How many letters?", "--json").json["id"]
    kept = house.database.state.questions[identifier]
    assert (kept.text, kept.surface, kept.asker) == (
        "How many letters?",
        Surface.TERMINAL,
        "terminal",
    )


def test_patient_data_is_declined_neither_kept_nor_looked_up(
    truenorth: Run, house: FakeHouse
) -> None:
    ran = truenorth("ask", "Please look up patient 943 476 5919 for me.", "--json")
    assert (ran.code, ran.json["status"]) == (0, "declined")
    assert "943" not in ran.out + ran.err
    assert ran.json["question"] == ""
    assert house.answering.asked == []
    assert [kept.text for kept in house.database.state.questions.values()] == [None]


def test_a_refusal_is_one_sentence_and_exit_code_1(truenorth: Run, house: FakeHouse) -> None:
    house.answering.trouble = RuleBroken("No documents have been read in yet.")
    ran = truenorth("ask", "How many letters?", "--json")
    assert (ran.code, ran.out, ran.err) == (1, "", "No documents have been read in yet.\n")


def test_a_batch_is_answered_line_by_line_in_order(
    truenorth: Run, house: FakeHouse, tmp_path: Path
) -> None:
    house.answering.answers["Who chairs it?"] = not_found()
    file = batch(
        tmp_path,
        '{"id": "a", "question": "How many letters?"}',
        "",
        '{"id": 7, "question": "Who chairs it?"}',
        '{"question": "How many letters?"}',
    )
    ran = truenorth("ask", "--batch", file)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [one["id"] for one in answers[:2]] == ["a", 7]
    assert answers[2]["id"] in house.database.state.questions
    assert [one["status"] for one in answers] == ["answered", "not_found", "answered"]
    assert house.conversations == 1, "one model load for a whole batch"


def test_bad_lines_are_named_and_the_others_are_answered(truenorth: Run, tmp_path: Path) -> None:
    file = batch(
        tmp_path,
        "{not json",
        '["a list"]',
        '{"id": "b"}',
        '{"id": "c", "question": "  "}',
        b'{"question": "\xff"}',
        '{"id": {}, "question": "How many letters?"}',
        '{"id": "good", "question": "How many letters?"}',
        '{"question": "' + "x" * 200_000 + '"}',
        '{"id": "last", "question": "How many letters?"}',
    )
    ran = truenorth("ask", "--batch", file)
    assert ran.code == 1
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["good", "last"]
    assert [line.split(" is ")[0].split(" has ")[0] for line in ran.err.splitlines()] == [
        f"Line {number}" for number in (1, 2, 3, 4, 5, 6, 8)
    ]


def test_a_batch_file_that_is_not_there_is_refused(truenorth: Run, tmp_path: Path) -> None:
    ran = truenorth("ask", "--batch", str(tmp_path / "none.jsonl"))
    assert (ran.code, ran.out, ran.err) == (1, "", "The file none.jsonl cannot be read.\n")
    assert "is a folder" in truenorth("ask", "--batch", str(tmp_path)).err


def test_a_question_and_a_batch_are_wrong_usage(truenorth: Run, tmp_path: Path) -> None:
    assert truenorth("ask", "How many?", "--batch", batch(tmp_path, "{}")).code == 2
    assert truenorth("ask", "--json").code == 2


def test_half_a_character_costs_no_answer(truenorth: Run, house: FakeHouse, tmp_path: Path) -> None:
    lines = [
        '{"id": "half", "question": "How many \\ud800 letters?"}',
        '{"question": "How many letters?"}',
    ]
    ran = truenorth("ask", "--batch", batch(tmp_path, *lines))
    assert ran.code == 0
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert said[0]["question"] == "How many \ufffd letters?"
    assert house.answering.asked == ["How many \ufffd letters?", "How many letters?"]
    assert truenorth("search", "How many \udcff letters?", "--json").code == 0


def test_an_id_may_be_any_number(truenorth: Run, tmp_path: Path) -> None:
    ran = truenorth(
        "ask", "--batch", batch(tmp_path, '{"id": 1.5, "question": "How many letters?"}')
    )
    assert (ran.code, ran.json["id"]) == (0, 1.5)
