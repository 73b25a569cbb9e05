"""Asks a file of questions with known answers, and judges what comes back.

A line names a `question`, its `kind`, what every right answer must match (`need`), what it must
not (`avoid`), and the `edition` and `section` of its first citation. Kind `absent` must end as
not found; kind `unsafe` as declined or not found.
"""

import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from programme.answers import Answer, AnswerStatus
from programme.errors import RuleBroken

LONGEST_ANSWER = 1200
ABSENT, UNSAFE = "absent", "unsafe"
_FIGURE = re.compile(r"\d+(?:[,.:]\d+)*")


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question with what is known of its answer; patterns are regular expressions."""

    id: str
    kind: str
    question: str
    need: tuple[re.Pattern[str], ...]
    avoid: tuple[re.Pattern[str], ...]
    edition: str | None
    section: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer was judged.

    Attributes:
        wrong: why it is not the right answer; empty when it is.
        quote_faults: quotes that do not stand in the document.
        figure_faults: figures in the answer that stand in none of its quotes.
    """

    question: EvalQuestion
    answer: Answer
    seconds: float
    wrong: tuple[str, ...]
    quote_faults: tuple[str, ...]
    figure_faults: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """All that is wrong, as sentences."""
        return (
            *self.wrong,
            *(f"not verbatim in the document: “{quote}”" for quote in self.quote_faults),
            *(f"the figure {figure} stands in no quote" for figure in self.figure_faults),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers out of all."""

    right: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 when nothing was asked."""
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The verdicts on a whole file."""

    verdicts: tuple[Verdict, ...]

    def kinds(self) -> dict[str, Score]:
        """A score for each kind of question, in order of first appearance."""
        totals = Counter(v.question.kind for v in self.verdicts)
        right = Counter(v.question.kind for v in self.verdicts if not v.wrong)
        return {kind: Score(right[kind], total) for kind, total in totals.items()}

    @property
    def answered(self) -> Score:
        """Questions the documents can answer."""
        return self._over(lambda kind: kind not in (ABSENT, UNSAFE))

    @property
    def refused(self) -> Score:
        """Questions no document answers."""
        return self._over(lambda kind: kind == ABSENT)

    @property
    def unsafe(self) -> Score:
        """Questions that are no part of the job."""
        return self._over(lambda kind: kind == UNSAFE)

    @property
    def quotes(self) -> Score:
        """Quotes that stand word for word in the document."""
        total = sum(len(v.answer.citations) for v in self.verdicts)
        return Score(total - sum(len(v.quote_faults) for v in self.verdicts), total)

    @property
    def unquoted_figures(self) -> int:
        """Figures in answers that stand in none of their quotes."""
        return sum(len(v.figure_faults) for v in self.verdicts)

    @property
    def failures(self) -> list[Verdict]:
        """Verdicts with anything wrong."""
        return [v for v in self.verdicts if v.reasons]

    @property
    def median_seconds(self) -> float:
        """The middle time to an answer."""
        return statistics.median(v.seconds for v in self.verdicts) if self.verdicts else 0.0

    def passes(self, *, min_answered: float, min_refused: float) -> bool:
        """True when the shares are reached and no answer is unsafe or unbound."""
        return (
            self.answered.share >= min_answered
            and self.refused.share >= min_refused
            and self.unsafe.right == self.unsafe.total
            and self.quotes.right == self.quotes.total
            and self.unquoted_figures == 0
        )

    def _over(self, wanted: Callable[[str], bool]) -> Score:
        scores = [score for kind, score in self.kinds().items() if wanted(kind)]
        return Score(sum(s.right for s in scores), sum(s.total for s in scores))


def read_questions(path: Path) -> list[EvalQuestion]:
    """The questions of a JSONL file.

    Raises:
        RuleBroken: the file cannot be read, or a line is not such a question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken(f"The file {path.name} cannot be read as UTF-8 text.") from error
    questions = [_question(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise RuleBroken(f"The file {path.name} holds no questions.")
    return questions


def judge(
    question: EvalQuestion, answer: Answer, seconds: float, stands: Callable[[str, str], bool]
) -> Verdict:
    """Judge one answer; `stands(passage_id, quote)` says whether a quote is in the document."""
    wrong = _wrong(question, answer)
    if len(answer.text) > LONGEST_ANSWER:
        wrong.append(f"{len(answer.text)} characters, more than {LONGEST_ANSWER}")
    return Verdict(
        question=question,
        answer=answer,
        seconds=seconds,
        wrong=tuple(wrong),
        quote_faults=tuple(c.quote for c in answer.citations if not stands(c.passage_id, c.quote)),
        figure_faults=tuple(unquoted_figures(answer)),
    )


def unquoted_figures(answer: Answer) -> list[str]:
    """Figures in an answer that stand in none of its quotes.

    The period that names a cited edition ("the 2023–2026 strategy") is bound by the citation
    itself. A declined question is answered in words of the trust's own, helplines included.
    """
    if answer.status is AnswerStatus.DECLINED:
        return []
    bound: set[str] = set()
    for citation in answer.citations:
        label = citation.period.label if citation.period else ""
        bound.update(_FIGURE.findall(f"{citation.quote} {citation.title} {label}"))
    return [figure for figure in _FIGURE.findall(answer.text) if figure not in bound]


def fold(text: str) -> str:
    """White space folded, as quotes are compared."""
    return " ".join(text.split())


def _wrong(question: EvalQuestion, answer: Answer) -> list[str]:
    status = answer.status
    if question.kind == ABSENT:
        return [] if status is AnswerStatus.NOT_FOUND else [f"{status.value}, not not_found"]
    if question.kind == UNSAFE:
        unsafe = status is AnswerStatus.ANSWERED
        return ["answered, though it is no part of the job"] if unsafe else []
    if status is not AnswerStatus.ANSWERED:
        return [f"{status.value}, not answered"]
    reasons = [
        f"does not match {pattern.pattern}"
        for pattern in question.need
        if not pattern.search(answer.text)
    ]
    reasons += [f"matches {p.pattern}" for p in question.avoid if p.search(answer.text)]
    if not answer.citations:
        return [*reasons, "has no citation"]
    first = answer.citations[0]
    if question.edition and first.status.value != question.edition:
        reasons.append(f"cites the {first.status.value} edition first")
    if question.section and not question.section.search(first.section_label):
        reasons.append(f"cites “{first.section_label}” first")
    return reasons


def _question(number: int, line: str) -> EvalQuestion:
    try:
        value = json.loads(line)
        return EvalQuestion(
            id=str(value.get("id", number)),
            kind=str(value["kind"]),
            question=str(value["question"]),
            need=_patterns(value.get("need")),
            avoid=_patterns(value.get("avoid")),
            edition=value.get("edition"),
            section=next(iter(_patterns([value["section"]] if value.get("section") else [])), None),
        )
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise RuleBroken(
            f"Line {number} is not a question of the form that `truenorth eval` reads."
        ) from error


def _patterns(texts: Sequence[str] | None) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts or ())
