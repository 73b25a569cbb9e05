"""Examples for the two judgements: the features of each candidate, and whether it answers."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.holding import holds
from benchmarks.premises import KNOWLEDGE, Premises
from benchmarks.question_sets import QuestionSet, opened
from bot.evaluation import ABSENT, UNSAFE, EvalQuestion
from knowledge.embedding import SentenceEmbedder
from knowledge.judging import judge
from knowledge.wording import content_stems

_CONSIDERED = 12
_ALIKE = 0.5
"""Share of the telling words of either that both questions have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidates as they are judged.

    Attributes:
        features: of each candidate, in the order of retrieval.
        answers: of each, whether it holds the answer; None where that cannot be said.
    """

    question: EvalQuestion
    features: tuple[Mapping[str, float], ...]
    answers: tuple[bool | None, ...]

    @property
    def is_absent(self) -> bool:
        """True when nothing answers it."""
        return self.question.kind == ABSENT


def read_examples(sets: Sequence[QuestionSet], folder: Path) -> dict[str, list[Asked]]:
    """The examples of each set; what is declined before it is looked up is no example."""
    embedder = SentenceEmbedder(KNOWLEDGE)
    with ExitStack() as stack:
        return {
            one.name: [_asked(q, ready) for q in one.questions() if q.kind != UNSAFE]
            for one, ready in opened(list(sets), embedder, folder, stack)
        }


def unlike(asked: Sequence[Asked], others: Sequence[Asked]) -> list[Asked]:
    """Those that ask something none of the others asks in much the same words.

    People ask the same things: questions held apart are only a fair trial where they differ.
    """
    known = [frozenset(content_stems(one.question.question)) for one in others]
    return [
        one
        for one in asked
        if not any(_alike(frozenset(content_stems(one.question.question)), k) for k in known)
    ]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    either = len(one | other)
    return either > 0 and len(one & other) / either >= _ALIKE


def _asked(question: EvalQuestion, ready: Premises) -> Asked:
    retrieved = ready.library.retrieve(question.question, _CONSIDERED)
    judged = judge(retrieved.question, retrieved.evidence[:_CONSIDERED])
    return Asked(
        question=question,
        features=tuple(j.features for j in judged),
        answers=tuple(holds(question, j.evidence) for j in judged),
    )
