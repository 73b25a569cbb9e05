"""Reminders: when, to whom, moved, dropped, caught up and put off."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.configuration import Programme, load_programme
from programme.errors import RuleBroken
from programme.people import Person
from programme.plans import Goal, GoalState, Team
from programme.reminders import (
    Snooze,
    due_periods,
    due_reminder,
    leads_of,
    outstanding,
    reminders_for,
    reminders_of,
    snoozes,
    week_of_period,
)
from programme.updates import UpdateKind, WeeklyUpdate
from programme.weeks import LONDON, ReportingWeek, WeekTime
from tests.programme.made_up import GOAL, update

SHIPPED = load_programme()
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


def wall(text: str) -> datetime:
    """A moment as the clock in England shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        ("2026-11-11 09:00", None),
        ("2026-11-12 13:59", None),
        ("2026-11-12 14:00", "2026-W46/1"),
        ("2026-11-12 17:59", "2026-W46/1"),
        # too late for working hours, and on Friday morning the next comes at 9:00
        ("2026-11-12 18:00", None),
        ("2026-11-13 03:00", None),
        ("2026-11-13 08:30", None),
        ("2026-11-13 09:00", "2026-W46/2"),
        ("2026-11-13 16:00", "2026-W46/2"),
        ("2026-11-13 17:59", "2026-W46/2"),
        # a weekend, a Monday morning before the digest, and after it
        ("2026-11-14 10:00", None),
        ("2026-11-15 10:00", None),
        ("2026-11-16 08:30", "2026-W46/2"),
        ("2026-11-16 09:00", None),
        ("2026-11-17 10:00", None),
    ],
)
def test_which_reminder_is_due(moment: str, period: str | None) -> None:
    assert due_periods(SHIPPED, wall(moment)) == ((period,) if period else ())


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        # Good Friday, 3 April 2026: its reminder would come after the digest of Monday 9:00
        ("2026-04-02 14:00", "2026-W14/1"),
        ("2026-04-03 09:00", None),
        ("2026-04-03 12:00", None),
        ("2026-04-06 08:30", None),
        # Christmas Day, 25 December 2026, is a Friday; the Monday after is a bank holiday too
        ("2026-12-24 14:00", "2026-W52/1"),
        ("2026-12-25 09:00", None),
        ("2026-12-28 08:30", None),
    ],
)
def test_quiet_on_bank_holidays(moment: str, period: str | None) -> None:
    assert due_periods(SHIPPED, wall(moment)) == ((period,) if period else ())


def test_a_reminder_on_a_holiday_moves_to_the_next_working_morning() -> None:
    week = ReportingWeek(2026, 46)
    quiet = replace(SHIPPED, bank_holidays=frozenset({date(2026, 11, 12)}))
    moved = [one.at for one in reminders_of(quiet, week)]
    assert moved == [wall("2026-11-13 09:00")]
    assert due_periods(quiet, wall("2026-11-12 14:00")) == ()
    assert due_periods(quiet, wall("2026-11-13 09:00")) == ("2026-W46/2",)


def test_a_moved_reminder_may_come_after_the_deadline_but_before_the_digest() -> None:
    week = ReportingWeek(2026, 46)
    late_digest = replace(
        SHIPPED, digest=WeekTime(2, time(12)), bank_holidays=frozenset({date(2026, 11, 13)})
    )
    assert [one.at for one in reminders_of(late_digest, week)] == [
        wall("2026-11-12 14:00"),
        wall("2026-11-16 09:00"),
    ]
    assert due_periods(late_digest, wall("2026-11-16 09:00")) == ("2026-W46/2",)


def test_reminders_keep_their_place_on_the_clock_when_it_changes() -> None:
    for moment in ("2026-03-26 14:00", "2026-04-09 14:00", "2026-10-22 14:00", "2026-10-29 14:00"):
        assert len(due_periods(SHIPPED, wall(moment))) == 1
        assert due_periods(SHIPPED, wall(moment) - timedelta(minutes=1)) == ()


def test_no_schedule_is_no_reminder() -> None:
    assert due_reminder(replace(SHIPPED, reminders=()), wall("2026-11-13 10:00")) is None


@given(MOMENTS)
def test_a_late_reminder_is_sent_on_working_days_in_working_hours(now: datetime) -> None:
    due = due_reminder(SHIPPED, now)
    if due is None:
        return
    local = now.astimezone(LONDON)
    assert SHIPPED.is_working_day(local.date())
    assert time(8) <= local.time() < time(18)
    assert due.at <= now < SHIPPED.digest_at(due.week)
    assert week_of_period(due.period) == due.week


@given(MOMENTS, st.integers(1, 60 * 24 * 20))
def test_periods_sort_as_time_does(now: datetime, minutes: int) -> None:
    one = due_periods(SHIPPED, now)
    other = due_periods(SHIPPED, now + timedelta(minutes=minutes))
    if one and other:
        assert one[0] <= other[0]


