from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.use_cases.sample import load_sample
from bot.use_cases.sample.making import Sample, make_sample
from bot.use_cases.sample.plans import GOALS, SPARED
from bot.use_cases.sample.stories import WEEKS
from bot.use_cases.who import Directory
from programme.configuration import load_programme
from programme.errors import RuleBroken
from programme.guard import HelpTexts
from programme.guard.updates import look_at_update
from programme.plans import TrueNorth
from programme.spc import XmrSeries, build_chart
from programme.updates import Rating, UpdateKind, WeeklyUpdate
from programme.weeks import LONDON, Timing, WeekTime
from tests.fakes import FakeDatabase

PROGRAMME = load_programme()
NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
CURRENT = PROGRAMME.rhythm.current(NOW)
SAMPLE = make_sample(PROGRAMME, NOW)


def updates(goal: str, sample: Sample = SAMPLE) -> dict[int, WeeklyUpdate]:
    """What stands, by how many weeks ago it was."""
    told = sorted((u for u, _ in sample.updates if u.goal == goal), key=lambda u: u.version)
    return {CURRENT.since(update.week): update for update in told}


def icon(goal: str) -> str:
    values = sorted((v for v in SAMPLE.values if v.measure == goal), key=lambda v: v.as_at)
    direction = next(m.direction for m in SAMPLE.measures if m.key == goal)
    series = XmrSeries(tuple(v.value for v in values), tuple(v.as_at for v in values), direction)
    return build_chart(series).variation_icon.value.partition("_")[0]


def test_the_same_seed_and_moment_give_the_same() -> None:
    assert make_sample(PROGRAMME, NOW) == SAMPLE
    assert make_sample(PROGRAMME, NOW, seed=7) != SAMPLE


def test_a_rhythm_of_the_offices_own_takes_the_sample_too() -> None:
    rhythm = replace(PROGRAMME.rhythm, opens=WeekTime(1, time()), deadline=WeekTime(1, time(9)))
    sample = make_sample(replace(PROGRAMME, rhythm=rhythm), NOW)
    assert len(sample.goals) == 24
    assert all(
        u.report.as_at <= u.submitted_at.astimezone(LONDON).date()
        for u, _ in sample.updates
        if u.report and u.report.as_at
    )


def test_there_are_24_goals_over_five_true_norths_and_26_weeks() -> None:
    assert len(SAMPLE.goals) == 24
    assert Counter(goal.true_north for goal in SAMPLE.goals).keys() == {
        north.key for north in PROGRAMME.true_norths
    }
    assert {CURRENT.since(u.week) for u, _ in SAMPLE.updates} == set(range(WEEKS))


def test_every_name_says_that_it_is_a_sample() -> None:
    marks = ("sample", "example", "olu office")
    names = [person.name for person in SAMPLE.people] + [team.name for team in SAMPLE.teams]
    assert [name for name in names if not any(mark in name.casefold() for mark in marks)] == []
    assert all(goal.key.startswith("sample-") for goal in SAMPLE.goals)


def test_one_goal_recovers() -> None:
    told = updates("sample-less-restraint")
    assert told[12].rating is Rating.RED
    assert [told[back].rating for back in range(1, 5)] == [Rating.GREEN] * 4
    assert told[13].version == 2, "one week was put right"


def test_one_goal_stays_red_and_asks_for_a_decision() -> None:
    told = updates("sample-crisis-calls")
    assert {told[back].rating for back in range(1, 23) if back in told} == {Rating.RED}
    assert told[1].report is not None
    assert told[1].report.decision is not None


def test_one_goal_falls_silent() -> None:
    assert min(updates("sample-employment")) == 7


def test_measures_say_what_their_stories_say() -> None:
    assert icon("sample-dementia-waits") == "improvement"
    assert icon("sample-first-appointment") == "improvement"
    assert icon("sample-falls") == "common"
    assert icon("sample-medication-errors") == "concern"
    assert updates("sample-medication-errors")[1].rating is Rating.GREEN


def test_weeks_are_missing_late_early_and_empty() -> None:
    every = [update for update, _ in SAMPLE.updates]
    assert {Timing.LATE, Timing.EARLY, Timing.ON_TIME} == {update.timing for update in every}
    assert UpdateKind.NOTHING_TO_REPORT in {update.kind for update in every}
    assert set(range(26)) - set(updates("sample-complaints")) == {23, 22, 17, 11, 5}


def test_more_than_one_directorate_reports_the_same_blocker() -> None:
    teams = {goal.key: goal.team for goal in SAMPLE.goals}
    said = {
        (update.report.blocker.what, teams[update.goal])
        for update, _ in SAMPLE.updates
        if update.report and update.report.blocker
    }
    assert max(Counter(what for what, _ in said).values()) > 1


def test_no_word_of_it_would_be_held_back_by_the_guard() -> None:
    texts = HelpTexts(distress="", distress_reviewed="")
    for update, _ in SAMPLE.updates:
        assert look_at_update(update.report, update.reason, texts).faults == ()


def test_nothing_is_from_the_future_and_one_lead_has_all_to_report() -> None:
    assert max(update.submitted_at for update, _ in SAMPLE.updates) <= NOW
    spared = {goal.key for goal in GOALS if goal.lead == SPARED}
    assert not any(u.week == CURRENT and u.goal in spared for u, _ in SAMPLE.updates)
    assert any(u.week == CURRENT for u, _ in SAMPLE.updates)


@pytest.mark.parametrize("month", range(1, 13))
def test_it_holds_to_the_rules_at_any_time_of_the_year(month: int) -> None:
    for day, hour in ((1, 0), (7, 9), (12, 14), (25, 23)):
        now = datetime(2027, month, day, hour, tzinfo=UTC)
        sample = make_sample(PROGRAMME, now)
        assert all(update.submitted_at <= now for update, _ in sample.updates)


def test_it_follows_the_true_norths_that_are_set_up() -> None:
    own = replace(PROGRAMME, true_norths=(TrueNorth("one", "One"), TrueNorth("two", "Two")))
    assert {goal.true_north for goal in make_sample(own, NOW).goals} == {"one", "two"}


def test_it_is_loaded_whole_with_an_entry_for_every_write() -> None:
    database = FakeDatabase()
    loaded = load_sample(database.works, PROGRAMME, NOW)
    assert (loaded.goals, loaded.updates) == (24, len(database.state.updates))
    assert len(database.state.values) >= 24 * 18
    entries = Counter(entry.action.partition(".")[0] for entry in database.state.audit)
    assert entries["update"] == loaded.updates
    assert entries["goal"] == 24
    assert len(Directory(database.readings).actor("U0ANN").goals) == 2
    assert Directory(database.readings).actor("U0OLU").is_office


def test_it_is_never_mixed_with_real_plans() -> None:
    database = FakeDatabase()
    load_sample(database.works, PROGRAMME, NOW)
    before = database.state
    with pytest.raises(RuleBroken, match="never mixed"):
        load_sample(database.works, PROGRAMME, NOW)
    assert database.state is before
