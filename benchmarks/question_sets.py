"""The question sets: which there are, which documents each is about, and which are held apart."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import QUESTIONS, ROOT
from benchmarks.premises import Premises, premises
from bot.evaluation import EvalQuestion, read_questions
from knowledge.embedding import SentenceEmbedder

_SHARED = ROOT.parent / "shared"
_STRATEGIES = _SHARED / "documents"

HELD_APART = ("strategies-2", "strategies-4", "strategies-5", "strategies-7", "ostrey-vale")
"""Never fitted on: what a judgement reaches there is what it is worth."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with known answers, and the documents they are about."""

    name: str
    file: Path
    documents: Path

    @property
    def is_there(self) -> bool:
        """True when both are at hand; the published strategies may not be."""
        return self.file.is_file() and self.documents.is_dir()

    def questions(self) -> list[EvalQuestion]:
        """The questions, in order."""
        return read_questions(self.file)


def question_sets() -> list[QuestionSet]:
    """Every set that is at hand with its documents."""
    sets = [
        QuestionSet("strategies-0", _SHARED / "evals" / "strategy_questions.jsonl", _STRATEGIES),
        *(QuestionSet(f.stem, f, _STRATEGIES) for f in sorted(QUESTIONS.glob("*.jsonl"))),
        *(
            QuestionSet(f.parent.name, f, f.parent / "documents")
            for f in sorted(QUESTIONS.glob("*/questions.jsonl"))
        ),
        QuestionSet("samples", ROOT / "samples/questions.jsonl", ROOT / "samples/documents"),
    ]
    return [one for one in sets if one.is_there]


def opened(
    sets: list[QuestionSet], embedder: SentenceEmbedder, folder: Path, stack: ExitStack
) -> Iterator[tuple[QuestionSet, Premises]]:
    """Each set with a library over its documents, read in once for all sets about them."""
    ready: dict[Path, Premises] = {}
    for one in sets:
        if one.documents not in ready:
            data = folder / str(len(ready))
            ready[one.documents] = stack.enter_context(premises(data, embedder))
            report = ready[one.documents].ingest([one.documents])
            assert not report.failed, f"of the documents of {one.name} some could not be read"
            ready[one.documents].library.warm()
        yield one, ready[one.documents]
