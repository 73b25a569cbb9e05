"""Answers that were given beforehand, for tests that are not about finding them."""

import threading
from dataclasses import dataclass, field

from programme.answers import Answer, AnswerStatus, Statement
from programme.errors import AssistantError
from programme.ports import FoundPassage

NOT_FOUND = "The documents do not say."


@dataclass
class FakeAnswering:
    """`Answering` over a dictionary from question to answer, or to the error it ends in.

    A question it does not know is not found. While `held` is cleared, answers wait.
    """

    known: dict[str, Answer | Exception] = field(default_factory=dict)
    shelf: dict[str, FoundPassage] = field(default_factory=dict)
    generation: str | None = "g1"
    asked: list[str] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    broken: AssistantError | None = None

    def __post_init__(self) -> None:
        self.held.set()

    def answer(self, question: str) -> Answer:
        self.asked.append(question)
        self.held.wait(10)
        found = self.known.get(question)
        if isinstance(found, Exception):
            raise found
        return found or Answer(question, AnswerStatus.NOT_FOUND, (Statement(NOT_FOUND),))

    def search(self, question: str, k: int) -> list[FoundPassage]:
        return list(self.shelf.values())[:k]

    def passages(self, ids: tuple[str, ...]) -> list[FoundPassage]:
        if self.broken:
            raise self.broken
        return [self.shelf[each] for each in ids if each in self.shelf]

    def generation_id(self) -> str | None:
        if self.broken:
            raise self.broken
        return self.generation
