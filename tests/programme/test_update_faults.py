"""Every fault of a draft stands at its field, and a whole draft has none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.update_faults import (
    LONGEST_TEXT,
    DraftNotWhole,
    FieldFault,
    asks_recovery,
    asks_sure,
    faults_of,
    texts_of,
)
from programme.updates import (
    Blocker,
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
)
from tests.programme.made_up import GOAL, THURSDAY, WEEK, context, draft, update

SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LONG = "x" * (LONGEST_TEXT + 1)
NOTHING = UpdateKind.NOTHING_TO_REPORT
GREEN, AMBER, RED = Rating


def faults(now: dict[str, Any] | None = None, /, **said: Any) -> dict[str, str]:
    return {f.field: f.sentence for f in faults_of(draft(**said), context(**now or {}))}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"rating": None}, "rating", "Choose a rating"),
        ({"rating": AMBER}, "recovery", "The goal is now amber"),
        ({"rating": RED, "recovery": "  "}, "recovery", "The goal is now red"),
        ({"value": 11.4}, "as_at", "Say which day the value is from"),
        ({"as_at": date(2026, 11, 12)}, "value", "a date but no value"),
        ({"value": 11.4, "as_at": date(2026, 11, 13)}, "as_at", "lies ahead"),
        ({"value": 11.4, "as_at": date(2016, 11, 12)}, "as_at", "check its year"),
        ({"blocker": Blocker("Lift", by=date(2025, 12, 8))}, "blocker.by", "check its year"),
        (
            {"decision": DecisionRequired("Hire", "Board", date(2020, 1, 1))},
            "decision.by",
            "check its year",
        ),
        ({"value": float("nan"), "as_at": date(2026, 11, 12)}, "value", "ordinary number"),
        ({"value": float("inf"), "as_at": date(2026, 11, 12)}, "value", "ordinary number"),
        ({"value": -1e13, "as_at": date(2026, 11, 12)}, "value", "ordinary number"),
        ({"done": None}, "done", "what was done, or what comes next"),
        ({"done": " ", "next": "\n"}, "done", "what was done, or what comes next"),
        ({"done": LONG}, "done", "Keep this to 600 characters; it has 601"),
        ({"next": LONG}, "next", "Keep this to"),
        ({"risk": LONG}, "risk", "Keep this to"),
        ({"blocker": Blocker(LONG)}, "blocker.what", "Keep this to"),
        ({"blocker": Blocker("Lift", who=LONG)}, "blocker.who", "Keep this to"),
        ({"blocker": Blocker(" ", who="Estates")}, "blocker.what", "Say what the blocker is"),
        ({"decision": DecisionRequired("", "Board")}, "decision.what", "what is to be decided"),
        ({"decision": DecisionRequired("Hire")}, "decision.from_whom", "who is to decide"),
        ({"decision": DecisionRequired("Hire", " ")}, "decision.from_whom", "who is to decide"),
        ({"reason": LONG}, "reason", "Keep this to"),
        ({"kind": NOTHING}, "reason", "Say why there is nothing to report"),
        ({"kind": NOTHING, "reason": " "}, "reason", "Say why there is nothing to report"),
    ],
)
def test_a_fault_stands_at_its_field_alone(said: dict[str, Any], field: str, sentence: str) -> None:
    found = faults(**said)
    assert list(found) == [field]
    assert sentence in found[field]
    assert LONG not in found[field]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"done": None, "next": "A second clinic opens."},
        {"rating": AMBER, "recovery": "A locum starts on Monday."},
        {"value": 11.4, "as_at": date(2026, 11, 12)},
        {"value": 0.0, "as_at": date(2026, 1, 1)},
        {"value": -250_000.0, "as_at": date(2026, 11, 12)},
        {"done": "x" * LONGEST_TEXT},
        {"blocker": Blocker("No room")},
        {"decision": DecisionRequired("Hire a nurse", "Board", date(2026, 12, 3))},
        {"blocker": Blocker("No room", by=date(2026, 9, 14))},
        {"value": 11.4, "as_at": date(2024, 12, 1)},
        {"kind": NOTHING, "reason": "The lead is on leave."},
        {"kind": NOTHING, "reason": "Leave.", "rating": None, "done": None},
        {"kind": UpdateKind.WITHDRAWAL, "rating": None},
    ],
)
def test_a_whole_draft_has_no_fault(said: dict[str, Any]) -> None:
    assert faults(**said) == {}


def test_a_day_that_was_said_before_stands_though_it_has_passed() -> None:
    before = update(report=Report(rating=GREEN, done="x", blocker=Blocker("Lift", by=SENT.date())))
    day = date(2026, 6, 1)
    last = update(report=Report(rating=GREEN, done="x", blocker=Blocker("Lift", by=day)))
    assert faults({"last": last}, blocker=Blocker("Lift", by=day)) == {}
    assert faults({"standing": last}, blocker=Blocker("Lift", by=day)) == {}
    assert list(faults({"last": before}, blocker=Blocker("Lift", by=day))) == ["blocker.by"]


def test_all_faults_are_told_at_once() -> None:
    found = faults(rating=None, done=LONG, value=1.0, decision=DecisionRequired("Hire"))
    assert set(found) == {"rating", "done", "as_at", "decision.from_whom"}


def test_a_value_needs_a_measure() -> None:
    without = context(goal=type(GOAL)("a", "p", "t", "A made-up goal", "safe-care"))
    found = faults_of(draft(value=3.0, as_at=date(2026, 11, 1)), without)
    assert [fault.field for fault in found] == ["value"]


def test_a_day_is_one_on_the_wall_in_england() -> None:
    just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    said = draft(value=1.0, as_at=date(2026, 7, 2))
    assert faults_of(said, context(now=just_after_midnight)) == ()


@pytest.mark.parametrize(
    ("last", "now", "asked"),
    [
        (None, GREEN, False),
        (None, AMBER, True),
        (None, RED, True),
        (GREEN, GREEN, False),
        (GREEN, AMBER, True),
        (GREEN, RED, True),
        (AMBER, GREEN, False),
        (AMBER, AMBER, False),
        (AMBER, RED, True),
        (RED, GREEN, False),
        (RED, AMBER, False),
        (RED, RED, False),
        (GREEN, None, False),
    ],
)
def test_every_fall_asks_for_the_step_back(
    last: Rating | None, now: Rating | None, asked: bool
) -> None:
    assert asks_recovery(now, last) is asked


@pytest.mark.parametrize(
    ("last", "weeks", "now", "asked"),
    [
        (RED, 1, GREEN, True),
        (RED, 2, GREEN, False),
        (RED, 1, AMBER, False),
        (AMBER, 1, GREEN, False),
        (GREEN, 1, GREEN, False),
    ],
)
def test_from_red_to_green_in_one_week_asks_if_they_are_sure(
    last: Rating, weeks: int, now: Rating, asked: bool
) -> None:
    before = update(rating=last, week=WEEK.plus(-weeks))
    assert asks_sure(now, before, WEEK) is asked
    found = faults({"last": before}, rating=now)
    assert ("sure" in found) is asked
    assert "sure" not in faults({"last": before}, rating=now, sure=True)


@pytest.mark.parametrize(
    ("begins", "asked"),
    [
        (WEEK.sunday + timedelta(days=1), True),
        (WEEK.sunday, False),  # the plan begins within the week
        (WEEK.plus(-20).monday, False),
        (None, False),
    ],
)
@pytest.mark.parametrize("kind", [UpdateKind.REPORT, UpdateKind.NOTHING_TO_REPORT])
def test_a_week_before_the_plan_asks_if_they_are_sure(
    kind: UpdateKind, begins: date | None, asked: bool
) -> None:
    said = draft(kind=kind, reason="On leave.")
    found = faults_of(said, context(plan_begins=begins))
    assert ["sure"] * asked == [fault.field for fault in found]
    assert faults_of(replace(said, sure=True), context(plan_begins=begins)) == ()
    if asked:
        assert "lies before the goal's annual plan, which begins on" in found[0].sentence


def test_a_week_before_the_plan_is_asked_about_once() -> None:
    begins = WEEK.sunday + timedelta(days=1)
    amended = context(plan_begins=begins, standing=update())
    assert faults_of(draft(based_on=1), amended) == ()
    withdrawal = draft(kind=UpdateKind.WITHDRAWAL, based_on=1)
    assert faults_of(withdrawal, context(plan_begins=begins)) == ()


def test_a_change_after_the_digest_needs_a_reason() -> None:
    after = {"standing": update(), "closed_at": SENT, "now": SENT}
    assert list(faults(after, based_on=1)) == ["reason"]
    assert list(faults(after, based_on=1, kind=UpdateKind.WITHDRAWAL)) == ["reason"]
    assert faults(after, based_on=1, reason="The figure was corrected.") == {}


def test_a_first_post_after_the_digest_and_a_change_before_it_need_none() -> None:
    assert faults({"closed_at": SENT, "now": SENT}) == {}
    assert faults({"standing": update()}, based_on=1) == {}
    assert faults({"standing": update()}, based_on=1, kind=UpdateKind.WITHDRAWAL) == {}


def test_the_error_says_each_sentence_once() -> None:
    twice = (FieldFault("done", "Mend this."), FieldFault("next", "Mend this."))
    assert DraftNotWhole(twice).sentence == "Mend this."
    assert DraftNotWhole(twice).faults == twice


def test_the_guard_sees_every_free_word_of_a_report() -> None:
    words = iter("abcdefgh")
    report = Report(
        done=next(words),
        next=next(words),
        recovery=next(words),
        blocker=Blocker(next(words), next(words)),
        decision=DecisionRequired(next(words), next(words)),
        risk=next(words),
        source="https://example.org/p1",
    )
    assert "".join(texts_of(report).values()) == "abcdefgh"
    assert texts_of(Report()) == {}


TEXTS = st.none() | st.text(max_size=20) | st.just(LONG)


@given(
    rating=st.none() | st.sampled_from(Rating),
    value=st.none() | st.floats(),
    as_at=st.none() | st.dates(),
    done=TEXTS,
    kind=st.sampled_from(UpdateKind),
    reason=TEXTS,
    closed=st.booleans(),
)
def test_any_draft_is_whole_or_told_what_to_do(closed: bool, **said: Any) -> None:
    now = context(standing=update(), closed_at=SENT if closed else None, now=THURSDAY)
    for fault in faults_of(draft(based_on=1, **said), now):
        assert fault.sentence.endswith(".")
        assert fault.field in {"rating", "recovery", "value", "as_at", "done", "reason"}
