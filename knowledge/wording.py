"""Words as search compares them: folded, split, stemmed; and which words carry no meaning."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from knowledge.words import word_list

# Figures with a separator, decimals and per cent stay whole ("81,000" is 81000, "85%" is 85%),
# as do A&E, R&D and numbered objectives ("1.3"). A hyphen joins ("co-produced").
_TOKEN = re.compile(
    r"£?\d+(?:[.,:]\d+)*%?|[a-z]+(?:&[a-z]+)+|[a-z]+(?:'[a-z]+)?|\+",
)

_STOP = frozenset(word_list("stop"))

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’ʼ`´", "'"))


def fold(text: str) -> str:
    """Lower case, one form of quotes and dashes, no accents: what is compared, never shown."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words and figures of a text, folded, in order; figures without their separators."""
    return [_plain(token) for token in _TOKEN.findall(fold(text))]


def _plain(token: str) -> str:
    if token[0].isdigit() or token[0] == "£":
        token = re.sub(r",(?=\d{3}(?!\d))", "", token)
    elif token.endswith("'s"):
        token = token[:-2]
    return token


# One stemmer a thread would be safer than one for all, but a lock-free cache in front of it costs
# less: PyStemmer releases no state between calls under the interpreter lock.
_stemmer = Stemmer.Stemmer("english")


_NUMBER_WORDS = {word: str(n) for n, word in enumerate(word_list("numbers"), start=2)}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one folded word; figures are their own stem, and "four" is 4."""
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    return str(_stemmer.stemWord(word)) if word[:1].isalpha() else word


def stems(text: str) -> list[str]:
    """All stems of a text in order, stop words included."""
    return [stem(word) for word in words(text)]


def is_stop_word(word: str) -> bool:
    """True for a word that carries no subject of its own."""
    return word in _STOP


def content_words(text: str) -> list[str]:
    """The words that carry the subject, in order, as folded words."""
    return [word for word in words(text) if word not in _STOP]


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry the subject, in order."""
    return [stem(word) for word in content_words(text)]
