"""Laws of putting tokens together: nothing lost, nothing too large, little padding."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.token_batches import Tokens, batches, padded

LENGTHS = st.lists(st.integers(1, 256), max_size=80)


def row(length: int) -> Tokens:
    return Tokens({"input_ids": range(1, length + 1), "attention_mask": [1] * length})


@given(LENGTHS, st.integers(1, 2000))
def test_every_text_is_in_one_batch_and_no_batch_is_too_large(lengths, most):
    made = list(batches(lengths, most))

    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= most


@given(LENGTHS, st.integers(300, 2000))
def test_only_neighbours_in_length_share_a_batch(lengths, most):
    made = [[lengths[i] for i in batch] for batch in batches(lengths, most)]

    assert [n for batch in made for n in batch] == sorted(lengths, reverse=True)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=9), st.booleans())
def test_padding_adds_only_fillers_on_one_side(lengths, left):
    rows = [row(n) for n in lengths]

    filled = padded(rows, {"input_ids": 77}, left=left)

    assert {f.shape for f in filled.values()} == {(len(rows), max(lengths))}
    for place, n in enumerate(lengths):
        own = slice(max(lengths) - n, None) if left else slice(0, n)
        assert filled["input_ids"][place, own].tolist() == list(range(1, n + 1))
        assert filled["attention_mask"][place].sum() == n
        assert (filled["input_ids"][place] == 77).sum() == max(lengths) - n


def test_tokens_without_characters_are_in_no_span():
    tokens = Tokens(
        {"input_ids": [1, 2, 3, 4]},
        spans=((0, 5),),
        offsets=np.array([[0, 0], [0, 3], [3, 6], [0, 0]]),
    )

    assert tokens.inside((0, 5)).tolist() == [False, True, False, False]
