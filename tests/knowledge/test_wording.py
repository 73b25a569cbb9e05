"""Words as search compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.wording import content_stems, content_words, fold, is_stop_word, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Trust’s 81,000 people", ["the", "trust", "81000", "people"]),
        ("85% within 4.5 weeks", ["85%", "within", "4.5", "weeks"]),
        ("£3,500,000 for A&E", ["£3500000", "for", "a&e"]),
        ("objective 1.3, part 2.", ["objective", "1.3", "part", "2"]),
        ("co‑produced—and café", ["co", "produced", "and", "cafe"]),
        ("we don’t", ["we", "don't"]),
        ("DIALOG+", ["dialog", "+"]),
        ("", []),
    ],
)
def test_words_are_folded_and_figures_stay_whole(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("measures", "measuring"), ("ambition", "ambitions"), ("improve", "improving"), ("four", "4")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("figure", ["85%", "81000", "£3.5", "2026"])
def test_a_figure_is_its_own_stem(figure):
    assert stem(figure) == figure


def test_words_without_a_subject_are_left_out():
    assert content_words("What will we do about the waiting times?") == ["waiting", "times"]
    assert content_stems("It is what it is") == []
    assert is_stop_word("the")
    assert not is_stop_word("ward")


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once_and_words_never_hold_space(text):
    assert fold(fold(text)) == fold(text)
    assert all(word and not word.isspace() and " " not in word for word in words(text))


@given(st.text(alphabet="abcdefghij 0123456789,.%", max_size=60))
def test_the_case_of_letters_makes_no_difference(text):
    assert words(text.upper()) == words(text)
