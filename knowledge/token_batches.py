"""Texts as tokens, put together so that little of a forward pass is spent on padding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text as its model reads it.

    Attributes:
        features: what the model takes, by the model's names (`input_ids`, `attention_mask` …);
            one number a token in each.
        spans: the character ranges of the text that want a vector of their own.
        offsets: each token's character range, one row a token; None where no span asks.
    """

    features: Mapping[str, Sequence[int]]
    spans: tuple[Span, ...] = ()
    offsets: Numbers | None = None

    def __len__(self) -> int:
        return len(self.features["input_ids"])

    def inside(self, span: Span) -> NDArray[np.bool_]:
        """Which tokens lie within a character range; tokens of no characters never do."""
        assert self.offsets is not None, "the offsets are there where there are spans"
        starts, ends = self.offsets[:, 0], self.offsets[:, 1]
        found: NDArray[np.bool_] = (starts >= span[0]) & (ends <= span[1]) & (ends > starts)
        return found


def batches(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Indexes of texts of like length together, longest first.

    A batch holds at most `most` tokens, padding included, or one text that has more.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > most:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def padded(rows: Sequence[Tokens], fillers: Mapping[str, int], *, left: bool) -> dict[str, Numbers]:
    """The features of texts as wide as the longest one, filled up on the left or the right.

    A feature that has no filler is filled with 0.
    """
    width = max(map(len, rows))
    filled: dict[str, Numbers] = {}
    for name in rows[0].features:
        values = np.full((len(rows), width), fillers.get(name, 0), dtype=np.int64)
        for place, row in enumerate(rows):
            start = width - len(row) if left else 0
            values[place, start : start + len(row)] = row.features[name]
        filled[name] = values
    return filled
