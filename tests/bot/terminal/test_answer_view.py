import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.terminal.answers import answer_view, shorten
from bot.terminal.screen import THEME
from programme.answers import Answer, AnswerStatus, Statement
from tests.bot.made_up import OLD_WORDS, answered, citation, not_found


def shown(answer: Answer, *, width: int = 80, terminal: bool = False) -> str:
    console = Console(
        file=io.StringIO(), theme=THEME, width=width, highlight=False, force_terminal=terminal
    )
    console.print(answer_view(answer))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_list_keeps_its_items_on_lines_of_their_own() -> None:
    answer = Answer(
        question="What are the values?",
        status=AnswerStatus.ANSWERED,
        statements=(
            Statement("Values:", (0,)),
            Statement("Kind", (0,), item=True),
            Statement("True", (0,), item=True),
            Statement("Brave", (1,), item=True),
        ),
        citations=(citation("Kind"), citation("Brave")),
    )
    lines = [line.strip() for line in shown(answer).splitlines()]
    assert lines[:4] == ["Values: [1]", "• Kind", "• True [1]", "• Brave [2]"]
    assert "Sources" in lines


def test_sources_from_one_place_say_once_where_that_is() -> None:
    answer = Answer(
        question="What are the values?",
        status=AnswerStatus.ANSWERED,
        statements=(Statement("Kind", (0,), item=True), Statement("Brave", (1,), item=True)),
        citations=(citation("Kind"), citation("Brave"), citation("Old", current=False)),
    )
    text = shown(answer)
    assert text.count("A made-up strategy · ") == 1
    assert text.count("The made-up strategy before it") == 1
    for number, quote in enumerate(("Kind", "Brave", "Old"), start=1):
        assert f"“{quote}”" in text
        assert f" {number} " in text


def test_status_is_said_in_words() -> None:
    assert "The documents do not say." in shown(not_found())
    declined = Answer(question="", status=AnswerStatus.DECLINED, statements=(Statement("No."),))
    assert "Not looked up" in shown(declined)


def test_superseded_is_said_in_words_not_by_colour_alone() -> None:
    assert "superseded" in shown(answered(OLD_WORDS, OLD_WORDS, current=False))


def test_a_rule_stands_beside_the_answer_on_a_terminal_only() -> None:
    assert "▌" in shown(answered(), terminal=True)
    assert "▌" not in shown(answered())


def test_markup_in_a_document_is_shown_and_not_obeyed() -> None:
    words = "[bold]Pay[/bold] [link=https://example.org]here[/link] :smile:"
    assert words in shown(answered(words, words), width=100)


@pytest.mark.parametrize("width", [1, 12, 20, 40])
def test_a_narrow_terminal_loses_no_words(width: int) -> None:
    text = shown(answered(), width=max(width, 12))
    assert "90%" in text
    assert "letters" in text


@given(st.text(max_size=400), st.integers(min_value=10, max_value=200))
def test_shortened_words_fit_and_begin_as_before(words: str, longest: int) -> None:
    cut = shorten(words, longest)
    assert len(cut) <= longest + 2
    assert words.startswith(cut.removesuffix(" …"))
