"""How telling a word is in English at large, whatever the documents hold of it.

A few documents are too small a sample to say so: a word that stands nowhere in them may be what
a question is about ("volunteers"), or just how somebody puts it ("admit", "winds up").
"""

from functools import cache
from math import log

from knowledge.words import word_list

_BEFORE = 2000
"""Places before the first of the list: where words stop, not where they begin, is what tells."""


@cache
def _places() -> dict[str, int]:
    words = word_list("common")
    return {word: place for place, word in enumerate(words)}


def uncommonness(word: str) -> float:
    """0 for the most common words of English, 1 for those not among the thousands most common."""
    places = _places()
    place = places.get(word.removesuffix("'s"), len(places))
    return log((_BEFORE + place) / _BEFORE) / log((_BEFORE + len(places)) / _BEFORE)
