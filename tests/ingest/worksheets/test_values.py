from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.worksheets.values import read_choice, read_date, read_list, read_number, read_text
from programme.errors import RuleBroken


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11", 11.0),
        (" 11.4 ", 11.4),
        (".5", 0.5),
        ("1,250.5", 1250.5),
        ("85%", 85.0),
        ("85 %", 85.0),
        ("£1,200", 1200.0),
        ("-3", -3.0),
        ("−3", -3.0),
        ("1\u00a0250", 1250.0),
        ("1e3", 1000.0),
    ],
)
def test_numbers_as_people_type_them(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "%", "£", ".", "-", "11 weeks", "11-12", "1,25", "1.2.3", "nan", "inf", "1e999", "#N/A",
     "ten", "1e13", "٣"],
)  # fmt: skip
def test_what_is_no_number_says_what_would_be_right(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"11\.4"):
        read_number(text)


@given(st.floats(-1e11, 1e11).map(lambda value: round(value, 6)))
def test_a_number_written_in_full_is_read_back(value: float) -> None:
    assert read_number(f"{value:.15g}") == pytest.approx(value)
    assert read_number(f"{value:,.6f}") == pytest.approx(value)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_in_every_form(day: date) -> None:
    for text in (
        f"{day.day} {day:%B %Y}",
        f"{day.day} {day:%b %Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%A}, {day.day} {day:%B %Y}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
    ):
        assert read_date(text) == day


def test_the_day_comes_before_the_month() -> None:
    assert read_date("03/08/2026") == date(2026, 8, 3)
    assert read_date("3rd August 2026") == date(2026, 8, 3)


@pytest.mark.parametrize("text", ["", "31/02/2026", "08/23/2026", "August", "46000"])
def test_what_is_no_date_says_what_would_be_right(text: str) -> None:
    with pytest.raises(RuleBroken, match="3 August 2026"):
        read_date(text)


@pytest.mark.parametrize("text", ["3 Aug 1026", "1999-12-31", "01/01/2101"])
def test_a_day_of_another_century_is_told_as_such(text: str) -> None:
    with pytest.raises(RuleBroken, match="between 2000 and 2100"):
        read_date(text)


CHOICES = ("lower is better", "higher is better")
MEANINGS = {"lower is better": -1, "higher is better": 1, "down": -1}


def test_a_choice_is_taken_whatever_its_case() -> None:
    assert read_choice("Lower is  Better", CHOICES, MEANINGS) == -1
    assert read_choice("DOWN", CHOICES, MEANINGS) == -1


def test_a_slip_is_told_what_may_be_meant() -> None:
    with pytest.raises(RuleBroken, match="Is “higher is better” meant"):
        read_choice("higer is better", CHOICES, MEANINGS)


def test_anything_else_is_told_the_choices() -> None:
    with pytest.raises(RuleBroken, match="Choose one of: lower is better, higher is better"):
        read_choice("sideways", CHOICES, MEANINGS)


def test_names_stand_with_semicolons_commas_or_lines_between() -> None:
    assert read_list("Sample Ann;  Sample  Ben,Sample Cay\nSample Ann;") == (
        "Sample Ann",
        "Sample Ben",
        "Sample Cay",
    )


@pytest.mark.parametrize("text", ["a\u202eb", "x" * 201, "zero\u200bwidth"])
def test_words_that_cannot_be_a_name(text: str) -> None:
    with pytest.raises(RuleBroken):
        read_text(text)
    assert read_text(" Shorter\n waits ") == "Shorter waits"
