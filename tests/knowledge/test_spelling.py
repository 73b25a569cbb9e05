"""A slip of the fingers is read as the nearest word that the documents use, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.spelling import nearest_known

KNOWN = ["lighthous", "rostering", "ferri", "pier", "timet", "apprentic", "covid19"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lighthuos", "lighthous"),  # swapped
        ("lighthos", "lighthous"),  # one missing
        ("lightthous", "lighthous"),  # one doubled
        ("lighthaus", "lighthous"),  # one wrong
        ("ligthhuos", "lighthous"),  # two slips in a long word
        ("ferrri", "ferri"),
        ("piers", "pier"),
    ],
)
def test_a_slip_is_understood(typed: str, meant: str) -> None:
    assert nearest_known(KNOWN)(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "fostering",  # another first letter
        "fearry",  # two slips in a short word
        "tmet",  # too short to tell
        "harbour",  # nothing like it
        "covid18",  # not a word
        "",
    ],
)
def test_other_words_stay_unknown(typed: str) -> None:
    assert nearest_known(KNOWN)(typed) is None


def test_nothing_is_meant_where_nothing_is_known() -> None:
    assert nearest_known([])("lighthous") is None


WORDS = st.text("abcde", min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_what_is_meant_is_known_and_never_far(known: list[str], typed: str) -> None:
    meant = nearest_known(known)(typed)
    if meant is None:
        return
    assert meant in known
    assert meant[0] == typed[0]
    assert DamerauLevenshtein.distance(meant, typed) <= (2 if len(typed) >= 9 else 1)
