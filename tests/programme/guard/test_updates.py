"""Ordinary updates pass, details of patients and distress do not, small numbers are warned of."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.guard import HelpTexts
from programme.guard.small_numbers import has_small_number
from programme.guard.updates import (
    PATIENT_DATA,
    SMALL_NUMBER,
    UpdateFindings,
    look_at_update,
    look_at_words,
)
from programme.update_faults import LONGEST_TEXT, faults_of, texts_of
from programme.updates import Blocker, DecisionRequired, Report
from tests.programme.guard.update_texts import (
    DISTRESS,
    NOT_SMALL,
    ORDINARY,
    PATIENT_DETAILS,
    SMALL,
)
from tests.programme.made_up import context, draft


def report(field: str, text: str) -> Report:
    whole: dict[str, Any] = {
        "blocker.what": {"blocker": Blocker(text)},
        "blocker.who": {"blocker": Blocker("x", who=text)},
        "decision.what": {"decision": DecisionRequired(text)},
        "decision.from_whom": {"decision": DecisionRequired("x", from_whom=text)},
    }
    return Report(**whole.get(field, {field: text}))


FIELDS = (
    "done",
    "next",
    "recovery",
    "blocker.what",
    "blocker.who",
    "decision.what",
    "decision.from_whom",
    "risk",
)


def test_the_sets_are_large_enough_to_say_something() -> None:
    assert len(set(ORDINARY)) >= 90
    assert len(set(PATIENT_DETAILS + DISTRESS)) >= 40


def test_every_ordinary_update_passes(texts: HelpTexts) -> None:
    assert [text for text in ORDINARY if look_at_words(text, texts)] == []


def test_no_ordinary_update_is_warned_of_more_than_it_must(texts: HelpTexts) -> None:
    assert [text for text in ORDINARY if has_small_number(text)] == []


def test_every_patients_detail_is_caught(texts: HelpTexts) -> None:
    assert [text for text in PATIENT_DETAILS if look_at_words(text, texts) != PATIENT_DATA] == []


def test_every_word_of_distress_gets_the_help_text(texts: HelpTexts) -> None:
    caught = [look_at_words(text, texts) or "" for text in DISTRESS]
    assert [said for said in caught if not said.startswith(texts.distress)] == []
    assert all(texts.distress_reviewed in said for said in caught)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", [PATIENT_DETAILS[0], DISTRESS[0], "x" * (LONGEST_TEXT + 1)])
def test_a_fault_stands_at_its_field_and_repeats_nothing(
    texts: HelpTexts, field: str, text: str
) -> None:
    found = look_at_update(report(field, text), None, texts)
    assert [fault.field for fault in found.faults] == [field]
    assert text not in found.faults[0].sentence
    assert "Exampleton" not in found.faults[0].sentence


def test_the_reason_is_looked_at_too(texts: HelpTexts) -> None:
    for kept in (None, Report()):
        found = look_at_update(kept, PATIENT_DETAILS[0], texts)
        assert [fault.field for fault in found.faults] == ["reason"]


def test_help_comes_before_anything_else(texts: HelpTexts) -> None:
    both = f"{PATIENT_DETAILS[0]} {DISTRESS[0]} {'x' * LONGEST_TEXT}"
    (fault,) = look_at_update(Report(done=both), None, texts).faults
    assert fault.sentence.startswith(texts.distress)


def test_a_text_that_is_too_long_is_told_alike_by_the_rules(texts: HelpTexts) -> None:
    said = draft(done="x" * (LONGEST_TEXT + 1))
    assert faults_of(said, context()) == look_at_update(said.report, None, texts).faults


def test_a_line_may_be_long_because_it_is_taken_apart(texts: HelpTexts) -> None:
    assert look_at_words("word " * LONGEST_TEXT, texts) is None


@pytest.mark.parametrize("text", SMALL)
def test_a_small_number_of_people_is_warned_of(texts: HelpTexts, text: str) -> None:
    found = look_at_update(Report(done=text), None, texts)
    assert found.faults == ()
    assert [(warning.field, warning.sentence) for warning in found.warnings] == [
        ("done", SMALL_NUMBER)
    ]


def test_a_small_number_that_was_said_before_is_not_warned_of_again(texts: HelpTexts) -> None:
    report = Report(done=SMALL[0], next=SMALL[1])
    found = look_at_update(report, None, texts, said_before={SMALL[0]})
    assert [each.field for each in found.warnings] == ["next"]


def test_what_was_said_before_is_a_fault_again(texts: HelpTexts) -> None:
    text = PATIENT_DETAILS[0]
    assert look_at_update(Report(done=text), None, texts, said_before={text}).faults


@pytest.mark.parametrize("text", NOT_SMALL)
def test_what_counts_no_few_people_is_not(text: str) -> None:
    assert not has_small_number(text)


def test_a_field_with_a_fault_is_not_warned_of_as_well(texts: HelpTexts) -> None:
    text = f"{SMALL[0]} {PATIENT_DETAILS[0]}"
    assert look_at_update(Report(done=text), None, texts).warnings == ()


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_words_are_looked_at_without_a_fall(done: str, reason: str) -> None:
    texts = HelpTexts(distress="Help is there.", distress_reviewed="")
    said = Report(done=done)
    found = look_at_update(said, reason, texts)
    assert isinstance(found, UpdateFindings)
    assert {fault.field for fault in (*found.faults, *found.warnings)} <= {
        *texts_of(said),
        "reason",
    }


@given(st.sampled_from(PATIENT_DETAILS + DISTRESS), st.sampled_from(ORDINARY), st.booleans())
def test_what_is_caught_alone_is_caught_beside_an_ordinary_sentence(
    bad: str, ordinary: str, first: bool
) -> None:
    texts = HelpTexts(distress="Help is there.", distress_reviewed="")
    text = f"{bad}\n{ordinary}" if first else f"{ordinary}\n{bad}"
    assert look_at_words(text, texts) is not None