def test_a_stop_of_weeks_is_followed_by_one_reminder() -> None:
    sent: list[str] = []
    now = wall("2026-10-01 09:00")
    last = ""
    while now < wall("2026-11-14 00:00"):
        down = wall("2026-10-09 00:00") < now < wall("2026-11-05 12:00")
        for period in () if down else due_periods(SHIPPED, now):
            if period > last:
                sent.append(period)
                last = period
        now += timedelta(minutes=10)
    assert sent == ["2026-W40/1", "2026-W40/2", "2026-W41/1"] + [
        f"2026-W{week}/{number}" for week in (45, 46) for number in (1, 2)
    ]


@pytest.mark.parametrize("period", ["", "1", "2026-46/1"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(RuleBroken):
        week_of_period(period)


TEAM = Team("older-adults", "Older adults", leads=("p2",))
PEOPLE = {
    "p1": Person("p1", "B. Lead", slack="U1"),
    "p2": Person("p2", "A. Head", slack="U2"),
    "p3": Person("p3", "C. Gone", slack="U3", active=False),
    "p4": Person("p4", "D. Unlinked"),
}
OTHER = replace(GOAL, key="falls", name="Falls", leads=())
THURSDAY = wall("2026-11-12 14:00")


def reminded(
    *goals: Goal,
    standing: dict[str, WeeklyUpdate] | None = None,
    snoozed: dict[str, datetime] | None = None,
) -> dict[str, list[str]]:
    found = reminders_for(
        goals,
        standing or {},
        teams={TEAM.key: TEAM},
        people=PEOPLE,
        snoozed=snoozed or {},
        now=THURSDAY,
    )
    return {one.person.id: [goal.key for goal in one.goals] for one in found}


def test_the_goals_own_leads_are_reminded_and_otherwise_the_teams() -> None:
    assert reminded(GOAL, OTHER) == {"p2": ["falls"], "p1": ["dementia-waits"]}
    assert list(reminded(GOAL, OTHER)) == ["p2", "p1"]
    assert leads_of(replace(OTHER, team="unknown"), {TEAM.key: TEAM}) == ()


def test_one_reminder_for_all_that_is_outstanding() -> None:
    both = replace(OTHER, leads=("p1", "p1"))
    assert reminded(GOAL, both) == {"p1": ["dementia-waits", "falls"]}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (UpdateKind.REPORT, False),
        (UpdateKind.NOTHING_TO_REPORT, False),
        (UpdateKind.WITHDRAWAL, True),
    ],
)
def test_what_is_reported_is_not_asked_for(kind: UpdateKind, asked: bool) -> None:
    standing = {GOAL.key: update(kind=kind)}
    assert (outstanding([GOAL], standing) == (GOAL,)) is asked
    assert ("p1" in reminded(GOAL, standing=standing)) is asked


@pytest.mark.parametrize("state", [GoalState.PAUSED, GoalState.ACHIEVED, GoalState.CLOSED])
def test_only_active_goals_are_asked_about(state: GoalState) -> None:
    assert reminded(replace(GOAL, state=state)) == {}


@pytest.mark.parametrize("lead", ["p3", "p4", "p5"])
def test_who_has_left_or_is_not_linked_is_not_reminded(lead: str) -> None:
    assert reminded(replace(GOAL, leads=(lead,))) == {}


def test_who_snoozes_is_left_alone_until_it_ends() -> None:
    second = timedelta(seconds=1)
    assert reminded(GOAL, snoozed={"p1": THURSDAY + second}) == {}
    assert reminded(GOAL, snoozed={"p1": THURSDAY}) == {"p1": ["dementia-waits"]}


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (
            "2026-11-12 14:00",
            {
                Snooze.TOMORROW: "2026-11-13 09:00",
                Snooze.DEADLINE: "2026-11-13 17:00",
                Snooze.NEXT_WEEK: "2026-11-18 09:00",
            },
        ),
        (
            "2026-11-13 09:00",
            {Snooze.DEADLINE: "2026-11-13 17:00", Snooze.NEXT_WEEK: "2026-11-18 09:00"},
        ),
        ("2026-11-13 17:00", {Snooze.NEXT_WEEK: "2026-11-18 09:00"}),
        (
            "2026-04-02 10:00",
            {Snooze.DEADLINE: "2026-04-03 17:00", Snooze.NEXT_WEEK: "2026-04-08 09:00"},
        ),
    ],
)
def test_the_snoozes_that_make_sense(now: str, offered: dict[Snooze, str]) -> None:
    assert snoozes(SHIPPED, wall(now)) == {one: wall(end) for one, end in offered.items()}


@given(MOMENTS)
def test_a_snooze_ends_ahead(now: datetime) -> None:
    ends = snoozes(SHIPPED, now)
    assert Snooze.NEXT_WEEK in ends
    assert all(now < end for end in ends.values())
    assert all(end.tzinfo is UTC for end in ends.values())
    assert list(ends.values()) == sorted(ends.values())


@given(st.sets(st.dates(date(2026, 11, 1), date(2026, 11, 30))), MOMENTS)
def test_no_reminder_falls_on_a_holiday(days: set[date], now: datetime) -> None:
    quiet: Programme = replace(SHIPPED, bank_holidays=frozenset(days))
    for one in reminders_of(quiet, ReportingWeek(2026, 46)):
        assert quiet.is_working_day(one.at.astimezone(LONDON).date())
