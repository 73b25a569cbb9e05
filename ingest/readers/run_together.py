"""List items that lost their bullets on the way out of a PDF, told apart again.

"Reduce our waiting list Our staff feel heard" is two items. Nothing marks the seam but a capital
after a word that could end an item, so the rest of the document is asked for evidence: is the
capitalised word an ordinary word elsewhere, does it begin sentences or items, is it part of a
name? Where the evidence is thin the words stay together: a missed seam costs a longer quote, a
false one breaks a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.readers.marks import split_bullet, split_number, without_emphasis, without_tags
from ingest.readers.statements import UNFINISHED

_WORD = re.compile(r"[^\W\d_][\w'’\-]*|\d[\d.,]*%?")
_OPENING_WORDS = (
    "we our they all a an the there this these each every more fewer no some any people staff "
    "patients"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
_ENDED = re.compile(r"[.!?:;]['\"”’)]*\s+$")
# After these a number belongs to what went before ("at least 95%").
_BEFORE_NUMBER = re.compile(r"(?:%|\d|\))$")
_SHORTEST_ITEM = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document's own words are evidence of.

    Attributes:
        ordinary: words that stand in lower case somewhere.
        names: words that running text capitalises in mid-sentence more often than not.
        openers: words that begin a sentence, a line, an item or a cell.
        phrases: neighbouring capitalised words ("Mental Health").
    """

    ordinary: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """The vocabulary of a document's lines, table rows with tabs between their cells."""
        evidence = _Evidence()
        for line in lines:
            evidence.add(line)
        return cls(
            ordinary=frozenset(evidence.lower),
            names=frozenset(w for w, n in evidence.inside.items() if n >= evidence.lower[w]),
            openers=frozenset(evidence.openers),
            phrases=frozenset(evidence.phrases),
        )


@dataclass(slots=True)
class _Evidence:
    lower: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    openers: set[str] = field(default_factory=set)
    phrases: set[tuple[str, str]] = field(default_factory=set)

    def add(self, line: str) -> None:
        for cell in line.split("\t"):
            run_together = "<" in cell and "•" not in cell
            for piece in re.split(r"[•✦]|\n", without_tags(cell, "\n")):
                text = without_emphasis(split_number(split_bullet(piece.strip())[1])[1])
                self._add_piece(text, prose=not run_together and text.endswith((".", "!", "?")))

    def _add_piece(self, text: str, *, prose: bool) -> None:
        before: str | None = None
        for found in _WORD.finditer(text):
            word = found[0]
            lower = word.lower()
            first = before is None or bool(_ENDED.search(text[: found.start()]))
            if word[0].islower():
                self.lower[lower] += 1
            elif first and word[0].isupper():
                self.openers.add(lower)
            elif prose and word[0].isupper():
                self.inside[lower] += 1
                if before and before[0].isupper():
                    self.phrases.add((before.lower(), lower))
            before = word


def split_run_together(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The items of a list whose bullets are gone; the whole text as one when no seam is sure."""
    tokens = text.split(" ")
    items: list[list[str]] = [[]]
    depth = 0
    for place, token in enumerate(tokens):
        after = tokens[place + 1 :]
        long_enough = len(items[-1]) >= _SHORTEST_ITEM and len(after) >= _SHORTEST_ITEM - 1
        if depth == 0 and long_enough and _is_seam(items[-1][-1], token, after[0], vocabulary):
            items.append([])
        items[-1].append(token)
        depth = max(0, depth + token.count("(") - token.count(")"))
    return tuple(" ".join(item) for item in items)


def _is_seam(before: str, token: str, following: str, vocabulary: Vocabulary) -> bool:
    """Whether an item ends with `before` and the next begins with `token`."""
    last = before.strip("'\"“”‘’(").lower()
    if before[-1] in ",–-/&:" or last in UNFINISHED:
        return False
    if token[0].isdigit():
        return token.endswith("%") and bool(_BEFORE_NUMBER.search(before))
    word = token.strip("'\"“”‘’(),.;:")
    if not word or not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    if before[-1] in ".!?;" or word.lower() in _OPENERS:
        return True
    named = word.lower() in vocabulary.names or (last, word.lower()) in vocabulary.phrases
    return not named and _opens(word.lower(), before, following, vocabulary)


def _opens(word: str, before: str, following: str, vocabulary: Vocabulary) -> bool:
    """Whether a capitalised word begins an item rather than goes on with a name."""
    following = following.strip("'\"“”‘’(")
    if following[:1].isupper() and not following.rstrip(",.;:").isupper():
        return False
    if before[:1].isupper():
        return word in vocabulary.ordinary and word in vocabulary.openers
    # A word never met before may be a name: then only a verb or noun in plain use follows it.
    known = word in vocabulary.ordinary or word in vocabulary.openers
    return known or following[:1].islower()
