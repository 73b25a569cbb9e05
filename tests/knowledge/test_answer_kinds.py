"""Whether a sentence holds the kind of thing that was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aliases import Aliases
from knowledge.answer_kinds import clashes, counts, figures, fits, new_names
from knowledge.questions import Question, Wanted, analyse


def ask(text: str, wanted: Wanted) -> Question:
    question = analyse(text, Aliases(), lambda _: 1.0, {})
    assert question.wanted is wanted
    return question


def fit(question: str, wanted: Wanted, text: str, heading: str = "") -> float:
    return fits(ask(question, wanted), text, heading)


@pytest.mark.parametrize(
    ("question", "wanted", "text"),
    [
        ("What share of crossings leave on time?", Wanted.NUMBER, "Some 92% of crossings do."),
        ("How many ferries are there?", Wanted.NUMBER, "Each day 14 ferries leave the pier."),
        ("How often does the crew rest?", Wanted.NUMBER, "The crew rests every four hours."),
        ("How often is the hull painted?", Wanted.NUMBER, "The hull is painted yearly."),
        ("When is the pier rebuilt?", Wanted.DATE, "The pier opens anew in May 2028."),
        ("When do ferries stop?", Wanted.DATE, "The last one leaves at 9:30pm."),
        ("How soon is a bag found?", Wanted.DATE, "Bags come back within three days."),
        ("How much does a ticket cost?", Wanted.MONEY, "A ticket is £4.50 each way."),
        ("How much money is the pier?", Wanted.MONEY, "It is 300 pounds."),
        ("Who is the harbour director?", Wanted.INDIVIDUAL, "Write to Dr Tern about the harbour."),
        ("Who leads the boatyard?", Wanted.INDIVIDUAL, "The chief officer answers for it."),
        ("Who weighs the crates?", Wanted.PERSON, "Volunteers do so at night."),
        ("Which company built the lantern?", Wanted.NAME, "It was made by Glowworks of Wick."),
        ("Which ferry is slowest?", Wanted.WHICH, "That would be the Guillemot."),
        ("Which ferry is slowest?", Wanted.WHICH, "It is the paddle ferry."),
        ("Where will the boatyard be built?", Wanted.PLACE, "It moves to the slip at Grimsay."),
        ("Why are crossings late?", Wanted.REASON, "This is due to fog."),
        ("What is the ticket office phone number?", Wanted.CONTACT, "Ring 01234 567 890."),
        ("Write to what email address?", Wanted.CONTACT, "Ask bags@example.org first."),
        ("Do ferries sail in fog?", Wanted.STATEMENT, "They do."),
        ("What are our promises?", Wanted.LIST, "A covered waiting room."),
    ],
)
def test_the_kind_of_thing_is_there(question: str, wanted: Wanted, text: str) -> None:
    assert fit(question, wanted, text) >= 0.9


@pytest.mark.parametrize(
    ("question", "wanted", "text"),
    [
        ("What share of crossings leave on time?", Wanted.NUMBER, "Most crossings do."),
        ("Do 92% leave? What number is it?", Wanted.NUMBER, "It is 92%."),
        ("How many ferries are there?", Wanted.NUMBER, "We paint 14 piers."),
        (
            "How many ferries are there?",
            Wanted.NUMBER,
            "Ferries have Band 5 crews.",
        ),
        ("When is the pier rebuilt?", Wanted.DATE, "The pier is rebuilt with oak."),
        ("How much does a ticket cost?", Wanted.MONEY, "A ticket lasts 9 days."),
        ("What is the budget for the pier?", Wanted.MONEY, "The budget rises by 4%."),
        ("Who is the harbour director?", Wanted.INDIVIDUAL, "The harbour director decides."),
        ("Who weighs the crates?", Wanted.PERSON, "Crates weigh a ton."),
        ("Which company built the lantern?", Wanted.NAME, "Everything is built with care."),
        ("Which ferry is slowest?", Wanted.WHICH, "Other ferries exist"),
        ("Where will the boatyard be built?", Wanted.PLACE, "It will be built of oak."),
        ("What is the ticket office phone number?", Wanted.CONTACT, "Ring the office."),
        ("Do ferries sail in fog?", Wanted.STATEMENT, "In fog we will:"),
    ],
)
def test_the_kind_of_thing_is_missing(question: str, wanted: Wanted, text: str) -> None:
    assert fit(question, wanted, text) <= 0.4


def test_a_change_is_no_level_and_a_level_no_change() -> None:
    rise = "We raise ferry speed by 12%."
    assert fit("What is the ferry speed figure?", Wanted.NUMBER, rise) < 0.5
    assert fit("By how much will ferry speed go up?", Wanted.NUMBER, rise) == 1.0


@pytest.mark.parametrize(
    ("question", "text", "heading", "clash"),
    [
        # What was achieved is not what was targeted.
        ("What is the target for lost bags?", "Lost bags fell from 9% to 4%.", "", True),
        ("What is the target for lost bags?", "We will cut lost bags to 4%.", "", False),
        ("What is the target for lost bags?", "Lost bags were cut to 4%.", "Our aims", False),
        ("How many bags have we had so far?", "We will lose at most 40 bags.", "", True),
        ("How many bags have we had so far?", "Some 40 bags.", "Measures of success", True),
        ("How many bags have we had so far?", "We have lost 40 bags.", "Our aims", False),
        ("How many bags are there?", "We will lose at most 40 bags.", "Our aims", False),
        ("How many bags are there?", "Lost bags fell from 9% to 4%.", "", False),
    ],
)
def test_what_was_achieved_is_not_what_was_aimed_at(
    question: str, text: str, heading: str, clash: bool
) -> None:
    asked = ask(question, Wanted.NUMBER)
    assert clashes(asked, text, heading) is clash
    if clash:
        assert fits(asked, text, heading) <= 0.4


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It employs 310 deckhands.", "deckhand"),
        ("It employs 310 skilled and cheerful deckhands.", "deckhand"),
        ("Deckhands in post: 310", "deckhand"),
        ("It looks after 64,000 people.", "patient"),
        ("It employs 310 colleagues.", "staff"),
    ],
)
def test_a_figure_counts_the_thing_named(text: str, counted: str) -> None:
    assert counts(text, (counted,))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It owns 9 ferries and a long list of very able deckhands.", "deckhand"),
        ("It employs 310 deckhands.", "ferri"),
        ("It runs 3 staff canteens.", "staff"),
        ("It employs deckhands.", "deckhand"),
        ("Band 4 deckhands", "deckhand"),
        ("Volunteers inspected 85 ferries.", "volunteer"),
    ],
)
def test_a_figure_counts_nothing_else(text: str, counted: str) -> None:
    assert not counts(text, (counted,))


def test_a_figure_of_another_year_is_not_the_one_asked_for() -> None:
    asked = "What share of crossings should leave on time by 2029?"
    assert fit(asked, Wanted.NUMBER, "92% of crossings leave on time by 2029") == 1.0
    assert fit(asked, Wanted.NUMBER, "92% of crossings leave on time") == 1.0
    assert fit(asked, Wanted.NUMBER, "88% of crossings leave on time by 2027") < 0.5
    assert fit(asked, Wanted.NUMBER, "88% of crossings", "Targets for 2027") < 0.5


def test_numbers_in_words_count_where_they_may() -> None:
    assert counts("It owns four ferries.", ("ferri",), spelled=True)
    assert not counts("It owns four ferries.", ("ferri",))
    assert fit("How many ferries are there?", Wanted.NUMBER, "It owns four ferries.") == 0.9


def test_names_the_question_gives_and_first_words_are_nothing_new() -> None:
    question = ask("Does the Guillemot sail?", Wanted.STATEMENT)
    assert new_names(question, "Yes, the Guillemot and the Razorbill sail.") == ["Razorbill"]
    assert new_names(question, "Ferries sail in March for the NHS.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("92% of 1,700 in 2.5 hours at 9:30", ["92", "1,700", "2.5", "9:30"]),
        ("2026–2031", ["2026", "2031"]),
        ("objective 1.2.", ["1.2"]),
        ("three ferries", []),
    ],
)
def test_figures_as_written(text: str, found: list[str]) -> None:
    assert figures(text) == found


QUESTIONS = st.sampled_from(
    [
        ("How many ferries are there?", Wanted.NUMBER),
        ("When is the pier rebuilt?", Wanted.DATE),
        ("How much does a ticket cost?", Wanted.MONEY),
        ("Which ferry is slowest?", Wanted.WHICH),
        ("Who weighs the crates?", Wanted.PERSON),
        ("What is the target for lost bags?", Wanted.NUMBER),
    ]
)


@given(QUESTIONS, st.text(max_size=120), st.text(max_size=30))
def test_any_words_can_be_weighed(asked: tuple[str, Wanted], text: str, heading: str) -> None:
    assert 0.0 <= fit(*asked, text, heading) <= 1.0


@given(st.text(st.characters(exclude_categories=["N"]), max_size=120))
def test_no_words_without_a_figure_tell_a_sum_of_money(text: str) -> None:
    assert fit("What is the budget for the pier?", Wanted.MONEY, text) <= 0.1


def test_a_moment_is_nearly_as_good_as_a_date() -> None:
    said = "The crew plans the way back from day one."

    assert 0.5 < fit("When should the crew plan the way back?", Wanted.DATE, said) < 1
