"""A list too long for one passage is still one list to whoever asks for it."""

from pathlib import Path

import pytest

from knowledge.embedding import SentenceEmbedder
from knowledge.settings import KnowledgeSettings
from programme.answers import Answer
from programme.documents import Edition, EditionStatus
from tests.knowledge.shelf import library_of

_EDITION = Edition(
    title="Ferry repairs plan",
    kind="plan",
    owner=None,
    period=None,
    status=EditionStatus.CURRENT,
)
_ITEMS = [
    f"mend ferry number {n} with planks of seasoned oak from the forest" for n in range(1, 31)
]
_OTHERS = [
    line
    for subject in ("Crew", "Tickets", "Moorings", "Lanterns", "Weather", "Cargo")
    for line in (subject, "", f"Each year the office looks at {subject.lower()} in the spring.", "")
]
_TEXT = "\n".join(
    [
        *("Ferry repairs plan", "", *_OTHERS, "Hulls and repairs", "", "We will:", ""),
        *(f"- {item}" for item in _ITEMS),
    ]
)
_QUESTION = "List the hulls and repairs"


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    embedder = SentenceEmbedder(KnowledgeSettings(_env_file=None))
    return library_of(tmp_path, [(_EDITION, _TEXT)], embedder).answer(_QUESTION)


@pytest.mark.model
def test_it_is_shown_from_its_first_item_and_says_that_there_is_more(answer: Answer) -> None:
    shown = [s.text for s in answer.statements]
    assert shown[0] == "We will:"
    assert shown[1 : len(shown) - 1] == _ITEMS[: len(shown) - 2]
    assert shown[-1] == "There is more in the sources."
    assert len(answer.text) <= 1200


@pytest.mark.model
def test_every_quote_of_it_stands_in_the_document_as_it_is(answer: Answer) -> None:
    folded = " ".join(_TEXT.split())
    assert len(answer.citations) > 1
    assert all(c.quote in folded for c in answer.citations)
