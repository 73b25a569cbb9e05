"""Where sentences end, and where they only seem to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "One ferry sailed. Two came back.",
        "Who called? Nobody did.",
        "They said “Come in.” So they did.",
        "It went well… Then it rained.",
        "It rose to 4.5. That was in May.",
        "**It is bold.** So is this.",
    ],
)
def test_two_sentences_are_two(text):
    assert len(sentences(text)) == 2
    assert " ".join(sentences(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Tern wrote to Mrs. Gull about it.",
        "It costs approx. £3.5m a year, e.g. for paint.",
        "Boats, nets, etc. are kept in the shed.",
        "See p. 4 and fig. 2 for the rest of it.",
        "The N. Quay is closed.",
        "It fell to 3.7% of the total.",
        "a line without an end",
    ],
)
def test_one_sentence_is_one(text):
    assert sentences(text) == [text]


def test_who_says_i_ends_a_sentence():
    assert sentences("Nobody knew it but I. The boat had gone.") == [
        "Nobody knew it but I.",
        "The boat had gone.",
    ]


@given(st.text(alphabet="abI. !?…“”’)Dr1", max_size=60).map(lambda t: " ".join(t.split())))
def test_nothing_is_lost_and_nothing_comes_twice(text):
    spans = sentence_spans(text)

    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
    assert all(a < b for a, b in spans)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
