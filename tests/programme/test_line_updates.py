"""One line becomes a draft: what is understood, what is missing and asked, and nothing lost."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.line_recognition import looks_like_update
from programme.line_updates import LineUpdate, parse_line
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, UpdateKind
from tests.programme.line_texts import LINES, NO_LINES

SATURDAY = date(2026, 11, 21)
GREEN, AMBER, RED = Rating


def said(read: LineUpdate) -> dict[str, Any]:
    return {name: getattr(read.report, name) for name in read.understood}


def test_the_line_of_the_manual() -> None:
    read = parse_line("Dementia waits: green, 11.4 weeks, second clinic opened", SATURDAY)
    assert read.goal_words == "Dementia waits"
    assert said(read) == {
        "rating": GREEN,
        "value": 11.4,
        "as_at": SATURDAY,
        "done": "second clinic opened",
    }
    assert (read.unit, read.as_at_assumed, read.missing, read.questions) == ("weeks", True, (), ())


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("green", GREEN),
        ("Amber", AMBER),
        ("RAG red", RED),
        ("RAG: R", RED),
        ("rating = amber", AMBER),
        ("status green", GREEN),
        ("on track", GREEN),
        ("we are on plan", GREEN),
        ("still red", RED),
        ("moved to amber", AMBER),
        ("from red to amber", AMBER),
        ("green → amber", AMBER),
        ("amber (was green)", AMBER),
        ("amber because the lead left", AMBER),
        ("🟢", GREEN),
        ("🔴 red", RED),
        (":large_yellow_circle:", AMBER),
        ("it's now back to green", GREEN),
        ("was red now green", GREEN),
        ("🟥", RED),
        ("🔶 Amber", AMBER),
        (":large_orange_diamond:", AMBER),
        ("🔴 nobody in post", RED),
    ],
)
def test_a_rating_in_several_spellings(words: str, rating: Rating) -> None:
    read = parse_line(f"Dementia waits: {words}, second clinic opened", SATURDAY)
    assert (read.report.rating, read.questions) == (rating, ())
    assert (read.report.done or "").endswith("second clinic opened")


@pytest.mark.parametrize(
    "words",
    [
        "off track",
        "not green",
        "at risk",
        "amber or red",
        "amber/red",
        "green, red",
        "no longer red",
    ],
)
def test_a_rating_that_could_be_two_is_asked(words: str) -> None:
    read = parse_line(f"Dementia waits: {words}, second clinic opened", SATURDAY)
    assert read.report.rating is None
    assert [question.field for question in read.questions] == ["rating"]
    assert "rating" in read.missing


@pytest.mark.parametrize(
    "words", ["red tape removed", "green spaces walk held", "Amber ward opened"]
)
def test_a_colour_among_other_words_is_no_rating(words: str) -> None:
    read = parse_line(f"Dementia waits: {words}", SATURDAY)
    assert (read.report.rating, read.report.done) == (None, words)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("11.4 weeks", 11.4, "weeks"),
        ("62%", 62.0, "%"),
        ("62 per cent", 62.0, "per cent"),
        ("£1.2m", 1_200_000.0, "£"),
        ("£740k", 740_000.0, "£"),
        ("1,204", 1204.0, None),
        ("1,204,000.5", 1_204_000.5, None),
        ("-3.5%", -3.5, "%"),
        ("0", 0.0, None),
        ("now 39 incidents a month", 39.0, "incidents a month"),
        ("value: 9", 9.0, None),
        ("about 3 days", 3.0, "days"),
        ("3.1 per 1,000 bed days", 3.1, "per 1,000 bed days"),
    ],
)
def test_a_value_with_its_unit(words: str, value: float, unit: str | None) -> None:
    read = parse_line(f"Dementia waits: green, {words}, clinic opened", SATURDAY)
    assert (read.report.value, read.unit, read.questions) == (value, unit, ())
    assert read.report.done == "clinic opened"


@pytest.mark.parametrize(
    "words", ["11,4 weeks", "11,4", "1,20", "12,34,56", "11-12 weeks", "3 to 4"]
)
def test_a_number_that_can_be_read_two_ways_is_asked(words: str) -> None:
    read = parse_line(f"Dementia waits: green, {words}, clinic opened", SATURDAY)
    assert read.report.value is None
    assert [question.field for question in read.questions] == ["value"]
    assert words in (read.report.done or "")


@pytest.mark.parametrize(
    "words",
    ["12 staff trained", "3 wards audited", "1,204 letters sent", "ward 3 opened", "9:00 start"],
)
def test_a_number_among_words_is_no_value(words: str) -> None:
    read = parse_line(f"Dementia waits: green, {words}", SATURDAY)
    assert (read.report.value, read.report.done) == (None, words)


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("Dementia waits: green (11.4 weeks) clinic opened", "clinic opened"),
        ("Dementia waits: green (11.4 weeks)", None),
        ("Dementia waits: 🟢 11.4 weeks, clinic opened", "clinic opened"),
        ("🟢 Dementia waits: 11.4 weeks, clinic opened", "clinic opened"),
        ("Dementia waits: green! 11.4 weeks, clinic opened", "clinic opened"),
        ("Dementia waits is green at 11.4 weeks, clinic opened", "clinic opened"),
        ("dementia waits green 11.4 weeks, clinic opened", "clinic opened"),
        ("Dementia waits - green - 11.4 weeks - next: a clinic", None),
    ],
)
def test_rating_and_value_are_read_wherever_they_stand(line: str, done: str | None) -> None:
    read = parse_line(line, SATURDAY)
    assert read.goal_words.lower() == "dementia waits"
    assert (read.report.rating, read.report.value, read.unit) == (GREEN, 11.4, "weeks")
    assert (read.report.done, read.questions) == (done, ())


def test_a_sign_beside_another_colours_name_is_no_rating() -> None:
    read = parse_line("Dementia waits: 🟢 amber, clinic opened", SATURDAY)
    assert read.report.rating is None


def test_a_line_that_begins_with_its_rating_is_an_update_whose_goal_is_asked() -> None:
    assert looks_like_update("amber - second clinic shut")
    assert looks_like_update("🔴 nobody in post")
    assert not looks_like_update("amber")
    assert not looks_like_update("Amber ward opened")
    asks = parse_line("🔴 nobody in post, need a decision from the Board: fund it", SATURDAY)
    assert (asks.goal_words, asks.report.done) == ("", "nobody in post")
    assert asks.report.decision == DecisionRequired("fund it", "the Board")
    read = parse_line("amber - second clinic shut", SATURDAY)
    assert (read.goal_words, read.report.done) == ("", "second clinic shut")


def test_what_is_counted_is_a_value_where_the_measure_counts_it() -> None:
    line = "Dementia waits: green, 3 wards, audit finished"
    assert parse_line(line, SATURDAY).report.value is None
    assert parse_line(line, SATURDAY, unit="wards").report.value == 3.0


@pytest.mark.parametrize(("unit", "value"), [("£m", 1.2), ("£000", 1200.0), ("£", 1_200_000.0)])
def test_pounds_are_given_in_the_measures_own_unit(unit: str, value: float) -> None:
    read = parse_line("Agency spend: green, £1.2m, bank drive", SATURDAY, unit=unit)
    assert (read.report.value, read.questions) == (value, ())


def test_another_unit_than_the_measures_is_asked() -> None:
    read = parse_line("Dementia waits: green, 62%, clinic opened", SATURDAY, unit="weeks")
    assert [question.field for question in read.questions] == ["value"]
    again = parse_line("Dementia waits: green, 11 wks, clinic opened", SATURDAY, unit="weeks")
    assert again.questions == ()


def test_what_a_value_was_before_is_kept_in_words() -> None:
    read = parse_line("Dementia waits: green, 11.4 weeks down from 14.2", SATURDAY)
    assert (read.report.value, read.report.done) == (11.4, "11.4 weeks down from 14.2")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11.4 weeks as at 12 Nov", date(2026, 11, 12)),
        ("11.4 weeks as of 12/11/2026", date(2026, 11, 12)),
        ("11.4 weeks (as at 12th November 2026)", date(2026, 11, 12)),
        ("11.4 weeks on Friday", date(2026, 11, 20)),
        ("11.4 weeks as of yesterday", date(2026, 11, 20)),
        ("11.4 weeks, as at 31/10", date(2026, 10, 31)),
        ("11.4 weeks at the end of October", date(2026, 10, 31)),
        ("11.4 weeks as at 2026-11-01", date(2026, 11, 1)),
        ("11.4 weeks as at 30 Dec", date(2025, 12, 30)),
    ],
)
def test_the_day_of_a_value(words: str, day: date) -> None:
    read = parse_line(f"Dementia waits: green, {words}, clinic opened", SATURDAY)
    assert (read.report.value, read.report.as_at, read.as_at_assumed) == (11.4, day, False)
    assert read.report.done == "clinic opened"


@pytest.mark.parametrize(
    ("words", "confidence"),
    [
        ("confidence low", Confidence.LOW),
        ("low confidence", Confidence.LOW),
        ("confidence: medium", Confidence.MEDIUM),
        ("fairly confident", Confidence.MEDIUM),
        ("very confident", Confidence.HIGH),
        ("not confident", Confidence.LOW),
        ("Confidence is high", Confidence.HIGH),
    ],
)
def test_confidence(words: str, confidence: Confidence) -> None:
    for line in (f"Waits: green, {words}, clinic opened", f"Waits: green, next: clinic, {words}"):
        assert parse_line(line, SATURDAY).report.confidence is confidence


def test_every_other_field_by_its_label() -> None:
    read = parse_line(
        "Dementia waits: red, 14 weeks, done: locum found. next: second clinic in Dover, "
        "recovery: evening clinics; blocker: no room, estates can help by 3 Dec; "
        "decision: fund a clinic from the executive team by Friday; risk: flu season",
        SATURDAY,
    )
    assert said(read) == {
        "rating": RED,
        "value": 14.0,
        "as_at": SATURDAY,
        "done": "locum found",
        "next": "second clinic in Dover",
        "recovery": "evening clinics",
        "blocker": Blocker("no room", "estates", date(2026, 12, 3)),
        "decision": DecisionRequired("fund a clinic", "the executive team", date(2026, 11, 27)),
        "risk": "flu season",
    }
    assert read.missing == ()


@pytest.mark.parametrize(
    ("words", "decision"),
    [
        ("decision: fund it", DecisionRequired("fund it")),
        (
            "decision needed from the board by 3 Dec: fund it",
            DecisionRequired("fund it", "the board", date(2026, 12, 3)),
        ),
        (
            "decision: cut beds from 12 to 10 from the board",
            DecisionRequired("cut beds from 12 to 10", "the board"),
        ),
        (
            "need decision from the Board by 3 Dec: fund it",
            DecisionRequired("fund it", "the Board", date(2026, 12, 3)),
        ),
        ("decision: move from paper to digital", DecisionRequired("move from paper to digital")),
    ],
)
def test_a_decision(words: str, decision: DecisionRequired) -> None:
    assert parse_line(f"Waits: red, {words}", SATURDAY).report.decision == decision


def test_a_blocker_in_a_phrase() -> None:
    read = parse_line("Waits: red, blocked by estates until 3 Dec", SATURDAY)
    assert read.report.blocker == Blocker("estates", by=date(2026, 12, 3))


@pytest.mark.parametrize(
    ("line", "goal", "reason"),
    [
        ("Dementia waits: nothing to report: lead on leave", "Dementia waits", "lead on leave"),
        ("Nothing to report on dementia waits, on leave", "dementia waits", "on leave"),
        ("Dementia waits: NTR because data is late", "Dementia waits", "data is late"),
        ("Dementia waits: no update this week, half term", "Dementia waits", "half term"),
        ("Dementia waits: nothing to report", "Dementia waits", None),
    ],
)
def test_nothing_to_report(line: str, goal: str, reason: str | None) -> None:
    read = parse_line(line, SATURDAY)
    assert (read.kind, read.goal_words) == (UpdateKind.NOTHING_TO_REPORT, goal)
    assert read.reason == reason
    assert read.missing == (() if reason else ("reason",))


def test_a_rating_beside_nothing_new_is_a_report() -> None:
    read = parse_line("Dementia waits: green, nothing new to report", SATURDAY)
    assert (read.kind, read.report.rating) == (UpdateKind.REPORT, GREEN)
    assert read.report.done == "nothing new to report"


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("green, 11.4 weeks, clinic opened", ("goal",)),
        ("Dementia waits: 11.4 weeks, clinic opened", ("rating",)),
        ("Dementia waits: green, 11.4 weeks", ("done",)),
        ("Dementia waits: green, next: a clinic", ()),
        ("", ("goal", "rating", "done")),
    ],
)
def test_what_is_missing_is_said(line: str, missing: tuple[str, ...]) -> None:
    assert parse_line(line, SATURDAY).missing == missing


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("Out-of-area placements, flow and beds: red, 9", "Out-of-area placements, flow and beds"),
        ("Dementia waits green: 11.4 weeks", "Dementia waits"),
        ("Go green: amber, 38 tonnes", "Go green"),
        ("/truenorth Dementia waits - amber", "Dementia waits"),
        ("weekly update: Dementia waits: amber", "Dementia waits"),
        ("Dementia waits\namber\nclinic opened", "Dementia waits"),
        ("Dementia waits 11.4 weeks, on track", "Dementia waits"),
        ("next: open a clinic", ""),
        ("62%, green", ""),
        ("confidence low, green", ""),
    ],
)
def test_the_words_that_name_the_goal(line: str, goal: str) -> None:
    assert parse_line(line, SATURDAY).goal_words == goal


def test_there_are_enough_messages_to_judge_by() -> None:
    assert len(set(LINES)) >= 60
    assert len(set(NO_LINES)) >= 60


def test_no_question_is_taken_for_an_update() -> None:
    assert [text for text in NO_LINES if looks_like_update(text)] == []


def test_every_plain_line_is() -> None:
    assert [text for text in LINES if not looks_like_update(text)] == []


@given(st.sampled_from(LINES))
def test_a_line_with_a_question_mark_is_none(line: str) -> None:
    assert not looks_like_update(f"{line}?")


WORDS = (
    "green amber red RAG: , ; . : - – \n 11.4 1,204 11,4 £1.2m 62% weeks next: done: decision: "
    "from by blocked nothing to report as at on 12 Nov 31/02 Friday confidence low 🔴 ² ١٢ ) ( = "
    "not or Dementia waits end of the"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(
    st.text(max_size=200) | st.lists(PIECES, max_size=25).map(" ".join),
    st.dates(),
    st.none() | st.sampled_from(["weeks", "%", "£m", ""]),
)
def test_any_text_is_read_without_a_fall(text: str, today: date, unit: str | None) -> None:
    read = parse_line(text, today, unit)
    looks_like_update(text)
    assert set(read.missing) <= {"goal", "rating", "done", "reason"}
    assert (read.report.value is None) == (read.report.as_at is None)


@given(
    st.decimals(-99_999, 9_999_999, places=2),
    st.sampled_from(["", "%", " weeks", " incidents a month"]),
    st.booleans(),
)
def test_a_value_is_the_one_that_was_typed(number: Any, unit: str, thousands: bool) -> None:
    typed = f"{number:,}" if thousands else str(number)
    read = parse_line(f"Dementia waits: green, {typed}{unit}, clinic opened", SATURDAY)
    assert read.report.value == float(number)
    assert read.report.done == "clinic opened"


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_a_value_stands_in_the_text(text: str) -> None:
    read = parse_line(text, SATURDAY)
    if read.report.value is not None:
        digits = "".join(map(str, Decimal(str(read.report.value)).normalize().as_tuple().digits))
        assert digits in re.sub(r"[.,]", "", text)
    for words in (read.report.done, read.report.next, read.report.risk, read.reason):
        assert set(re.findall(r"\w+", words or "")) <= set(re.findall(r"\w+", text))
