"""Which fields headings and questions name."""

import pytest

from knowledge.row_fields import Field, asked_fields, asks_field, asks_more, heading_fields
from knowledge.wording import fold, stem


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Target", {Field.TARGET}),
        ("Targets 2027", {Field.TARGET}),
        ("Target date", {Field.DUE}),
        ("By when", {Field.DUE}),
        ("Timescale", {Field.DUE}),
        ("Starting point", {Field.BASELINE}),
        ("Lead", {Field.OWNER}),
        ("Who", {Field.OWNER}),
        ("RAG", {Field.STATUS}),
        ("Measure and target", {Field.MEASURE, Field.TARGET}),
        ("Pier", set()),
        ("How we will know that our measures are met", set()),
    ],
)
def test_a_heading_says_what_its_cells_tell(heading: str, fields: set[Field]) -> None:
    assert heading_fields(heading) == fields


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("What is the target for falls?", {Field.TARGET}),
        ("What's the target date for falls?", {Field.DUE}),
        ("By when should falls come down?", {Field.DUE}),
        ("When is the falls goal due?", {Field.DUE}),
        ("When did the ward open?", set()),
        ("Was it late due to snow?", set()),
        ("Who leads the falls goal?", {Field.OWNER}),
        ("Who is the executive lead for falls?", {Field.OWNER}),
        ("Who will get a safety plan?", set()),
        ("What is the baseline and target for falls?", {Field.BASELINE, Field.TARGET}),
        ("What is Ash ward doing about falls?", set()),
    ],
)
def test_a_question_names_the_fields_it_asks_for(question: str, fields: set[Field]) -> None:
    assert asked_fields(fold(question)) == fields


def test_a_second_thing_asked_for_is_noticed_unless_both_are_fields() -> None:
    assert asks_more("what is the target and how many wards are there")
    assert not asks_more("what is the target and by when")
    assert not asks_more("what is the target for falls and slips")


def test_words_that_name_a_field_name_no_subject() -> None:
    assert asks_field(stem("deadline"))
    assert not asks_field(stem("restraint"))
