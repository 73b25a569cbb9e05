"""Rules of programme practice: silent until approved, and honest about noise."""

import pytest

from programme.digest import Digest, PracticeRule, PracticeTest
from programme.updates import Rating
from tests.programme.digest.made_up import digest_of, goal, measure, trace, update, values

NOISE = [11.0, 9.0, 11.5, 9.5, 11.2, 9.1, 11.4, 9.3, 11.1, 9.2, 11.3, 10.6, 10.7]


def rule(test: PracticeTest, periods: int, *, approved: bool = True) -> PracticeRule:
    return PracticeRule(
        "made-up",
        test,
        periods,
        "A made-up countermeasure summary is asked for.",
        "Made up",
        approved,
    )


def off_target(*rules: PracticeRule) -> Digest:
    return digest_of(
        [goal("a", measure="m")],
        [update("a", Rating.RED)],
        [trace("a", 1, Rating.RED)],
        measures={"m": measure(target=10)},
        values={"m": values("m", NOISE)},
        rules=rules,
    )


def test_a_rule_that_is_not_approved_never_fires() -> None:
    assert off_target(rule(PracticeTest.OFF_TARGET, 1, approved=False)).practice == ()


@pytest.mark.parametrize(("periods", "fires"), [(2, True), (3, True), (4, False)])
def test_off_target_is_counted_in_values_in_a_row(periods: int, fires: bool) -> None:
    notes = off_target(rule(PracticeTest.OFF_TARGET, periods)).practice
    assert bool(notes) is fires


def test_a_rule_that_fires_on_noise_says_so() -> None:
    note = off_target(rule(PracticeTest.OFF_TARGET, 2)).practice[0]
    assert note.on_common_cause
    assert note.because == "3 values in a row off target"


def test_red_weeks_and_silent_weeks_are_counted_too() -> None:
    red = off_target(rule(PracticeTest.RED, 2)).practice
    silent = digest_of(
        [goal("a")], [], [trace("a", 3)], rules=[rule(PracticeTest.SILENT, 3)]
    ).practice
    assert [note.because for note in red] == ["red for 2 weeks in a row"]
    assert [note.because for note in silent] == ["no update for 3 weeks in a row"]
