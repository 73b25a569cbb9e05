"""Questions, their answers and people's verdicts in SQL."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from programme.answers import AnswerStatus, Citation
from programme.errors import RuleBroken
from programme.ports import AskedQuestion, Feedback, FeedbackVerdict
from storage.eraser import ErasingStore
from storage.library.rows import period_of
from storage.statements import AnyRow, in_chunks, upsert
from storage.tables import CitationRow, FeedbackRow, QuestionRow

_QUESTION = (
    QuestionRow.id,
    QuestionRow.asker,
    QuestionRow.surface,
    QuestionRow.asked_at,
    QuestionRow.text,
    QuestionRow.status,
    QuestionRow.reason,
    QuestionRow.answer,
    QuestionRow.alternatives,
    QuestionRow.generation_id,
    QuestionRow.seconds,
)
_CITATION = (
    CitationRow.question_id,
    CitationRow.passage_id,
    CitationRow.document_key,
    CitationRow.title,
    CitationRow.status,
    CitationRow.period_start,
    CitationRow.period_end,
    CitationRow.section,
    CitationRow.page,
    CitationRow.quote,
)


class SqlQuestionStore(ErasingStore):
    """`programme.ports.QuestionStore` on SQLite or PostgreSQL, inside a unit of work."""

    def add(self, question: AskedQuestion) -> None:
        """Keep a question with its answer and citations."""
        self._connection.execute(insert(QuestionRow), _question_values(question))
        if question.citations:
            self._connection.execute(
                insert(CitationRow),
                [
                    _citation_values(question.id, ordinal, citation)
                    for ordinal, citation in enumerate(question.citations)
                ],
            )

    def get(self, question_id: str) -> AskedQuestion | None:
        """One question, or None."""
        row = self._connection.execute(
            select(*_QUESTION).where(QuestionRow.id == question_id)
        ).first()
        if row is None:
            return None
        return _question_of(row, self._citations([question_id]).get(question_id, []))

    def recent(self, limit: int = 50) -> list[AskedQuestion]:
        """The latest questions, newest first."""
        rows = self._connection.execute(
            select(*_QUESTION)
            .order_by(QuestionRow.asked_at.desc(), QuestionRow.id.desc())
            .limit(limit)
        ).all()
        citations = self._citations([row.id for row in rows])
        return [_question_of(row, citations.get(row.id, [])) for row in rows]

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep a verdict: one per person and question, the latest stands.

        Raises:
            RuleBroken: there is no such question.
        """
        known = self._connection.scalar(
            select(QuestionRow.id)
            .where(QuestionRow.id == feedback.question_id)
            .with_for_update(read=True, key_share=True)
        )
        if known is None:
            raise RuleBroken("That question is no longer kept, so no verdict on it can be.")
        verdict = upsert(self._connection, FeedbackRow).values(
            question_id=feedback.question_id,
            person=feedback.person,
            verdict=feedback.verdict,
            given_at=feedback.given_at,
        )
        self._connection.execute(
            verdict.on_conflict_do_update(
                index_elements=[FeedbackRow.question_id, FeedbackRow.person],
                set_={"verdict": verdict.excluded.verdict, "given_at": verdict.excluded.given_at},
                where=FeedbackRow.given_at <= verdict.excluded.given_at,
            )
        )

    def feedback(self, question_id: str) -> list[Feedback]:
        """The verdicts on a question, oldest first."""
        rows = self._connection.execute(
            select(FeedbackRow.person, FeedbackRow.verdict, FeedbackRow.given_at)
            .where(FeedbackRow.question_id == question_id)
            .order_by(FeedbackRow.given_at, FeedbackRow.person)
        )
        return [
            Feedback(
                question_id=question_id,
                person=row.person,
                verdict=row.verdict,
                given_at=row.given_at,
            )
            for row in rows
        ]

    def unanswered(self, since: datetime, until: datetime) -> list[str]:
        """Questions that the documents did not answer in a stretch of time, oldest first."""
        return self._asked(since, until, QuestionRow.status == AnswerStatus.NOT_FOUND)

    def marked_wrong(self, since: datetime, until: datetime) -> list[str]:
        """Questions whose answer somebody marked as unhelpful in that time, oldest first."""
        wrong = select(FeedbackRow.question_id).where(
            FeedbackRow.verdict == FeedbackVerdict.UNHELPFUL
        )
        return self._asked(since, until, QuestionRow.id.in_(wrong))

    def _asked(self, since: datetime, until: datetime, which: ColumnElement[bool]) -> list[str]:
        found = self._connection.scalars(
            select(QuestionRow.text)
            .where(QuestionRow.asked_at >= since, QuestionRow.asked_at < until, which)
            .order_by(QuestionRow.asked_at, QuestionRow.id)
        )
        return [text for text in found if text]

    def asked_by(self, person: str) -> list[AskedQuestion]:
        """A person's questions, oldest first."""
        rows = self._connection.execute(
            select(*_QUESTION)
            .where(QuestionRow.asker == person)
            .order_by(QuestionRow.asked_at, QuestionRow.id)
        ).all()
        citations = self._citations([row.id for row in rows])
        return [_question_of(row, citations.get(row.id, [])) for row in rows]

    def feedback_of(self, person: str) -> list[Feedback]:
        """A person's verdicts, oldest first."""
        rows = self._connection.execute(
            select(FeedbackRow.question_id, FeedbackRow.verdict, FeedbackRow.given_at)
            .where(FeedbackRow.person == person)
            .order_by(FeedbackRow.given_at, FeedbackRow.question_id)
        )
        return [Feedback(row.question_id, person, row.verdict, row.given_at) for row in rows]

    def erase_person(self, person: str) -> int:
        """Remove a person's questions and verdicts; how many questions went.

        Citations of those questions, and others' verdicts on them, go with the questions.
        """
        self._connection.execute(delete(FeedbackRow).where(FeedbackRow.person == person))
        gone = self._connection.execute(delete(QuestionRow).where(QuestionRow.asker == person))
        self.erased = True
        return gone.rowcount

    def erase_before(self, moment: datetime) -> int:
        """Retention: remove questions asked before a moment; how many went."""
        gone = self._connection.execute(delete(QuestionRow).where(QuestionRow.asked_at < moment))
        self.erased = True
        return gone.rowcount

    def _citations(self, question_ids: Collection[str]) -> dict[str, list[Citation]]:
        found: dict[str, list[Citation]] = {}
        for some in in_chunks(question_ids):
            rows = self._connection.execute(
                select(*_CITATION)
                .where(CitationRow.question_id.in_(some))
                .order_by(CitationRow.question_id, CitationRow.ordinal)
            )
            for row in rows:
                found.setdefault(row.question_id, []).append(_citation_of(row))
        return found


