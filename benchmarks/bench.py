"""What the measurements share: a temporary folder, the model, documents and questions."""

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.premises import KNOWLEDGE, Premises, premises
from bot.evaluation import EvalQuestion, read_questions
from knowledge.embedding import SentenceEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROOT = Path(__file__).parent.parent
QUESTIONS = Path(__file__).parent / "questions"
_SHARED = ROOT.parent / "shared"
_WARM_UP = 60
_NEVER_ANSWERED = ("absent", "unsafe")


def first_there(*paths: Path) -> Path:
    """The first path that exists; the last one when none does."""
    return next((path for path in paths if path.exists()), paths[-1])


def strategies() -> Path:
    """The published strategies where they are at hand, otherwise the briefs in samples."""
    return first_there(_SHARED / "documents", ROOT / "samples" / "documents")


def questions_file() -> Path:
    """The questions that go with `strategies`."""
    return first_there(
        _SHARED / "evals" / "strategy_questions.jsonl", ROOT / "samples" / "questions.jsonl"
    )


class Bench:
    """Shared by the measurements of one run; each part is made when it is first needed."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self.folder = folder
        self._opened = opened
        self.documents = strategies()
        self.questions: list[EvalQuestion] = read_questions(questions_file())

    @cached_property
    def warm_up(self) -> list[str]:
        """Other questions about the same subject, to warm a process with."""
        return [q.question for q in read_questions(QUESTIONS / "strategies-1.jsonl")][:_WARM_UP]

    @property
    def answerable(self) -> list[EvalQuestion]:
        """The questions that the documents answer."""
        return [q for q in self.questions if q.kind not in _NEVER_ANSWERED]

    @cached_property
    def embedder(self) -> SentenceEmbedder:
        """The project's embedder, its model loaded."""
        embedder = SentenceEmbedder(KNOWLEDGE)
        embedder.load()
        return embedder

    @cached_property
    def bare_model(self) -> "SentenceTransformer":
        """The same model, loaded as anyone would: what baselines embed with."""
        from sentence_transformers import SentenceTransformer

        weights = self.embedder.packaged_weights
        assert weights is not None, "the measurements are made with the packaged model"
        model = SentenceTransformer(str(weights.parent), device="cpu")
        model.encode("warm", show_progress_bar=False)
        return model

    def open(self, name: str) -> Premises:
        """A data folder of this name, open until the end of the run."""
        return self._opened.enter_context(premises(self.folder / name, self.embedder))

    @cached_property
    def library(self) -> Premises:
        """The documents, read in and warm."""
        opened = self.open("documents")
        opened.ingest([self.documents])
        opened.library.warm()
        return opened
