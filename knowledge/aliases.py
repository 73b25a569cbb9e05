"""What people type and what the documents write for the same thing, from a file a trust edits."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from knowledge.wording import is_stop_word, stem, words
from programme.errors import RuleBroken

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Groups of terms that mean one thing, each term as a tuple of folded words."""

    groups: tuple[tuple[Phrase, ...], ...] = ()

    def found(self, question: tuple[str, ...]) -> list[tuple[int, int, tuple[Phrase, ...]]]:
        """Where a term stands in a question's words, and the other terms of its group.

        Returns start, end (exclusive) and the others, longest match first at each place.
        """
        hits: list[tuple[int, int, tuple[Phrase, ...]]] = []
        taken: set[int] = set()
        terms = sorted(
            ((term, group) for group in self.groups for term in group), key=lambda p: -len(p[0])
        )
        for term, group in terms:
            for start in range(len(question) - len(term) + 1):
                span = range(start, start + len(term))
                if question[start : start + len(term)] == term and not taken & set(span):
                    taken |= set(span)
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
