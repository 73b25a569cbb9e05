"""Names that share words with what was said are likelier than those that share none."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.likeness import likeness
from tests.fakes.embedder import FakeEmbedder

NAMES = ["Dementia waits", "Fewer falls", "Respite beds"]


def test_the_name_that_shares_words_is_likeliest() -> None:
    scores = likeness(FakeEmbedder(), "the falls on our ward", NAMES)

    assert max(zip(scores, NAMES, strict=True))[1] == "Fewer falls"


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=6))
def test_every_name_has_a_score_between_nothing_and_all(words: str, names: list[str]) -> None:
    scores = likeness(FakeEmbedder(), words, names)

    assert len(scores) == len(names)
    assert all(0 <= score <= 1 for score in scores)
