"""Sources as they are numbered and listed: citations that stand in one place are one source."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack.blocks.editions import edition_words, place_words
from programme.answers import Citation, Statement
from programme.documents import EditionStatus


@dataclass(frozen=True, slots=True)
class Source:
    """One place in one document, and every citation of an answer that stands there.

    Attributes:
        number: as the marks in the answer show it, from 1.
        indexes: which of the answer's citations, from 0.
    """

    number: int
    indexes: tuple[int, ...]
    citations: tuple[Citation, ...]

    @property
    def is_superseded(self) -> bool:
        """Whether the edition is no longer in force."""
        return self.citations[0].status is EditionStatus.SUPERSEDED

    @property
    def edition(self) -> str:
        """The document, its years and whether it is in force."""
        first = self.citations[0]
        return edition_words(first.title, first.period, first.status)

    @property
    def place(self) -> str:
        """The section path and the page, where they are known."""
        return place_words(self.citations[0].section, self.citations[0].page)


def sources_of(
    citations: Sequence[Citation], statements: Sequence[Statement] = ()
) -> tuple[Source, ...]:
    """The sources of an answer, in the order in which its statements come to them."""
    used = dict.fromkeys(n for each in statements for n in each.citations if n < len(citations))
    places: dict[tuple[object, ...], list[int]] = {}
    for n in (*used, *(n for n in range(len(citations)) if n not in used)):
        one = citations[n]
        key = (one.document_key, one.title, one.status, one.period, one.section, one.page)
        places.setdefault(key, []).append(n)
    return tuple(
        Source(number, tuple(sorted(held)), tuple(citations[n] for n in sorted(held)))
        for number, held in enumerate(places.values(), 1)
    )


def source_value(question_id: str, source: Source) -> str:
    """What the button of a source carries: the answer, the number, and which citations."""
    return f"{question_id}:{source.number}:{','.join(map(str, source.indexes))}"


def source_pressed(value: str) -> tuple[str, int, tuple[int, ...]]:
    """The answer, the number and the citations behind a source's button."""
    question_id, number, indexes = value.split(":")
    return question_id, int(number), tuple(int(n) for n in indexes.split(","))
