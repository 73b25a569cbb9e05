"""Questions in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from programme.answers import AnswerStatus
from programme.errors import Fault, RuleBroken
from programme.ports import AskedQuestion, Feedback, FeedbackVerdict
from tests.fakes.state import FakeState, aware


class FakeQuestionStore:
    """`QuestionStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def add(self, question: AskedQuestion) -> None:
        if question.id in self._state.questions:
            raise Fault("two questions with one id")
        kept = replace(question, asked_at=aware(question.asked_at))
        self._state.questions[question.id] = kept

    def get(self, question_id: str) -> AskedQuestion | None:
        return self._state.questions.get(question_id)

    def recent(self, limit: int = 50) -> list[AskedQuestion]:
        found = self._state.questions.values()
        return sorted(found, key=lambda q: (q.asked_at, q.id), reverse=True)[:limit]

    def add_feedback(self, feedback: Feedback) -> None:
        if feedback.question_id not in self._state.questions:
            raise RuleBroken("no such question")
        key = (feedback.question_id, feedback.person)
        latest = replace(feedback, given_at=aware(feedback.given_at))
        kept = self._state.verdicts.get(key)
        if kept is None or kept.given_at <= latest.given_at:
            self._state.verdicts[key] = latest

    def feedback(self, question_id: str) -> list[Feedback]:
        found = [v for v in self._state.verdicts.values() if v.question_id == question_id]
        return sorted(found, key=lambda v: (v.given_at, v.person))

    def unanswered(self, since: datetime, until: datetime) -> list[str]:
        return self._asked(since, until, lambda q: q.status is AnswerStatus.NOT_FOUND)

    def marked_wrong(self, since: datetime, until: datetime) -> list[str]:
        wrong = {
            key[0]
            for key, verdict in self._state.verdicts.items()
            if verdict.verdict is FeedbackVerdict.UNHELPFUL
        }
        return self._asked(since, until, lambda q: q.id in wrong)

    def _asked(
        self, since: datetime, until: datetime, which: Callable[[AskedQuestion], bool]
    ) -> list[str]:
        aware(since), aware(until)
        found = [q for q in self._state.questions.values() if since <= q.asked_at < until]
        found.sort(key=lambda q: (q.asked_at, q.id))
        return [q.text for q in found if q.text and which(q)]

    def asked_by(self, person: str) -> list[AskedQuestion]:
        found = [q for q in self._state.questions.values() if q.asker == person]
        return sorted(found, key=lambda q: (q.asked_at, q.id))

    def feedback_of(self, person: str) -> list[Feedback]:
        found = [v for v in self._state.verdicts.values() if v.person == person]
        return sorted(found, key=lambda v: (v.given_at, v.question_id))

    def erase_person(self, person: str) -> int:
        for key in [key for key in self._state.verdicts if key[1] == person]:
            del self._state.verdicts[key]
        return self._erase([q for q in self._state.questions.values() if q.asker == person])

    def erase_before(self, moment: datetime) -> int:
        aware(moment)
        return self._erase([q for q in self._state.questions.values() if q.asked_at < moment])

    def _erase(self, questions: list[AskedQuestion]) -> int:
        gone = {question.id for question in questions}
        for id_ in gone:
            del self._state.questions[id_]
        for key in [key for key in self._state.verdicts if key[0] in gone]:
            del self._state.verdicts[key]
        return len(gone)
