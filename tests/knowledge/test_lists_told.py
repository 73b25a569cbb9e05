"""A list that is announced is no list that is told."""

import pytest

from knowledge.aliases import Aliases
from knowledge.lists_told import only_announces
from knowledge.questions import Question, Wanted, analyse


def ask(text: str) -> Question:
    question = analyse(text, Aliases(), lambda _: 1.0, {})
    assert question.wanted is Wanted.LIST
    return question


HARBOUR_GOALS = "What are the harbour goals?"


@pytest.mark.parametrize(
    "text",
    [
        "We measure ourselves by a set of harbour goals.",
        "The crew agreed a short list of harbour goals, which matter most to passengers.",
        "Our wider range of harbour goals is looked at each month.",
    ],
)
def test_words_that_say_there_is_a_list_do_not_tell_it(text: str) -> None:
    assert only_announces(ask(HARBOUR_GOALS), text)


@pytest.mark.parametrize(
    "text",
    [
        "We have a set of harbour goals: calm water, clean decks, quiet engines.",
        "We have a set of harbour goals, such as calm water.",
        "The harbour goals are calm water and clean decks.",
        "We measure ourselves by a set of lantern rules.",
        "",
    ],
)
def test_words_that_tell_it_or_something_else_do(text: str) -> None:
    assert not only_announces(ask(HARBOUR_GOALS), text)


def test_only_where_a_list_is_asked_for() -> None:
    question = analyse("How are we measured?", Aliases(), lambda _: 1.0, {})

    assert not only_announces(question, "We are measured by a set of harbour goals.")
