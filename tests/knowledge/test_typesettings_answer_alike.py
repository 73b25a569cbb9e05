"""The strategies set as PDF and as Word give the answers that their texts give."""

import re
import shutil
from pathlib import Path

import pytest

from knowledge.embedding import SentenceEmbedder
from knowledge.settings import KnowledgeSettings
from programme.answers import Answer
from storage import migrate
from storage.engine import open_engine
from tests.ingest.office import Office
from tests.ingest.readers.typesetting import SETTERS
from tests.ingest.typeset_anew import set_with_levels

QUESTIONS = (
    "What are the five True Norths?",
    "What is our vision?",
    "What are our values?",
    "How will we measure success for Timely access?",
    "What will be different under Safe care?",
    "What will we do for staff under Positive experiences?",
    "How many people do we expect to care for in our hospitals each year?",
    "When do we want to reach net zero?",
    "How has the wait for a dementia diagnosis changed?",
    "What was the bed occupancy target in the 2023-2026 strategy?",
    "What was objective 2.2 of the previous strategy?",
    "What did the old strategy want the vacancy rate to be?",
)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(KnowledgeSettings())


def answers(folder: Path, data: Path, embedder: SentenceEmbedder) -> dict[str, Answer]:
    """The answers out of this folder alone."""
    url = f"sqlite:///{data / 'truenorth.db'}"
    migrate.upgrade(url)
    office = Office(folder=folder, data=data, engine=open_engine(url), embedder=embedder)
    try:
        report = office.ingest(prune=True)
        assert report.failed == ()
        assert len(office.documents()) == 2
        library = office.library()
        return {question: library.answer(question) for question in QUESTIONS}
    finally:
        office.engine.dispose()


def gist(answer: Answer) -> tuple[str, ...]:
    """What is said and what it is bound to, without bullets, marks of emphasis or pages."""
    words = (answer.text, *(citation.quote for citation in answer.citations))
    return (str(answer.status), *(re.sub(r"[^\w%£.]+", " ", text).strip() for text in words))


@pytest.fixture(scope="module")
def text_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("text")


@pytest.fixture(scope="module")
def from_text(shared: Path, text_data: Path, embedder: SentenceEmbedder) -> dict[str, Answer]:
    return answers(shared / "documents", text_data, embedder)


@pytest.mark.model
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_answers_are_the_same(suffix, from_text, text_data, shared, tmp_path, embedder):
    folder = tmp_path / "typeset"
    folder.mkdir()
    for path in sorted((shared / "documents").glob("*.txt")):
        SETTERS[suffix](set_with_levels(path), folder / f"{path.stem}.{suffix}")
    # The same words cost no embedding: what the texts cost is taken over.
    shutil.copyfile(text_data / "truenorth.db", tmp_path / "truenorth.db")

    typeset = answers(folder, tmp_path, embedder)

    different = {
        question: (gist(from_text[question]), gist(typeset[question]))
        for question in QUESTIONS
        if gist(from_text[question]) != gist(typeset[question])
    }
    assert different == {}


@pytest.mark.model
def test_the_questions_are_answered(from_text):
    assert [q for q, answer in from_text.items() if str(answer.status) != "answered"] == []
