"""What staff ask that nobody has written down: questions of the same kind, counted."""

from collections.abc import Sequence

from programme.digest.likeness import words_of
from programme.digest.values import AskedAbout

MOST = 10
"""Kinds of question told in one digest."""


def grouped(questions: Sequence[str]) -> list[AskedAbout]:
    """Questions grouped where most of their telling words are the same, most asked first.

    The shortest of a group stands for it.
    """
    groups: list[tuple[frozenset[str], list[str]]] = []
    for question in questions:
        words = words_of(question)
        home = next((g for g in groups if _same(g[0], words)), None)
        if home is None:
            groups.append((words, [question]))
        else:
            home[1].append(question)
    found = [AskedAbout(min(asked, key=len), len(asked)) for _, asked in groups]
    return sorted(found, key=lambda each: (-each.times, each.question))[:MOST]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return one == other
    return len(one & other) * 3 >= 2 * min(len(one), len(other)) and len(one & other) * 2 >= len(
        one | other
    )