def _question_values(question: AskedQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "asker": question.asker,
        "surface": question.surface,
        "asked_at": question.asked_at,
        "text": question.text,
        "status": question.status,
        "reason": question.reason,
        "answer": question.answer,
        "alternatives": list(question.alternatives),
        "generation_id": question.generation_id,
        "seconds": question.seconds,
    }


def _question_of(row: AnyRow, citations: list[Citation]) -> AskedQuestion:
    return AskedQuestion(
        id=row.id,
        asker=row.asker,
        surface=row.surface,
        asked_at=row.asked_at,
        text=row.text,
        status=row.status,
        reason=row.reason,
        answer=row.answer,
        citations=tuple(citations),
        alternatives=tuple(row.alternatives),
        generation_id=row.generation_id,
        seconds=row.seconds,
    )


def _citation_values(question_id: str, ordinal: int, citation: Citation) -> dict[str, Any]:
    return {
        "question_id": question_id,
        "ordinal": ordinal,
        "passage_id": citation.passage_id,
        "document_key": citation.document_key,
        "title": citation.title,
        "status": citation.status,
        "period_start": citation.period.start if citation.period else None,
        "period_end": citation.period.end if citation.period else None,
        "section": list(citation.section),
        "page": citation.page,
        "quote": citation.quote,
    }


def _citation_of(row: AnyRow) -> Citation:
    return Citation(
        passage_id=row.passage_id,
        document_key=row.document_key,
        title=row.title,
        status=row.status,
        period=period_of(row.period_start, row.period_end),
        section=tuple(row.section),
        page=row.page,
        quote=row.quote,
    )
