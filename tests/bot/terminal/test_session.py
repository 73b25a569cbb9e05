import io
import re
from collections.abc import Iterable

from rich.console import Console

from bot.terminal.screen import THEME
from bot.terminal.session import Session
from programme.answers import Answer
from programme.errors import Unavailable
from tests.bot.fake_house import FakeAnswering, FakeHouse
from tests.bot.made_up import WORDS, answered, found, not_found


def converse(
    lines: Iterable[str], answers: dict[str, Answer] | None = None, house: FakeHouse | None = None
) -> str:
    house = house or FakeHouse(FakeAnswering(answers or {}))
    waiting = iter(lines)
    console = Console(file=io.StringIO(), theme=THEME, width=80, highlight=False)
    Session(house.conversation(), console, lambda: next(waiting, None)).run()
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_question_is_answered_with_its_source() -> None:
    shown = converse(["How many letters?", "quit", "never reached"])
    assert WORDS in shown
    assert "A made-up strategy · 2026–2031 · current" in shown
    assert shown.rstrip().endswith("Goodbye.")


def test_it_ends_when_the_lines_end() -> None:
    assert converse([]).rstrip().endswith("Goodbye.")


def test_sources_shows_long_quotes_whole() -> None:
    words = ("Letters are answered soon. " * 20).strip()
    shown = converse(["How?", "SOURCES"], {"How?": answered("Soon.", words)})
    _, with_answer, again = re.split(r"Source *\n", shown)
    assert "…" in with_answer
    assert "…" not in again
    assert " ".join(again.split()).count("Letters are answered soon.") == 20


def test_more_shows_other_passages() -> None:
    house = FakeHouse(FakeAnswering(found=[found("Other words.", id_="passage-2")]))
    assert "Other words." in converse(["How many letters?", "more"], house=house)


def test_more_and_sources_before_any_question_say_so() -> None:
    shown = converse(["more", "sources"])
    assert "no other passages" in shown
    assert "no sources" in shown


def test_nothing_more_after_an_answer_without_alternatives() -> None:
    assert "no other passages" in converse(
        ["Who chairs it?", "more"], {"Who chairs it?": not_found()}
    )


def test_help_names_every_word_it_takes() -> None:
    shown = converse(["help"])
    for word in ("sources", "more", "help", "quit"):
        assert word in shown


def test_empty_lines_are_passed_over() -> None:
    house = FakeHouse()
    converse(["", "   "], house=house)
    assert house.answering.asked == []


def test_trouble_is_told_and_the_conversation_goes_on() -> None:
    house = FakeHouse()
    house.answering.trouble = Unavailable("The index cannot be read.", reference="ABCD2345")
    shown = converse(["How many letters?", "help"], house=house)
    assert "The index cannot be read. (Reference ABCD2345.)" in shown
    assert "leave" in shown


def test_a_command_may_have_a_stroke_before_it() -> None:
    shown = converse(["/help", "/quit", "never reached"])
    assert "leave (or Ctrl-D)" in shown
    assert shown.rstrip().endswith("Goodbye.")
