"""What people type and what the documents write for the same thing."""

import pytest

from knowledge.aliases import Aliases, load_aliases, phrase_stems
from knowledge.wording import words
from programme.errors import RuleBroken

GLOSSARY = """
[[alias]]
terms = ["A&E", "emergency department", "ED"]

[[alias]]
terms = ["staff", "colleagues"]

[[alias]]
terms = ["department", "division"]
"""


@pytest.fixture
def aliases(tmp_path) -> Aliases:
    path = tmp_path / "glossary.toml"
    path.write_text(GLOSSARY)
    return load_aliases(path)


def found(aliases: Aliases, question: str) -> dict[str, set[str]]:
    asked = tuple(words(question))
    return {
        " ".join(asked[start:end]): {" ".join(term) for term in others}
        for start, end, others in aliases.found(asked)
    }


def test_a_term_is_found_with_the_others_of_its_group_in_any_case(aliases):
    assert found(aliases, "How long is the wait in a&e for our STAFF?") == {
        "a&e": {"emergency department", "ed"},
        "staff": {"colleagues"},
    }


def test_the_longest_term_at_a_place_wins(aliases):
    assert found(aliases, "the emergency department") == {"emergency department": {"a&e", "ed"}}


def test_a_term_is_matched_whole(aliases):
    assert found(aliases, "education and staffing") == {}


def test_a_term_that_comes_twice_is_found_twice(aliases):
    asked = tuple(words("staff and more staff"))

    assert [(start, end) for start, end, _ in aliases.found(asked)] == [(0, 1), (3, 4)]


def test_a_phrase_is_compared_by_the_words_that_carry_it():
    assert phrase_stems(("people", "we", "serve")) == phrase_stems(("people", "served"))
    assert phrase_stems(("it",)) == ("it",)


@pytest.mark.parametrize(
    "text", ["[[alias]\n", "[[alias]]\nterm = 'x'\n", "[[alias]]\nterms = [1]\n", "alias = 3\n"]
)
def test_a_glossary_that_cannot_be_read_says_what_its_form_is(text, tmp_path):
    path = tmp_path / "glossary.toml"
    path.write_text(text)

    with pytest.raises(RuleBroken, match="terms"):
        load_aliases(path)


def test_a_glossary_as_windows_saves_it_is_read(tmp_path):
    path = tmp_path / "glossary.toml"
    path.write_bytes('\ufeff[[alias]]\r\nterms = ["ED", "emergency department"]\r\n'.encode())

    assert load_aliases(path).groups == ((("ed",), ("emergency", "department")),)


def test_a_glossary_that_is_not_there_is_said(tmp_path):
    with pytest.raises(RuleBroken, match="glossary"):
        load_aliases(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("KMPT", "kent and medway"),
        ("MHT", "mental health together"),
        ("ED", "a&e"),
        ("CMHT", "team"),
    ],
)
def test_the_shipped_glossary_knows_what_staff_type(typed, written):
    others = set().union(*found(load_aliases(None), f"What does {typed} do?").values())

    assert any(written in other for other in others)
