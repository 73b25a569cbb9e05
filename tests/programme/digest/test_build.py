"""A digest says who is where, what changed, and who was silent; what is missing is never green."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.digest import ChangeKind, Counts, TargetStanding, Trace
from programme.spc import VariationIcon
from programme.updates import Rating, UpdateKind, WeekState
from tests.programme.digest.made_up import (
    WEEK,
    digest_of,
    goal,
    measure,
    trace,
    update,
    values,
)


def test_a_goal_without_an_update_counts_as_missing_whatever_it_was_before() -> None:
    digest = digest_of([goal("a")], [], [trace("a", 1, Rating.GREEN)])
    assert digest.counts == Counts(missing=1)
    assert digest.before == Counts(green=1)
    assert digest.lines[0].rating is None
    assert digest.lines[0].last_rating is Rating.GREEN


def test_a_withdrawn_update_counts_as_missing() -> None:
    digest = digest_of([goal("a")], [update("a", kind=UpdateKind.WITHDRAWAL)])
    assert digest.counts == Counts(missing=1)
    assert digest.lines[0].state is WeekState.WITHDRAWN
    assert [team.name for team in digest.silent] == ["Sample: Riverside"]


def test_nothing_to_report_is_neither_missing_nor_green() -> None:
    digest = digest_of([goal("a")], [update("a", kind=UpdateKind.NOTHING_TO_REPORT)])
    assert digest.counts == Counts(nothing_to_report=1)
    assert digest.silent == ()


def test_reds_come_longest_first_and_say_for_how_long() -> None:
    digest = digest_of(
        [goal("new"), goal("old")],
        [update("new", Rating.RED), update("old", Rating.RED)],
        [trace("old", 1, Rating.RED), trace("old", 3, Rating.RED), trace("old", 4, Rating.AMBER)],
    )
    assert [(line.goal, line.weeks_at_rating) for line in digest.reds] == [("old", 3), ("new", 1)]


def test_the_recovery_step_of_a_fall_stands_until_the_goal_is_green_again() -> None:
    fell = [trace("a", 2, Rating.AMBER, recovery="Borrow a nurse"), trace("a", 1, Rating.RED)]
    mended = [trace("a", 2, Rating.RED, recovery="Borrow a nurse"), trace("a", 1, Rating.GREEN)]
    said = digest_of([goal("a")], [update("a", Rating.RED, recovery="Something new")], fell)
    assert digest_of([goal("a")], [update("a", Rating.RED)], fell).lines[0].recovery == (
        "Borrow a nurse"
    )
    assert said.lines[0].recovery == "Something new"
    assert digest_of([goal("a")], [update("a", Rating.RED)], mended).lines[0].recovery is None
    assert digest_of([goal("a")], [update("a")], fell).lines[0].recovery is None


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (Rating.GREEN, Rating.AMBER, ChangeKind.WORSE),
        (Rating.AMBER, Rating.RED, ChangeKind.WORSE),
        (Rating.RED, Rating.AMBER, ChangeKind.BETTER),
        (Rating.RED, Rating.GREEN, ChangeKind.BETTER),
    ],
)
def test_a_change_of_rating_is_better_or_worse(
    before: Rating, now: Rating, kind: ChangeKind
) -> None:
    digest = digest_of([goal("a")], [update("a", now)], [trace("a", 1, before)])
    assert [(line.kind, line.before, line.now) for line in digest.changes] == [(kind, before, now)]


def test_the_same_rating_as_last_week_is_no_change() -> None:
    assert digest_of([goal("a")], [update("a")], [trace("a", 1)]).changes == ()


def test_falling_silent_and_speaking_again_are_changes() -> None:
    fell = digest_of([goal("a")], [], [trace("a", 1)])
    again = digest_of([goal("a")], [update("a")], [trace("a", 3)])
    first = digest_of([goal("a")], [update("a")])
    still = digest_of([goal("a")], [], [trace("a", 2)])
    assert [line.kind for line in fell.changes] == [ChangeKind.FELL_SILENT]
    assert [line.kind for line in again.changes] == [ChangeKind.SPOKE_AGAIN]
    assert [line.kind for line in first.changes] == [ChangeKind.FIRST_REPORT]
    assert still.changes == ()


@pytest.mark.parametrize(
    ("due", "overdue", "newly"),
    [
        (date(2026, 11, 7), True, False),
        (date(2026, 11, 8), True, True),
        (date(2026, 11, 14), True, True),
        (date(2026, 11, 15), False, False),
        (date(2027, 3, 31), False, False),
        (None, False, False),
    ],
)
def test_a_due_date_that_passed_this_week_is_newly_late(
    due: date | None, overdue: bool, newly: bool
) -> None:
    digest = digest_of([goal("a", due=due)], [update("a")], [trace("a", 1)])
    assert digest.lines[0].overdue is overdue
    assert [line.kind for line in digest.changes] == ([ChangeKind.NEWLY_LATE] if newly else [])


def test_silence_is_counted_from_the_last_word_however_long_ago() -> None:
    long_ago = Trace("a@old", "a", WEEK.plus(-40), UpdateKind.REPORT, Rating.AMBER)
    digest = digest_of([goal("a"), goal("b")], last_reports={"a": long_ago})
    silent = {each.goal: each for team in digest.silent for each in team.goals}
    assert (silent["a"].weeks, silent["a"].last_rating) == (40, Rating.AMBER)
    assert silent["b"].never
    assert not silent["a"].never


def test_a_team_without_a_word_stands_before_one_with_a_gap() -> None:
    digest = digest_of(
        [goal("a", "river"), goal("b", "river"), goal("c", "hill")], [update("a")], []
    )
    assert [(team.name, team.whole) for team in digest.silent] == [
        ("Sample: Hill House", True),
        ("Sample: Riverside", False),
    ]


def test_goals_stand_under_their_true_north_in_the_strategy_s_order() -> None:
    digest = digest_of([goal("s", true_north="safe"), goal("t"), goal("x", true_north="gone")])
    assert [part.name for part in digest.rest] == ["Timely access", "Safe care", "gone"]


def test_rating_target_and_variation_are_three_facts() -> None:
    """A goal may be red with its target met and no special cause, and each is told."""
    held = [10.0, 11.0, 9.5, 10.5, 10.0, 9.8, 10.4, 10.1, 9.9, 10.2, 10.0, 9.7, 10.3]
    digest = digest_of(
        [goal("a", measure="m")],
        [update("a", Rating.RED)],
        measures={"m": measure(target=12)},
        values={"m": values("m", held)},
    )
    line = digest.lines[0]
    assert line.reading is not None
    assert line.rating is Rating.RED
    assert line.reading.target_standing is TargetStanding.MET
    assert line.reading.variation is VariationIcon.COMMON_CAUSE
    assert digest.data_as_at == WEEK.monday


def test_an_empty_programme_has_an_empty_digest() -> None:
    digest = digest_of([])
    assert digest.counts.total == 0
    assert digest.rest == ()
    assert digest.data_as_at is None


@given(st.lists(st.sampled_from([*Rating, None]), max_size=12))
def test_every_goal_is_counted_once_and_stands_in_one_place(
    ratings: list[Rating | None],
) -> None:
    goals = [
        goal(f"g{n}", "river" if n % 2 else "hill", true_north=("timely", "safe")[n % 2])
        for n in range(len(ratings))
    ]
    updates = [update(f"g{n}", rating) for n, rating in enumerate(ratings) if rating]
    digest = digest_of(goals, updates)
    silent = [each.goal for team in digest.silent for each in team.goals]
    assert digest.counts.total == len(goals)
    assert digest.counts.red == len(digest.reds) == ratings.count(Rating.RED)
    assert sorted(line.goal for line in digest.lines) == sorted(g.key for g in goals)
    assert digest.counts.missing == len(silent) == ratings.count(None)
    assert {used.goal for used in digest.updates} | set(silent) == {g.key for g in goals}
