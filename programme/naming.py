"""Names as people write them, and the short keys made from them."""

import re
import unicodedata
from collections.abc import Container

LONGEST_KEY = 60

_APART = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_AND = re.compile(r"\s*&\s*")


def folded(name: str) -> str:
    """A name for comparing: case, accents, white space and `&` do not tell two names apart."""
    plain = unicodedata.normalize("NFKD", _AND.sub(" and ", name))
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(bare.split()).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to a person who reads them."""
    return folded(one) == folded(other)


def key_of(name: str) -> str:
    """The key made from a name: `Reduce restraint on wards` is `reduce-restraint-on-wards`.

    Empty when the name has no letter or figure. Long names are cut at a word.
    """
    key = _APART.sub("-", folded(name)).strip("-")
    if len(key) <= LONGEST_KEY:
        return key
    cut = key[: LONGEST_KEY + 1].rpartition("-")[0]
    return cut or key[:LONGEST_KEY]


def is_key(text: str) -> bool:
    """Whether a text can be a key: lower-case letters and figures, with single hyphens."""
    return len(text) <= LONGEST_KEY and _KEY.fullmatch(text) is not None


class FreeKeys:
    """Finds free keys, one after another, without counting from the start each time.

    Args:
        taken: the keys that are taken; they may grow in number, and none is ever taken out.
    """

    def __init__(self, *taken: Container[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """The key, or the first of `key-2`, `key-3` … that is not taken."""
        if not self._is_taken(wanted):
            return wanted
        number = self._numbers.get(wanted, 2)
        while self._is_taken(key := f"{wanted[: LONGEST_KEY - 4].rstrip('-')}-{number}"):
            number += 1
        self._numbers[wanted] = number
        return key

    def _is_taken(self, key: str) -> bool:
        return any(key in taken for taken in self._taken)
