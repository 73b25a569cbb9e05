"""Words that were broken at the end of a line, whole again."""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.readers.marks import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)([-‐\u00ad])$")
_HABIT = 3
_REST = re.compile(r"^[^\W\d_]+")


class Hyphenation:
    """Joins lines, and decides from the rest of the document whether a hyphen stays.

    A word seen whole elsewhere is spelt as it was seen there. Any other keeps its hyphen, unless
    the document is in the habit of breaking words at all: most programs only ever break a line
    after a hyphen that was there before.

    Args:
        lines: the lines of the document, in order.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        before = ""
        for line in lines:
            self._words.update(word.lower() for word in _WORD.findall(line))
            broken, rest = _BROKEN.search(before), _REST.match(line)
            if broken and rest:
                ends.append((broken[1], rest[0]))
            before = line
        seen = sum(self._words[f"{first}{rest}".lower()] > 0 for first, rest in ends)
        kept = sum(self._words[f"{first}-{rest}".lower()] > 0 for first, rest in ends)
        self._breaks_words = seen >= _HABIT and seen > kept

    def joined(self, lines: Iterable[str]) -> str:
        """The lines as one text, white space folded."""
        text = ""
        for line in lines:
            broken = _BROKEN.search(text)
            rest = _REST.match(line)
            if not (broken and rest and rest[0][0].islower()):
                text = f"{text} {line}" if text else line
            elif self._keeps(broken[1], broken[2], rest[0]):
                text += line
            else:
                text = text[:-1] + line
        return fold(text)

    def _keeps(self, first: str, hyphen: str, rest: str) -> bool:
        if hyphen == "\u00ad":
            return False
        if self._words[f"{first}-{rest}".lower()]:
            return True
        if self._words[f"{first}{rest}".lower()]:
            return False
        both = self._words[first.lower()] > 1 and self._words[rest.lower()] > 1
        return both or not self._breaks_words
