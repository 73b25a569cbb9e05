"""What can be asked of the documents."""

from dataclasses import dataclass
from typing import Protocol

from programme.answers import Answer
from programme.documents import Document, Passage


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that search found, with the document it is from.

    `score` lies between 0 and 1, is comparable within one search only, and is no probability.
    """

    passage: Passage
    document: Document
    score: float


class Answering(Protocol):
    """Answers and passages out of the generation that is served now.

    Raises:
        RuleBroken: nothing has been ingested yet; the sentence says what to do.
        Unavailable: the index cannot be read just now.
    """

    def answer(self, question: str) -> Answer:
        """A short answer bound to its sources, or `not_found`."""
        ...

    def search(self, question: str, k: int) -> list[FoundPassage]:
        """The `k` passages nearest to a question, best first."""
        ...

    def passages(self, ids: tuple[str, ...]) -> list[FoundPassage]:
        """Passages by id, in the order asked; those gone with an older generation left out."""
        ...

    def generation_id(self) -> str | None:
        """The generation that answers now, or None before the first ingest."""
        ...
