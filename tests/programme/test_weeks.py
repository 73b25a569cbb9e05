"""Weeks: written and read, counted across years, and held to the clock on the wall."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import RuleBroken
from programme.weeks import LONDON, ReportingRhythm, ReportingWeek, Timing, WeekTime

DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))
WEEKS = DAYS.map(ReportingWeek.of)
STEPS = st.integers(-600, 600)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
WEEK_TIMES = st.builds(
    WeekTime, st.integers(1, 7), st.builds(time, st.integers(0, 23), st.integers(0, 59))
)
SPRING = ReportingWeek.of(date(2026, 3, 29))
AUTUMN = ReportingWeek.of(date(2026, 10, 25))


@st.composite
def rhythms(draw: st.DrawFn) -> ReportingRhythm:
    opens, deadline = sorted(draw(st.sets(WEEK_TIMES, min_size=2, max_size=2)))
    return ReportingRhythm(
        opens=opens,
        deadline=deadline,
        early_weeks=draw(st.integers(0, 3)),
        late_weeks=draw(st.integers(0, 6)),
    )


@given(WEEKS)
def test_a_week_is_read_as_it_is_written(week: ReportingWeek) -> None:
    assert ReportingWeek.parse(week.key) == week
    assert ReportingWeek.parse(f" {week.key.lower().replace('-', '')} ") == week


@given(DAYS)
def test_a_day_lies_in_its_week(day: date) -> None:
    week = ReportingWeek.of(day)
    assert week.monday <= day <= week.sunday
    assert (week.monday.isoweekday(), week.sunday.isoweekday()) == (1, 7)


@given(WEEKS, STEPS)
def test_so_many_weeks_on_is_so_many_weeks_since(week: ReportingWeek, steps: int) -> None:
    assert week.plus(steps).since(week) == steps
    assert week.plus(steps).plus(-steps) == week


@given(WEEKS, WEEKS)
def test_weeks_and_their_keys_sort_as_time_does(one: ReportingWeek, other: ReportingWeek) -> None:
    assert (one < other) == (one.monday < other.monday) == (one.key < other.key)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2021, 1, 3), "2020-W53"),
    ],
)
def test_a_year_begins_with_the_week_of_its_first_thursday(day: date, key: str) -> None:
    assert ReportingWeek.of(day).key == key


@given(st.integers(1990, 2200))
def test_a_year_has_53_weeks_when_it_begins_or_ends_on_a_thursday(year: int) -> None:
    long = 4 in {date(year, 1, 1).isoweekday(), date(year, 12, 31).isoweekday()}
    if long:
        assert ReportingWeek(year, 53).plus(1) == ReportingWeek(year + 1, 1)
    else:
        with pytest.raises(RuleBroken, match=f"no week 53 in {year}"):
            ReportingWeek(year, 53)


@pytest.mark.parametrize(
    "text", ["", "2026", "W46", "2026-46", "26-W46", "2026-W46-1", "2026-W461", "２０２６-W46"]
)
def test_what_is_not_written_as_a_week_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="written like 2026-W46"):
        ReportingWeek.parse(text)


@pytest.mark.parametrize("text", ["2026-W54", "2027-W53", "2026-W00", "0000-W01", "9999-W52"])
def test_a_week_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="There is no week"):
        ReportingWeek.parse(text)


@given(st.text(max_size=12).filter(lambda text: "w" not in text.lower()))
def test_any_other_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ReportingWeek.parse(text)
    assert refused.value.sentence.endswith(".")


def test_a_week_reads_as_people_write_it() -> None:
    week = ReportingWeek(2026, 32)
    assert (week.label, str(week)) == ("week of 3 August 2026", "2026-W32")


@pytest.mark.parametrize("weekday", [0, 8, -1])
def test_there_are_seven_days(weekday: int) -> None:
    with pytest.raises(RuleBroken, match="from 1, Monday, to 7, Sunday"):
        WeekTime(weekday, time(9))


@given(WEEK_TIMES, WEEKS)
def test_a_place_in_the_week_is_where_the_clock_on_the_wall_says(
    at: WeekTime, week: ReportingWeek
) -> None:
    moment = at.in_week(week, LONDON)
    on_wall = moment.astimezone(LONDON)
    assert moment.tzinfo is UTC
    assert ReportingWeek.of(on_wall.date()) == week
    assert on_wall.isoweekday() == at.weekday
    skipped = at.weekday == 7 and at.at.hour == 1 and on_wall.hour == 2
    assert on_wall.time() == (time(2) if skipped else at.at)


@given(WEEK_TIMES, WEEK_TIMES, WEEKS)
def test_what_is_earlier_on_the_clock_is_never_later_in_fact(
    one: WeekTime, other: WeekTime, week: ReportingWeek
) -> None:
    first, second = sorted((one, other))
    assert first.in_week(week, LONDON) <= second.in_week(week, LONDON)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        (time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (time(1, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (time(1, 30), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (time(2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_skipped_time_is_the_moment_of_the_change(at: time, moment: datetime) -> None:
    assert WeekTime(7, at).in_week(SPRING, LONDON) == moment


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        (time(0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (time(2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(at: time, moment: datetime) -> None:
    assert WeekTime(7, at).in_week(AUTUMN, LONDON) == moment


def test_a_deadline_keeps_its_place_on_the_clock_across_both_changes() -> None:
    rhythm = ReportingRhythm()
    for change in (SPRING, AUTUMN):
        before, after = rhythm.due_at(change), rhythm.due_at(change.plus(1))
        assert {before.astimezone(LONDON).time(), after.astimezone(LONDON).time()} == {time(17)}
        hour = timedelta(hours=1 if change is AUTUMN else -1)
        assert after - before == timedelta(weeks=1) + hour


def test_a_week_that_opens_in_the_skipped_hour_opens_at_the_change() -> None:
    rhythm = ReportingRhythm(opens=WeekTime(7, time(1, 15)), deadline=WeekTime(7, time(1, 45)))
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert rhythm.opens_at(SPRING) == rhythm.due_at(SPRING) == change
    assert rhythm.timing(SPRING, change) is Timing.ON_TIME
    assert rhythm.current(change - timedelta(seconds=1)) == SPRING.plus(-1)
    assert rhythm.current(change) == SPRING


def test_a_week_that_opens_in_the_hour_that_comes_twice_opens_once() -> None:
    rhythm = ReportingRhythm(opens=WeekTime(7, time(1, 30)), deadline=WeekTime(7, time(17)))
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert rhythm.current(first - timedelta(seconds=1)) == AUTUMN.plus(-1)
    assert rhythm.current(first) == rhythm.current(second - timedelta(minutes=29)) == AUTUMN


@given(rhythms(), MOMENTS)
def test_the_current_week_has_opened_and_the_next_has_not(
    rhythm: ReportingRhythm, moment: datetime
) -> None:
    current = rhythm.current(moment)
    assert rhythm.opens_at(current) <= moment < rhythm.opens_at(current.plus(1))
    assert rhythm.timing(current, moment) is not Timing.EARLY
    assert rhythm.timing(current.plus(1), moment) is Timing.EARLY
    assert rhythm.timing(current.plus(-1), moment) is Timing.LATE


@given(rhythms(), MOMENTS)
def test_leads_may_report_a_few_weeks_around_the_current_one(
    rhythm: ReportingRhythm, moment: datetime
) -> None:
    weeks = rhythm.open_to_leads(moment)
    current = rhythm.current(moment)
    assert weeks[0] == current
    assert {week.since(current) for week in weeks} == set(
        range(-rhythm.late_weeks, rhythm.early_weeks + 1)
    )
    assert len(weeks) == len(set(weeks))


@pytest.mark.parametrize(
    ("moment", "timing"),
    [
        (datetime(2026, 11, 11, 8, 59, 59, tzinfo=UTC), Timing.EARLY),
        (datetime(2026, 11, 11, 9, 0, tzinfo=UTC), Timing.ON_TIME),
        (datetime(2026, 11, 13, 17, 0, tzinfo=UTC), Timing.ON_TIME),
        (datetime(2026, 11, 13, 17, 0, 1, tzinfo=UTC), Timing.LATE),
        (datetime(2026, 11, 16, 9, 0, tzinfo=UTC), Timing.LATE),
    ],
)
def test_early_on_time_and_late(moment: datetime, timing: Timing) -> None:
    assert ReportingRhythm().timing(ReportingWeek(2026, 46), moment) is timing


@pytest.mark.parametrize("deadline", [WeekTime(3, time(9)), WeekTime(2, time(17))])
def test_a_deadline_comes_after_the_opening(deadline: WeekTime) -> None:
    with pytest.raises(RuleBroken, match="after its opening"):
        ReportingRhythm(opens=WeekTime(3, time(9)), deadline=deadline)
