"""Every view about updates is one Slack takes, and what a form carries comes back unchanged."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks.begun import Begun
from bot.slack.blocks.open_form import OpenForm, Typed, draft_of, typed_in, typed_of
from bot.slack.blocks.sparkline import run_words, sparkline
from bot.slack.blocks.update_fields import FIELD_NAMES, ORDER, shown
from bot.slack.blocks.update_form import GoalChoice, form_view, goals_view, stored_view
from bot.slack.blocks.update_history import WHOLE_WEEKS, goal_history_view, goals_history_view
from bot.slack.blocks.update_home import due_blocks
from bot.slack.blocks.update_lines import Understood, understood_message, which_goal_message
from bot.slack.blocks.updates import UpdateCard
from bot.slack.blocks.withdrawing import OpenWithdrawal, withdraw_view, withdrawn_view
from bot.use_cases.reporting import GoalHistory
from playground import forms
from playground.kit import check_blocks, check_view
from playground.kit.texts import PINGS, parsed_strings
from playground.payloads import with_ids
from programme.errors import Fault
from programme.plans import MeasureValue
from programme.updates import (
    Blocker,
    Rating,
    Report,
    UpdateDraft,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import Timing
from tests.bot.slack.update_samples import (
    GOAL,
    MAYBE,
    MEASURE,
    REPORTS,
    TEAM,
    UPDATES,
    WEEK,
    WORDS,
)

TODAY = date(2026, 11, 12)
MOMENT = datetime(2026, 11, 12, 9, tzinfo=UTC)
FORMS = st.builds(
    OpenForm,
    goal=st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True),
    week=st.just(WEEK),
    submission=st.just("s" * 32),
    today=st.just(TODAY),
    based_on=st.integers(0, 9),
    via=st.sampled_from(Via),
    name=WORDS,
    measure=MAYBE,
    last=WORDS,
    last_value=WORDS,
    standing=WORDS,
    recovery_if=st.lists(st.sampled_from(Rating), unique=True).map(tuple),
    sure_if_green=st.booleans(),
    reason_needed=st.booleans(),
    weeks=st.sampled_from([(), (WEEK,), tuple(WEEK.plus(n) for n in range(-4, 2))]),
    source=st.sampled_from([None, "https://a.example/p1", "https://a.example/" + "x" * 4000]),
    warned=st.booleans(),
)
DRAFTS = st.builds(
    lambda report, kind, reason: UpdateDraft(
        GOAL.key,
        WEEK,
        "s" * 32,
        Via.FORM,
        kind,
        report if kind is UpdateKind.REPORT else Report(),
        reason,
    ),
    REPORTS,
    st.sampled_from([UpdateKind.REPORT, UpdateKind.NOTHING_TO_REPORT]),
    MAYBE,
)
CHOICES = st.lists(
    st.builds(GoalChoice, st.just("goal"), WORDS, WORDS, WORDS, st.booleans()), max_size=90
)


def taken(view: Any, kind: str = "modal") -> None:
    assert check_view(json.loads(json.dumps(view)), kind) == []
    assert not list(parsed_strings(view))


def as_open(form: OpenForm, typed: Typed) -> dict[str, Any]:
    """A form as Slack sends it back, with nothing changed in it."""
    view = with_ids(form_view(form, typed))
    return {**view, "state": {"values": forms.begun(view)}}


@settings(deadline=None)
@given(FORMS, DRAFTS, st.lists(st.sampled_from(ORDER)), WORDS)
def test_the_form(form: OpenForm, draft: UpdateDraft, revealed: list[str], notice: str) -> None:
    typed = typed_of(draft, TODAY)

    taken(form_view(form, typed, notices=[notice], revealed=revealed, again=True))
    assert set(shown(form, typed, revealed)) <= set(FIELD_NAMES)


@settings(deadline=None)
@given(FORMS)
def test_what_a_form_carries_comes_back(form: OpenForm) -> None:
    once = OpenForm.of(form_view(form, {}))

    assert OpenForm.of(form_view(once, {})) == once
    assert len(once.metadata()) <= 3000
    assert replace(once, name="", measure=None, last="", last_value="", standing="") == replace(
        form,
        name="",
        measure=None,
        last="",
        last_value="",
        standing="",
        source=form.source if len(form.source or "") < 500 else None,
    )


def tidy(words: str | None) -> str | None:
    return (words or "").strip()[:3000].strip() or None


@settings(deadline=None)
@given(DRAFTS)
def test_a_draft_comes_back_out_of_the_form_as_it_went_in(draft: UpdateDraft) -> None:
    """Save for space around words, a date without a value, and the recovery step of a green."""
    form = OpenForm(GOAL.key, WEEK, "s" * 32, TODAY, measure="Wait", reason_needed=True)
    report = draft.report
    value = None if report.value is None else round(report.value, 6)
    back = draft_of(form, typed_in(as_open(form, typed_of(draft, TODAY))))

    assert (back.kind, back.reason) == (draft.kind, tidy(draft.reason))
    assert back.report.value == (0.0 if value == 0 else value)
    if value is not None:
        assert back.report.as_at == (report.as_at or TODAY)
    for name in ("rating", "confidence"):
        assert getattr(back.report, name) == getattr(report, name)
    for name in ("done", "next"):
        assert getattr(back.report, name) == tidy(getattr(report, name))
    green = report.rating is Rating.GREEN
    assert back.report.recovery == (None if green else tidy(report.recovery))
    if report.blocker and back.report.blocker:
        assert back.report.blocker.by == report.blocker.by
    if report.decision and back.report.decision:
        assert back.report.decision.from_whom == tidy(report.decision.from_whom)


def test_a_form_of_another_version_is_told_from_a_form() -> None:
    with pytest.raises(Fault):
        OpenForm.of({"private_metadata": "{}"})
    with pytest.raises(Fault):
        OpenWithdrawal.of({"private_metadata": ""})


@settings(deadline=None, max_examples=40)
@given(CHOICES, WORDS, UPDATES, WORDS)
def test_the_views_around_it(choices: list[GoalChoice], words: str, update: Any, name: str) -> None:
    begun = Begun(Via.MESSAGE, Report(done=words, source="https://a.example/" + "x" * 900))
    card = UpdateCard(update, replace(GOAL, name=name or "x"), TEAM, MEASURE)
    following = choices[0] if choices else None
    opened = OpenWithdrawal.about(card, "s" * 32, reason_needed=True)

    taken(goals_view(choices, WEEK, [WEEK, WEEK.plus(-1)], begun))
    taken(stored_view(card, following=following, left=len(choices), warnings=[words]))
    taken(withdraw_view(opened, words[:3000], notices=[words]))
    taken(withdrawn_view(opened))
    assert OpenWithdrawal.of(withdraw_view(opened)) == opened
    home = due_blocks(choices, WEEK, datetime(2026, 11, 13, 17, tzinfo=UTC), late=False)
    assert check_blocks(json.loads(json.dumps(home)), "home") == []


@settings(deadline=None, max_examples=30)
@given(st.lists(UPDATES, max_size=30), st.lists(st.floats(-1e9, 1e9), max_size=60), WORDS)
def test_looking_back(updates: list[Any], values: list[float], name: str) -> None:
    run = [MeasureValue("m", TODAY, value) for value in values]
    history = GoalHistory(replace(GOAL, name=name or "x"), MEASURE, updates, run)

    taken(goal_history_view(history, {WEEK}))
    taken(goals_history_view([history] * 50))


def test_the_newest_weeks_are_told_with_every_word() -> None:
    words: dict[str, Any] = {
        field: f"{field} " * 60 for field in ("done", "next", "recovery", "risk")
    }
    report = Report(Rating.RED, blocker=Blocker("No room", "Estates"), **words)
    said = [
        WeeklyUpdate(f"u{back}", GOAL.key, WEEK.plus(-back), 1, UpdateKind.REPORT, "ann",
                     MOMENT, Timing.ON_TIME, Via.FORM, f"s{back}", report)
        for back in range(26)
    ]  # fmt: skip
    view = goal_history_view(GoalHistory(GOAL, MEASURE, said, ()), {each.week for each in said})

    taken(view)
    told = "\n".join(b["text"]["text"] for b in view["blocks"] if b["type"] == "section")
    assert told.count("In the way: No room (who can help: Estates)") == WHOLE_WEEKS
    for field, text in words.items():
        assert told.count(text.strip()) >= WHOLE_WEEKS, field


@settings(deadline=None, max_examples=40)
@given(DRAFTS, WORDS, st.lists(WORDS, max_size=4), CHOICES)
def test_a_line(draft: UpdateDraft, name: str, said: list[str], choices: list[GoalChoice]) -> None:
    understood = Understood("d" * 32, name, name, draft, MEASURE, tuple(said), tuple(said))
    for message in (
        understood_message(understood, name),
        which_goal_message("d" * 32, name, choices or [GoalChoice("g", "G", "T", "", True)]),
    ):
        assert message.text.strip()
        assert not PINGS.search(message.text)
        assert check_blocks(json.loads(json.dumps(list(message.blocks))), "message") == []


@given(WORDS, st.sampled_from([None, "https://a.example/p1"]))
def test_what_a_list_of_goals_carries_comes_back(words: str, source: str | None) -> None:
    begun = Begun(Via.MESSAGE, Report(done=words or None, source=source))
    back = Begun.of(begun.metadata())

    assert len(begun.metadata()) <= 3000
    assert back.via is Via.MESSAGE
    assert back.report
    assert back.report.source == source
    assert words.startswith(back.report.done or "")
    assert Begun.of("").report is None


def test_what_was_said_already_stands_over_what_is_prefilled() -> None:
    begun = Begun(Via.LINE, Report(Rating.RED, done="Said."))

    over = begun.over(Report(Rating.GREEN, done="Planned.", next="Next."))
    assert (over.rating, over.done, over.next) == (Rating.RED, "Said.", "Next.")
    assert Begun().over(over) == over


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60))
def test_bars_rise_with_values(values: list[float]) -> None:
    shown_values = values[-26:]
    bars = sparkline(values)

    assert len(bars) == len(shown_values)
    ordered = sorted(zip(shown_values, bars, strict=True))
    assert [bar for _, bar in ordered] == sorted(bars)


def test_a_run_is_told_in_words_too() -> None:
    run = [MeasureValue("m", date(2026, 8, 3), 14), MeasureValue("m", TODAY, 11.4)]

    assert run_words(run, MEASURE) == (
        "From 14 weeks, as at 3 August 2026, to 11.4 weeks, as at 12 November 2026; "
        "between 11.4 and 14"
    )
    assert run_words(run[:1], MEASURE) == "One value: 14 weeks, as at 3 August 2026"
    assert run_words([], None) == "No values yet"
    assert sparkline([5.0, 5.0]) == "▄▄"
