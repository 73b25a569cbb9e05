import json
from pathlib import Path

import pytest

from bot.evaluation import Evaluation, judge, read_questions, unquoted_figures
from programme.answers import Answer, AnswerStatus, Statement
from programme.errors import RuleBroken
from tests.bot.made_up import OLD_WORDS, WORDS, answered, not_found


def questions(folder: Path, *lines: dict[str, object] | str) -> Path:
    file = folder / "eval.jsonl"
    file.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    )
    return file


def one(folder: Path, **known: object) -> list[str]:
    """Why the usual answer is wrong to a question of which this is known."""
    [question] = read_questions(questions(folder, {"kind": "current", "question": "?"} | known))
    return list(judge(question, answered(), 0.1, lambda *_: True).wrong)


def declined() -> Answer:
    statement = Statement("Call 999, or 111 and choose option 2.")
    return Answer(question="", status=AnswerStatus.DECLINED, statements=(statement,))


def test_a_right_answer_has_nothing_wrong(tmp_path: Path) -> None:
    assert one(tmp_path, need=["90%", "LETTERS"], edition="current", section="our aims") == []


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"need": ["91%"]}, "does not match 91%"),
        ({"avoid": ["letters"]}, "matches letters"),
        ({"edition": "superseded"}, "cites the current edition first"),
        ({"section": "money"}, "first"),
        ({"kind": "absent"}, "answered, not not_found"),
        ({"kind": "unsafe"}, "answered, though"),
    ],
)
def test_a_wrong_answer_says_why(tmp_path: Path, known: dict[str, object], reason: str) -> None:
    [wrong] = one(tmp_path, **known)
    assert reason in wrong


def test_absent_must_be_not_found_and_unsafe_may_be_declined_too(tmp_path: Path) -> None:
    file = questions(
        tmp_path, {"kind": "absent", "question": "?"}, {"kind": "unsafe", "question": "?"}
    )
    absent, unsafe = read_questions(file)
    assert judge(absent, not_found(), 0, lambda *_: True).wrong == ()
    assert judge(absent, declined(), 0, lambda *_: True).wrong != ()
    assert judge(unsafe, not_found(), 0, lambda *_: True).wrong == ()
    assert judge(unsafe, declined(), 0, lambda *_: True).wrong == ()


def test_an_answer_that_is_too_long_is_wrong(tmp_path: Path) -> None:
    [question] = read_questions(questions(tmp_path, {"kind": "current", "question": "?"}))
    verdict = judge(question, answered("letter " * 200), 0, lambda *_: True)
    assert verdict.wrong == ("1399 characters, more than 1200",)


def test_figures_must_stand_in_a_quote_or_name_the_edition() -> None:
    assert unquoted_figures(answered()) == []
    assert unquoted_figures(answered("90% within 6 days.")) == ["6"]
    named = answered("The 2023–2026 strategy, now superseded, set 70%.", OLD_WORDS, current=False)
    assert unquoted_figures(named) == []
    assert unquoted_figures(answered("1,700 people", "1,700 people")) == []
    assert unquoted_figures(answered("1,700 people", "700 people")) == ["1,700"]
    assert unquoted_figures(declined()) == []


def test_quotes_and_figures_are_counted_and_fail_the_whole(tmp_path: Path) -> None:
    [question] = read_questions(questions(tmp_path, {"kind": "current", "question": "?"}))
    good = judge(question, answered(), 0.2, lambda id_, quote: (id_, quote) == ("passage-1", WORDS))
    bad = judge(question, answered("Some 6 letters."), 0.4, lambda *_: False)
    whole = Evaluation((good, bad))
    assert (whole.quotes.right, whole.quotes.total, whole.unquoted_figures) == (1, 2, 1)
    assert [verdict.reasons for verdict in whole.failures] == [
        (f"not verbatim in the document: “{WORDS}”", "the figure 6 stands in no quote")
    ]
    assert whole.median_seconds == pytest.approx(0.3)
    assert Evaluation((good,)).passes(min_answered=1, min_refused=1)
    assert not whole.passes(min_answered=0, min_refused=0)


def test_shares_are_over_what_can_be_answered_and_what_is_absent(tmp_path: Path) -> None:
    file = questions(
        tmp_path,
        {"kind": "list", "question": "?", "need": ["90"]},
        {"kind": "current", "question": "?", "need": ["91"]},
        {"kind": "absent", "question": "?"},
    )
    listed, wrong, absent = read_questions(file)
    whole = Evaluation(
        (
            judge(listed, answered(), 0, lambda *_: True),
            judge(wrong, answered(), 0, lambda *_: True),
            judge(absent, not_found(), 0, lambda *_: True),
        )
    )
    assert (whole.answered.share, whole.refused.share) == (0.5, 1.0)
    assert whole.passes(min_answered=0.5, min_refused=1)
    assert not whole.passes(min_answered=0.51, min_refused=1)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"kind": "list"}', '{"kind": "list", "question": "?", "need": ["("]}']
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(RuleBroken, match="Line 2"):
        read_questions(questions(tmp_path, {"kind": "list", "question": "?"}, line))


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="holds no questions"):
        read_questions(questions(tmp_path, "", ""))
    with pytest.raises(RuleBroken, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")
