"""Where questions, their answers and what people thought of them are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from programme.answers import AnswerStatus, Citation, DeclineReason


class Surface(StrEnum):
    """Where a question was asked."""

    TERMINAL = "terminal"
    DIRECT_MESSAGE = "direct_message"
    MENTION = "mention"
    COMMAND = "command"


class FeedbackVerdict(StrEnum):
    """What a person thought of an answer."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    OTHER_PASSAGES = "other_passages"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its answer.

    Attributes:
        id: a uuid in hexadecimal.
        asker: the Slack user id, or `terminal`.
        text: the question, or None when it was declined: declined words are never kept.
        answer: the plain text shown, or None when declined.
        seconds: from receipt to answer.
        alternatives: ids of further passages, best first.
    """

    id: str
    asker: str
    surface: Surface
    asked_at: datetime
    text: str | None
    status: AnswerStatus
    reason: DeclineReason | None
    answer: str | None
    citations: tuple[Citation, ...]
    alternatives: tuple[str, ...]
    generation_id: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's verdict on one answer; a later verdict replaces it."""

    question_id: str
    person: str
    verdict: FeedbackVerdict
    given_at: datetime


class QuestionStore(Protocol):
    """Questions, inside a unit of work."""

    def add(self, question: AskedQuestion) -> None:
        """Keep a question with its answer and citations."""
        ...

    def get(self, question_id: str) -> AskedQuestion | None:
        """One question, or None."""
        ...

    def recent(self, limit: int = 50) -> list[AskedQuestion]:
        """The latest questions, newest first."""
        ...

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep a verdict: one per person and question, the latest stands.

        Raises:
            RuleBroken: there is no such question.
        """
        ...

    def feedback(self, question_id: str) -> Sequence[Feedback]:
        """The verdicts on a question, oldest first."""
        ...

    def unanswered(self, since: datetime, until: datetime) -> list[str]:
        """Questions that the documents did not answer in a stretch of time, oldest first."""
        ...

    def marked_wrong(self, since: datetime, until: datetime) -> list[str]:
        """Questions whose answer somebody marked as unhelpful in that time, oldest first."""
        ...

    def asked_by(self, person: str) -> Sequence[AskedQuestion]:
        """A person's questions, oldest first."""
        ...

    def feedback_of(self, person: str) -> Sequence[Feedback]:
        """A person's verdicts, oldest first."""
        ...

    def erase_person(self, person: str) -> int:
        """Remove a person's questions and verdicts; how many questions went."""
        ...

    def erase_before(self, moment: datetime) -> int:
        """Retention: remove questions asked before a moment; how many went."""
        ...
