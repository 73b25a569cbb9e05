"""Words that were broken at the end of a line, whole again."""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.readers.marks import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)([-‐\u00ad])$")
_REST = re.compile(r"^[^\W\d_]+")


class Hyphenation:
    """Joins lines, and decides from the rest of the document whether a hyphen stays.

    Args:
        lines: the lines of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            self._words.update(word.lower() for word in _WORD.findall(line))

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
        """Whether the word is written with a hyphen wherever it stands.

        Seen whole elsewhere, it is as it was seen. Otherwise two words that both stand alone in
        the document are a compound ("person-centred"), and anything else is a broken word.
        """
        if hyphen == "\u00ad":
            return False
        if self._words[f"{first}-{rest}".lower()]:
            return True
        if self._words[f"{first}{rest}".lower()]:
            return False
        return self._words[first.lower()] > 0 and self._words[rest.lower()] > 1
