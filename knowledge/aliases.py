"""What people type and what the documents write for the same thing, from a file a trust edits."""

import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from knowledge.wording import is_stop_word, stem, words
from programme.errors import RuleBroken

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Groups of terms that mean one thing, each term as a tuple of folded words."""

    groups: tuple[tuple[Phrase, ...], ...] = ()
    _by_first: dict[str, list[tuple[Phrase, tuple[Phrase, ...]]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Sort the terms by their first word, the longest first."""
        for group in self.groups:
            for term in group:
                self._by_first.setdefault(term[0], []).append((term, group))
        for terms in self._by_first.values():
            terms.sort(key=lambda pair: -len(pair[0]))

    def found(self, question: tuple[str, ...]) -> list[tuple[int, int, tuple[Phrase, ...]]]:
        """Where a term stands in a question's words, and the other terms of its group.

        Returns start, end (exclusive) and the others, longest match first at each place.
        """
        standing = [
            (start, term, group)
            for start, word in enumerate(question)
            for term, group in self._by_first.get(word, ())
            if question[start : start + len(term)] == term
        ]
        # A longer term goes before a shorter one that it overlaps, wherever the two begin.
        standing.sort(key=lambda hit: -len(hit[1]))
        hits: list[tuple[int, int, tuple[Phrase, ...]]] = []
        taken: set[int] = set()
        for start, term, group in standing:
            span = range(start, start + len(term))
            if taken.isdisjoint(span):
                taken.update(span)
                hits.append((start, span.stop, tuple(t for t in group if t != term)))
        return hits


def phrase_stems(phrase: Phrase) -> tuple[str, ...]:
    """The stems of a phrase's words that carry its subject.

    All of its words where fewer than two of several would be left: "out of area" is not "area",
    and "our people" is not any people.
    """
    telling = tuple(stem(word) for word in phrase if not is_stop_word(word))
    if len(telling) < min(2, len(phrase)):
        return tuple(stem(word) for word in phrase)
    return telling


def load_aliases(path: Path | None) -> Aliases:
    """The aliases of a glossary file, or the shipped ones.

    Raises:
        RuleBroken: the file cannot be read; the sentence says what its form is.
    """
    try:
        if path is None:
            text = resources.files("knowledge").joinpath("aliases.toml").read_text("utf-8")
        else:
            text = path.read_text(encoding="utf-8-sig")
        groups = [
            [str.strip(term) for term in entry["terms"]]
            for entry in tomllib.loads(text).get("alias", [])
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RuleBroken(
            "The glossary cannot be read: write it as [[alias]] entries, each with "
            'terms = ["ED", "emergency department"].'
        ) from error
    return Aliases(
        groups=tuple(
            tuple(phrase for term in group if (phrase := tuple(words(term)))) for group in groups
        )
    )
