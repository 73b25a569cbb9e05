"""Goals are known by name, part, initials or nearly so; where two fit, the person is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.goal_matching import Candidate, GoalName, match_goals, rank, sure_of

GOALS = (
    GoalName("dementia-waits", "Dementia waits"),
    GoalName("crisis-waits", "Waits in crisis care"),
    GoalName("restraint", "Reduce restraint on acute wards", aliases=("restrictive practice",)),
    GoalName("fft", "Friends and Family Test"),
    GoalName("agency-spend", "Agency spend"),
    GoalName("health-checks", "Annual physical health checks", aliases=("SMI checks",)),
    GoalName("staff-survey", "Staff survey response rate"),
    GoalName("out-of-area", "Out-of-area placements"),
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Dementia waits", "dementia-waits"),
        ("dementia WAITS ", "dementia-waits"),
        ("the dementia waits goal", "dementia-waits"),
        ("dementia wait", "dementia-waits"),
        ("Demenita waits", "dementia-waits"),
        ("dementia", "dementia-waits"),
        ("crisis", "crisis-waits"),
        ("crisis waits", "crisis-waits"),
        ("restraint", "restraint"),
        ("restraint on wards", "restraint"),
        ("restrictive practice", "restraint"),
        ("FFT", "fft"),
        ("FAFT", "fft"),
        ("friends and family", "fft"),
        ("agency", "agency-spend"),
        ("agncy spend", "agency-spend"),
        ("smi checks", "health-checks"),
        ("health checks", "health-checks"),
        ("staff survey", "staff-survey"),
        ("out of area", "out-of-area"),
        ("OOA placements", None),
        ("waits", None),
        ("patient safety", None),
        ("memory clinics", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_goal_is_known_or_asked_about(words: str, key: str | None) -> None:
    assert sure_of(match_goals(words, GOALS)) == key


def test_when_two_fit_both_are_offered() -> None:
    offered = {candidate.key for candidate in match_goals("waits", GOALS)}
    assert {"dementia-waits", "crisis-waits"} <= offered


def test_the_only_goal_is_meant_when_none_is_named() -> None:
    assert sure_of(match_goals("", GOALS[:1])) == "dementia-waits"
    assert sure_of(match_goals("something else", GOALS[:1])) is None


def test_a_score_from_meaning_can_settle_it() -> None:
    found = match_goals("memory clinics", GOALS)
    assert sure_of([*found, Candidate("dementia-waits", 0.9)]) == "dementia-waits"


def test_equal_scores_are_never_sure() -> None:
    assert sure_of([Candidate("b", 1.0), Candidate("a", 1.0)]) is None
    assert [one.key for one in rank([Candidate("b", 1.0), Candidate("a", 1.0)])] == ["a", "b"]
    assert sure_of([]) is None


@given(st.text(max_size=60))
def test_any_words_are_scored_between_none_and_certain(words: str) -> None:
    found = match_goals(words, GOALS)
    assert list(found) == list(rank(found))
    assert all(0 < candidate.score <= 1 for candidate in found)
    assert len({candidate.key for candidate in found}) == len(found)


@given(st.sampled_from(GOALS))
def test_a_full_name_is_certain(goal: GoalName) -> None:
    assert match_goals(goal.name, GOALS)[0] == Candidate(goal.key, 1.0)
