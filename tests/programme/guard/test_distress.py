"""Grammar tells distress from a subject: the same nouns, with another person speaking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.guard import is_distress

FEELINGS = st.sampled_from(
    [
        "want to die",
        "am thinking of killing myself",
        "don't want to live any more",
        "am going to end my life",
        "feel suicidal",
        "can't go on like this",
    ]
)
ONE_PERSON = st.sampled_from(
    ["My sister", "My line manager", "One of our nurses", "He", "A colleague of mine", "My patient"]
)
AT_RISK = st.sampled_from(
    [
        "says she wants to die",
        "is going to kill himself",
        "has taken an overdose",
        "keeps talking about suicide",
        "is feeling suicidal",
        "told me he wants to end his life",
    ]
)
ASKING = st.sampled_from(
    [
        "What does the strategy say about {}?",
        "how many {} incidents were there last year",
        "by how much will we reduce {}",
        "is there training on {} for staff",
        "{} prevention target",
        "which measure covers {} on wards?",
        "I need the figures on {} for the board",
        "we are writing a plan about {}, where does it belong?",
    ]
)
SUBJECTS = st.sampled_from(["suicide", "self-harm", "self harm", "overdose", "deaths by suicide"])
AROUND = st.sampled_from(["", "Thanks for the summary. ", "What is the target for ED? ", "hi - "])


@given(AROUND, FEELINGS, st.sampled_from(["", ".", " today", "!!", "\nSorry."]))
def test_the_first_person_with_a_feeling_or_an_intent(before: str, said: str, after: str) -> None:
    assert is_distress(f"{before}I {said}{after}")
    assert is_distress(f"{before}i {said.replace(chr(39), '’')}{after}")


@given(AROUND, ONE_PERSON, AT_RISK)
def test_one_other_person_at_risk(before: str, who: str, risk: str) -> None:
    assert is_distress(f"{before}{who} {risk}")


@given(AROUND, ASKING, SUBJECTS)
def test_the_subject_asked_about(before: str, question: str, subject: str) -> None:
    assert not is_distress(before + question.format(subject))


@pytest.mark.parametrize(
    "who", ["patients", "people", "young people", "staff", "adults", "veterans"]
)
@pytest.mark.parametrize("what", ["harm themselves", "take their own lives", "are suicidal"])
def test_people_in_general(who: str, what: str) -> None:
    assert not is_distress(f"what is the trust doing for {who} who {what}?")


def test_a_quotation_asked_about_is_not_the_askers_own() -> None:
    assert not is_distress("Who in the strategy said “I wanted to die before they came”?")
    assert is_distress("“I want to die”")
