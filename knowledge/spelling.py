"""Words that nobody has written before, read as the nearest one the documents use."""

from collections.abc import Callable, Collection
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_SHORTEST = 5
_LONG = 9


def nearest_known(known: Collection[str]) -> Callable[[str], str | None]:
    """A look-up of the one known stem within a slip or two of an unknown one.

    One letter missing, doubled, wrong or swapped; two in a long word. The first letter is
    taken as right: it nearly always is, and it keeps "fostering" from "rostering".
    """
    by_first: dict[str, list[str]] = {}
    for word in known:
        if len(word) >= _SHORTEST - 1 and word.isalpha():
            by_first.setdefault(word[0], []).append(word)

    @lru_cache(maxsize=4096)
    def look_up(word: str) -> str | None:
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        found = process.extractOne(
            word,
            by_first.get(word[0], ()),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=2 if len(word) >= _LONG else 1,
        )
        return found[0] if found else None

    return look_up
