"""What becomes of a draft: recorded as the next version, or refused with what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import RuleBroken
from programme.people import Actor
from programme.plans import GoalState
from programme.update_faults import DraftNotWhole
from programme.update_rules import AlreadyChanged, check_week_open, record_update
from programme.updates import UpdateKind, WeeklyUpdate, WeekState, week_state
from programme.weeks import ReportingRhythm, Timing
from tests.programme.made_up import GOAL, LEAD, OFFICE, THURSDAY, WEEK, context, draft, update

STRANGER = Actor(id="p5", name="B. Stranger")
SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def record(now: dict[str, Any] | None = None, /, actor: Actor = LEAD, **said: Any) -> WeeklyUpdate:
    return record_update(draft(**said), actor=actor, context=context(**now or {}), update_id="u2")


def test_a_first_post_is_version_one() -> None:
    kept = record()
    assert (kept.id, kept.version, kept.author, kept.goal) == ("u2", 1, LEAD.id, GOAL.key)
    assert (kept.timing, kept.submitted_at) == (Timing.ON_TIME, THURSDAY)
    assert not kept.after_digest
    assert not kept.backfilled
    assert kept.reason is None
    assert kept.report == draft().report


def test_an_amendment_is_the_next_version() -> None:
    standing = update(version=3)
    kept = record({"standing": standing}, based_on=3, done="Opened two clinics.")
    assert kept.version == 4
    assert kept.report is not None
    assert kept.report.done == "Opened two clinics."


@pytest.mark.parametrize("based_on", [0, 1, 3])
def test_what_somebody_posted_in_between_is_not_overwritten(based_on: int) -> None:
    with pytest.raises(AlreadyChanged, match="Look at what it says now"):
        record({"standing": update(version=2)}, based_on=based_on)


def test_a_draft_based_on_what_is_not_there_is_stale_too() -> None:
    with pytest.raises(AlreadyChanged):
        record(based_on=1)


def test_nothing_to_report_keeps_its_reason_and_no_report() -> None:
    kept = record(kind=UpdateKind.NOTHING_TO_REPORT, reason="  The lead is on leave. ")
    assert (kept.report, kept.reason) == (None, "The lead is on leave.")
    assert week_state(kept) is WeekState.NOTHING_TO_REPORT


def test_a_withdrawal_says_nothing_and_can_be_followed_by_a_post() -> None:
    gone = record({"standing": update()}, kind=UpdateKind.WITHDRAWAL, based_on=1)
    assert (gone.version, gone.report, gone.says_something) == (2, None, False)
    again = record({"standing": gone}, based_on=2)
    assert (again.version, week_state(again)) == (3, WeekState.REPORTED)


@pytest.mark.parametrize("standing", [None, update(kind=UpdateKind.WITHDRAWAL)])
def test_what_does_not_stand_cannot_be_withdrawn(standing: WeeklyUpdate | None) -> None:
    with pytest.raises(RuleBroken, match="no update for this week to withdraw"):
        record(
            {"standing": standing},
            kind=UpdateKind.WITHDRAWAL,
            based_on=standing.version if standing else 0,
        )


def test_a_change_after_the_digest_is_marked_and_needs_a_reason() -> None:
    after = {"standing": update(), "closed_at": SENT, "now": SENT + timedelta(hours=1)}
    with pytest.raises(DraftNotWhole, match="digest has been sent"):
        record(after, based_on=1)
    kept = record(after, based_on=1, reason="The figure was corrected.")
    assert (kept.after_digest, kept.reason) == (True, "The figure was corrected.")
    assert kept.timing is Timing.LATE


def test_a_first_post_after_the_digest_is_marked() -> None:
    kept = record({"closed_at": SENT, "now": SENT})
    assert (kept.after_digest, kept.timing) == (True, Timing.LATE)


def test_a_stranger_may_not_report() -> None:
    with pytest.raises(RuleBroken, match="reported by its own leads"):
        record(actor=STRANGER)


def test_the_lead_of_the_team_and_the_office_may() -> None:
    team_lead = Actor(id="p6", name="C. Head", teams=frozenset({GOAL.team}))
    assert record(actor=team_lead).author == "p6"
    assert record(actor=OFFICE).author == OFFICE.id


@pytest.mark.parametrize("state", [GoalState.PAUSED, GoalState.ACHIEVED, GoalState.CLOSED])
def test_only_active_goals_are_reported_on(state: GoalState) -> None:
    with pytest.raises(RuleBroken, match=f"is {state}, so there is nothing to report"):
        record({"goal": replace(GOAL, state=state)})


@pytest.mark.parametrize(
    ("weeks", "timing"),
    [(1, Timing.EARLY), (0, Timing.ON_TIME), (-1, Timing.LATE), (-4, Timing.LATE)],
)
def test_a_lead_reports_early_on_time_or_late(weeks: int, timing: Timing) -> None:
    kept = record(week=WEEK.plus(weeks))
    assert (kept.timing, kept.backfilled) == (timing, False)


@pytest.mark.parametrize("actor", [LEAD, OFFICE])
def test_nobody_reports_on_weeks_far_ahead(actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="open up to the week of 16 November 2026"):
        record(actor=actor, week=WEEK.plus(2))


def test_only_the_office_fills_in_old_weeks_and_they_are_marked() -> None:
    with pytest.raises(RuleBroken, match="Only the programme office can fill in past weeks"):
        record(week=WEEK.plus(-5))
    kept = record(actor=OFFICE, week=WEEK.plus(-5))
    assert (kept.backfilled, kept.timing) == (True, Timing.LATE)


def test_a_lead_cannot_call_a_post_backfilled() -> None:
    with pytest.raises(RuleBroken, match="fill in past weeks"):
        record(backfilled=True)
    assert record(actor=OFFICE, backfilled=True).backfilled


@given(st.lists(st.sampled_from(UpdateKind), max_size=8))
def test_versions_count_up_whatever_is_posted(kinds: list[UpdateKind]) -> None:
    standing: WeeklyUpdate | None = None
    for kind in kinds:
        version = standing.version if standing else 0
        withdrawable = standing is not None and standing.says_something
        if kind is UpdateKind.WITHDRAWAL and not withdrawable:
            continue
        standing = record({"standing": standing}, kind=kind, based_on=version, reason="Leave.")
        assert standing.version == version + 1
        assert (standing.report is None) is (kind is not UpdateKind.REPORT)


HOUR = timedelta(hours=1)


@given(
    st.integers(0, 87_000).map(lambda hours: datetime(2020, 1, 6, tzinfo=UTC) + hours * HOUR),
    st.integers(-60, 60),
    st.integers(0, 8),
    st.integers(0, 52),
)
def test_a_lead_may_report_on_just_the_weeks_that_are_open_to_them(
    moment: datetime, away: int, early: int, late: int
) -> None:
    rhythm = ReportingRhythm(early_weeks=early, late_weeks=late)
    week = rhythm.current(moment).plus(away)
    if week in rhythm.open_to_leads(moment):
        check_week_open(LEAD, week, rhythm, moment)
    else:
        with pytest.raises(RuleBroken):
            check_week_open(LEAD, week, rhythm, moment)
