"""One question from start to end: guard, answer, keep, reply."""

import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from programme.answers import Answer, AnswerStatus, Statement
from programme.errors import RuleBroken
from programme.guard import Decline, HelpTexts, screen
from programme.ports import Answering, AskedQuestion, FoundPassage, Surface, UnitOfWorkFactory

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the person, and the id that feedback on it carries."""

    question_id: str
    answer: Answer
    seconds: float


@dataclass(frozen=True, slots=True)
class Conversation:
    """Asks the documents on behalf of a person, and keeps what was asked and answered.

    A declined question is kept without its words: only that it was declined, and why.
    """

    answering: Answering
    works: UnitOfWorkFactory
    texts: HelpTexts
    now: Callable[[], datetime]

    def ask(
        self,
        question: str,
        *,
        asker: str,
        surface: Surface,
        question_id: str | None = None,
        decline: Decline | None = None,
    ) -> Reply:
        """Answer one question.

        Args:
            question: the words; empty when the guard has already declined them.
            asker: the Slack user id, or `terminal`.
            surface: where the question was asked.
            question_id: the id to keep it under; a question kept under it before stays as it is.
            decline: what the guard said, where it has looked already.

        Raises:
            RuleBroken: nothing has been ingested yet.
            Unavailable: the index or the database does not answer; nothing was kept.
        """
        started = time.perf_counter()
        asked_at = self.now()
        answer = _declined(decline) if decline else self.answer(question)
        declined = answer.status is AnswerStatus.DECLINED
        seconds = time.perf_counter() - started
        kept = AskedQuestion(
            id=question_id or uuid.uuid4().hex,
            asker=asker,
            surface=surface,
            asked_at=asked_at,
            text=None if declined else question,
            status=answer.status,
            reason=answer.reason,
            answer=None if declined else answer.text,
            citations=answer.citations,
            alternatives=answer.alternatives,
            generation_id=None if declined else self.answering.generation_id(),
            seconds=seconds,
        )
        with self.works() as work:
            if question_id is None or work.questions.get(question_id) is None:
                work.questions.add(kept)
            work.commit()
        log.info("question %s: %s in %.3f s", kept.id, answer.status, seconds)
        return Reply(question_id=kept.id, answer=answer, seconds=seconds)

    def answer(self, question: str) -> Answer:
        """Guard, then answer; nothing is kept (a test run over many questions, for one).

        Raises:
            RuleBroken: nothing has been ingested yet.
            Unavailable: the index does not answer.
        """
        decline = screen(question, self.texts)
        return _declined(decline) if decline else self.answering.answer(_whole(question))

    def search(self, question: str, k: int) -> list[FoundPassage]:
        """The passages nearest to a question, behind the same guard.

        Raises:
            RuleBroken: the guard declines the words, or nothing has been ingested yet.
            Unavailable: the index does not answer.
        """
        decline = screen(question, self.texts)
        if decline:
            raise RuleBroken(decline.sentence)
        return self.answering.search(_whole(question), k)


def _whole(question: str) -> str:
    """The question without halves of characters, which a broken line or argument may hold."""
    return question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _declined(decline: Decline) -> Answer:
    return Answer(
        question="",
        status=AnswerStatus.DECLINED,
        statements=(Statement(decline.sentence),),
        reason=decline.reason,
    )
