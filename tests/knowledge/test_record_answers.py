"""A question that names a column is answered with that cell, and with no other row's."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from knowledge.library import Library
from programme.answers import Answer, AnswerStatus
from tests.ingest.office import open_office
from tests.knowledge.crew_documents import OBJECTIVES, PLANS
from tests.knowledge.test_picking_and_composing import MODELS

GALLERY = "Improvement goal: Less rust on the railings; "


@pytest.fixture(scope="module", params=MODELS)
def library(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite_file: Path,
) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("lighthouses")
    copyfile(migrated_sqlite_file, folder / "truenorth.db")
    office = open_office(folder, f"sqlite:///{folder / 'truenorth.db'}")
    office.embedder = request.param()
    office.write("objectives.md", OBJECTIVES)
    assert office.ingest().failed == ()
    assert office.index_plans(*PLANS).failed == ()
    yield office.library()
    office.engine.dispose()


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What is Skerry rock's target for rust on the railings?", "Target: 20 railings"),
        ("What is the baseline for rust on the railings?", "Baseline: 58 railings"),
        ("By when should there be less rust on the railings?", "Due: 31 March 2027"),
        ("What is the deadline for rust on the railings?", "Due: 31 March 2027"),
        (
            "What is the measure for rust on the railings?",
            "Measure: Rusty railings on the gallery",
        ),
    ],
)
def test_a_record_shows_the_field_asked_for_under_its_name(
    library: Library, question: str, cell: str
) -> None:
    first, *_ = said(library.answer(question))

    assert first == GALLERY + cell


@pytest.mark.parametrize(
    "question",
    [
        "What is the baseline for rust on the stairs?",
        "When is the goal for rust on the stairs due?",
        "What is the target for rust on the stairs?",
    ],
)
def test_a_target_that_says_where_from_and_by_when_tells_these_too(
    library: Library, question: str
) -> None:
    first, *_ = said(library.answer(question))

    assert first == (
        "Improvement goal: Less rust on the stairs; "
        "Target: Rusty stairs: from 70 stairs to 35 stairs by 30 September 2027"
    )


@pytest.mark.parametrize(
    "question",
    [
        "What is the target for gulls counted at dawn?",
        "By when will more gulls be counted?",
        "Who leads the goal on rust on the railings?",
        "What is the status of the goal on gulls counted?",
    ],
)
def test_what_its_record_lacks_is_not_taken_from_another(library: Library, question: str) -> None:
    answer = library.answer(question)

    assert answer.status is AnswerStatus.NOT_FOUND
    assert not {"58", "20", "70", "35", "12", "40"} & set(answer.text.split())


def test_whose_plan_is_named_is_not_answered_from_anothers(library: Library) -> None:
    answer = library.answer("What is Skerry's target for rust on the stairs?")

    assert "stairs: from 70" not in answer.text


def test_a_tables_row_shows_what_names_it_and_the_cell_asked_for(library: Library) -> None:
    answer = library.answer("What is the target for fewer lamp failures?")

    assert said(answer)[0] == "Ref: A1; Objective: Fewer lamp failures; Target: 12"
    assert [answer.citations[i].quote for i in answer.statements[0].citations] == [
        "12",
        "A1 Fewer lamp failures",
    ]


def test_neighbouring_cells_are_quoted_in_one_piece(library: Library) -> None:
    answer = library.answer("What is the baseline for quicker fog signals?")

    assert said(answer)[0] == "Ref: A2; Objective: Quicker fog signals; Baseline: 90 seconds"
    assert [answer.citations[i].quote for i in answer.statements[0].citations] == [
        "A2 Quicker fog signals 90 seconds"
    ]


def test_a_row_asked_for_more_than_headings_name_is_shown_whole(library: Library) -> None:
    answer = library.answer("What is the target for fewer lamp failures and where from?")

    assert "Notes: Bulbs are bought abroad" in said(answer)[0]


def test_what_is_done_about_something_is_told_in_the_goals_words(library: Library) -> None:
    answer = library.answer("What is Skerry rock doing about rust on the railings?")

    assert answer.status is AnswerStatus.ANSWERED
    assert "Less rust on the railings" in answer.text


# --- all that somebody plans -----------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "What does Skerry rock plan?",
        "Which goals belong to Skerry rock?",
        "What are Skerry rock's goals?",
        "List all the goals of the Skerry rock team",
        "What is Skerry rock working on this year?",
    ],
)
def test_all_goals_of_the_one_named_are_listed(library: Library, question: str) -> None:
    answer = library.answer(question)

    assert said(answer) == ["Less rust on the railings", "More gulls counted"]
    assert {c.section for c in answer.citations} == {("Skerry rock",)}


def test_however_many_goals_a_plan_has_they_are_its_own_in_order(library: Library) -> None:
    listed = said(library.answer("What are the goals of Far sands?"))

    assert listed == [f"Calm water at mooring {number:02}" for number in range(1, 31)]


@pytest.mark.parametrize(
    "question",
    [
        "What does Skerry rock plan about gulls?",
        "What are the goals for gulls?",
        "What did Skerry rock plan in the old plan?",
        "What is Skerry rock?",
    ],
)
def test_less_than_a_whole_plan_is_not_met_with_all_of_it(library: Library, question: str) -> None:
    assert said(library.answer(question)) != ["Less rust on the railings", "More gulls counted"]
