"""Whether two short texts of busy people speak of the same thing."""

import re

_WORD = re.compile(r"[a-z0-9]{3,}")
_SMALL = frozenset(
    _WORD.findall(
        """
        the and for with that this from have has are was were will been not but our their
        who can need needs needed still more than into until all any out one two about there
        which when what waiting wait due work week weeks team teams help decision decide
        approve approval agree agreed confirm please
        """
    )
)


def words_of(text: str) -> frozenset[str]:
    """The words that carry a text, without plural endings."""
    found = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in found if word not in _SMALL)


def alike(one: str, other: str, share: float) -> bool:
    """Whether at least this share of the shorter text's words stands in the other."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return one.strip().casefold() == other.strip().casefold()
    return len(a & b) >= share * min(len(a), len(b))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names of people or teams are the same, but for case, spaces and an article."""
    return bool(one) and bool(other) and name_key(one or "") == name_key(other or "")


def name_key(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.casefold().replace("the ", "").split()).strip(" .")


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
