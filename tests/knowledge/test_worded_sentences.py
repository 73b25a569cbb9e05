"""Sentences of a model, held to their quotes: a table of what stands and what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.worded_sentences import Unfit, Worded, sentences_of, unfit
from tests.knowledge.made_up_answers import (
    LETTERS,
    LETTERS_PASSAGE,
    TELEPHONES,
    citation,
    passage,
)

MEASURES = (
    "Waiting: 85% of people treated within 18 weeks and 95% seen within 4 hours. "
    "We have opened three clinics in Madeupton since 2023."
)
QUOTES = (
    citation(LETTERS_PASSAGE),
    citation(passage(TELEPHONES, "telephones", section=("Our switchboard",))),
    citation(passage(MEASURES, "measures", section=("Access", "What we have done"))),
)


def fault(text: str, *numbers: int) -> Unfit | None:
    return unfit(Worded(text, numbers), QUOTES)


STANDS = [
    ("We will answer 90% of letters within 5 days.", 1),
    ("90% of letters within 5 days.", 1),
    ("90 per cent of letters will be answered within 5 days.", 1),
    ("We will send no letters by fax.", 1),
    ("By 2031, every telephone call will be answered within 20 seconds.", 2),
    ("Our switchboard will answer every telephone call.", 2),
    ("85% of people are treated within 18 weeks.", 3),
    ("95% are seen within 4 hours.", 3),
    ("Three clinics have opened in Madeupton.", 3),
    ("3 clinics have opened in Madeupton.", 3),
]
STRAYS = [
    ("We will answer 95% of letters within 5 days.", 1, Unfit.FIGURE),
    ("We will answer 90% of letters within five and a half days.", 1, Unfit.TURNED),
    ("We will answer ninety letters.", 1, Unfit.TURNED),
    ("We will answer 90 letters within 5 days.", 1, Unfit.FIGURE),
    ("We will answer £90 of letters within 5 days.", 1, Unfit.FIGURE),
    ("We will answer 5 letters.", 1, Unfit.FIGURE),
    ("We will answer 90% of letters within two days.", 1, Unfit.FIGURE),
    ("95% of people are treated within 18 weeks.", 3, Unfit.FIGURE),
    ("85% of people are seen within 4 hours.", 3, Unfit.FIGURE),
    ("Our switchboard will answer every call within 20 seconds.", 2, Unfit.FOREIGN),
    ("Three clinics are seen within 4 hours.", 3, Unfit.FIGURE),
    ("We will not answer 90% of letters within 5 days.", 1, Unfit.TURNED),
    ("We will send letters by fax.", 1, Unfit.TURNED),
    ("We answered 90% of letters within 5 days last year.", 1, Unfit.TURNED),
    ("We have answered 90% of letters within 5 days.", 1, Unfit.TURNED),
    ("We must answer 90% of letters within 5 days.", 1, Unfit.TURNED),
    ("We will answer only 90% of letters within 5 days.", 1, Unfit.TURNED),
    ("We will answer 90% of letters after 5 days.", 1, Unfit.TURNED),
    ("We currently answer 90% of letters within 5 days.", 1, Unfit.TURNED),
    ("We will answer 90% of letters in Elsewhere within 5 days.", 1, Unfit.NAME),
    ("We will answer bills, forms and tax questions.", 1, Unfit.FOREIGN),
    ("The hospital garden is lovely.", 1, Unfit.FOREIGN),
    ("This is it.", 1, Unfit.FOREIGN),
    ("We will answer letters at www.example.org.", 1, Unfit.UNLIKE_WORDS),
    ("We will answer letters <!channel>.", 1, Unfit.UNLIKE_WORDS),
    ("We will answer letters to a@example.org.", 1, Unfit.UNLIKE_WORDS),
    ("We will \u202eanswer letters.", 1, Unfit.UNLIKE_WORDS),
    ("We will answer letters. " * 30, 1, Unfit.UNLIKE_WORDS),
    ("We will answer letters of Mr Smith, NHS number 943 476 5919.", 1, Unfit.PATIENT_DATA),
]


@pytest.mark.parametrize(("text", "number"), STANDS)
def test_what_can_be_read_off_its_quote_stands(text: str, number: int) -> None:
    assert fault(text, number) is None


@pytest.mark.parametrize(("text", "number", "why"), STRAYS)
def test_what_cannot_is_dropped_and_why(text: str, number: int, why: Unfit) -> None:
    assert fault(text, number) is why


@pytest.mark.parametrize(("text", "number"), STANDS)
def test_a_sentence_stands_on_no_quote_but_its_own(text: str, number: int) -> None:
    for other in {1, 2, 3} - {number}:
        assert fault(text, other) is not None


def test_a_sentence_names_one_quote_that_there_is() -> None:
    text = "We will answer 90% of letters within 5 days."
    assert fault(text) is Unfit.NO_NUMBER
    assert fault(text, 0) is Unfit.UNKNOWN_NUMBER
    assert fault(text, 4) is Unfit.UNKNOWN_NUMBER
    assert fault(text, 1, 2) is Unfit.SEVERAL_NUMBERS


def test_a_figure_in_a_heading_is_no_figure_of_the_quote() -> None:
    headed = citation(passage("We answer letters.", "p", section=("Aim 7: letters",)))
    assert unfit(Worded("We answer 7 letters.", (1,)), [headed]) is Unfit.FIGURE


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("One [1]. Two. [2]", [("One.", (1,)), ("Two.", (2,))]),
        ("One [1][2].", [("One.", (1, 2))]),
        ("One [1, 2].", [("One.", (1, 2))]),
        ("One. Two [2].", [("One.", ()), ("Two.", (2,))]),
        ("- **One** [1]\n- Two [2]\n", [("One.", (1,)), ("Two.", (2,))]),
        ("1. One [1]\n2) Two [2]", [("One.", (1,)), ("Two.", (2,))]),
        (
            "The St. Madeup site, e.g. its lift [1].",
            [("The St. Madeup site, e.g. its lift.", (1,))],
        ),
        ("<think>Shall I? [1] No.</think>\nOne [1].", [("One.", (1,))]),
        ("One .[1]", [("One.", (1,))]),
        ("Is it so? [1] Yes! [1]", [("Is it so?", (1,)), ("Yes!", (1,))]),
        ("NONE", [("NONE.", ())]),
        ("", []),
        ("[1] [2] … ***", []),
    ],
)
def test_a_reply_is_read_sentence_by_sentence(
    reply: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(w.text, w.quotes) for w in sentences_of(reply)] == expected


@given(st.text(max_size=300))
def test_any_reply_can_be_read(reply: str) -> None:
    for worded in sentences_of(reply):
        unfit(worded, QUOTES)


@given(st.integers(0, 9999), st.sampled_from(["{}%", "£{}", "{}", "{}.5", "{},000"]))
def test_no_figure_stands_that_the_quote_does_not_have(number: int, form: str) -> None:
    figure = form.format(number)
    said = fault(f"We will answer {figure} of letters within 5 days.", 1)
    if figure == "90%":
        assert said is None
    else:
        assert said is Unfit.FIGURE


@given(st.data())
def test_a_quotes_own_sentence_stands(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([1, 2, 3]))
    own = [w.text for w in sentences_of((LETTERS, TELEPHONES, MEASURES)[number - 1])]
    assert fault(data.draw(st.sampled_from(own)), number) is None
