"""A further statement speaks of the very thing asked about."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from knowledge.aliases import Aliases
from knowledge.embedding import SentenceEmbedder
from knowledge.library import Library
from knowledge.questions import Question, analyse
from knowledge.settings import KnowledgeSettings
from knowledge.subject_told import speaks_as_much, subject
from knowledge.wording import stems
from tests.ingest.office import open_office

BRIEFS = Path(__file__).parents[2] / "samples" / "documents"


def asked(text: str) -> Question:
    return analyse(text, Aliases(()), lambda _: 1.0, {})


def speaks(question: str, first: str, further: str) -> bool:
    return speaks_as_much(asked(question), stems(first), stems(further))


def test_the_subject_is_what_is_asked_about_and_not_what_of_it() -> None:
    terms = subject(asked("What is the baseline for restraint in Forensic?"))

    assert [term.word for term in terms] == ["restraint", "forensic"]


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("a health check for 85% of those with an illness", False),
        ("absence through sickness costs a fortnight a year", True),
    ],
)
def test_what_only_lies_near_in_meaning_is_another_thing(further: str, told: bool) -> None:
    question = "What is our target for sickness?"

    assert speaks(question, "sickness rate down to 3.5%", further) is told


def test_where_the_first_answers_in_other_words_so_may_the_next() -> None:
    assert speaks("What do we do about boredom?", "a quiz each week", "games in the evening")


@pytest.fixture(scope="module")
def briefs(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite_file: Path
) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("briefs")
    copyfile(migrated_sqlite_file, folder / "truenorth.db")
    office = open_office(folder, f"sqlite:///{folder / 'truenorth.db'}")
    office.embedder = SentenceEmbedder(KnowledgeSettings())
    for brief in BRIEFS.iterdir():
        office.write(brief.name, brief.read_text(encoding="utf-8"))
    assert office.ingest().failed == ()
    yield office.library()
    office.engine.dispose()


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "What is the goal for sickness?",
        "What is our target for sickness in the previous strategy?",
    ],
)
def test_an_item_of_another_list_that_speaks_of_something_else_is_left_out(
    briefs: Library, question: str
) -> None:
    items = [statement.text for statement in briefs.answer(question).statements if statement.item]

    assert items == ["sickness rate down to 3.5%"]
