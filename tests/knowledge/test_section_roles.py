"""What a section is for, by its heading, and which one a question asks for."""

import pytest

from knowledge.section_roles import Role, asked_role, heading_role, roles_of, says_role
from knowledge.wording import fold, stem


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("How we will know", Role.MEASURES),
        ("Yardsticks", Role.MEASURES),
        ("How we will know we have achieved this", Role.MEASURES),
        ("What we have achieved", Role.ACHIEVEMENTS),
        ("What passengers told us", Role.HEARD),
        ("Risks", Role.RISKS),
        ("Who answers for it", Role.OWNERS),
        ("Paying for it", Role.FUNDING),
        ("Why this matters", Role.REASONS),
        ("What we will change - we will:", Role.ACTIONS),
        ("Keeping track", Role.REVIEW),
        ("Ferries and piers", None),
    ],
)
def test_a_heading_says_what_its_section_is_for(heading: str, role: Role | None) -> None:
    assert heading_role(heading) is role


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("How will success be measured for Calm crossings?", Role.MEASURES),
        ("what are the yardsticks for calm crossings", Role.MEASURES),
        ("What have we achieved for our crews?", Role.ACHIEVEMENTS),
        ("What did passengers tell us?", Role.HEARD),
        ("what could go wrong with the plan", Role.RISKS),
        ("Who is accountable for piers?", Role.OWNERS),
        ("Where is the money coming from?", Role.FUNDING),
        ("Why does calm matter?", Role.REASONS),
        ("What are we going to do differently at sea?", Role.ACTIONS),
        ("How many ferries sail?", None),
    ],
)
def test_a_question_asks_for_a_section_in_other_words(question: str, role: Role | None) -> None:
    assert asked_role(fold(question)) is role


def test_the_two_innermost_headings_the_lead_in_and_the_column_count() -> None:
    assert roles_of(("Risks", "Calm crossings", "What we will do", "For crews"), None, None) == {
        Role.ACTIONS
    }
    assert roles_of(("Crews",), "Crews told us that:", "Yardsticks") == {Role.HEARD, Role.MEASURES}
    assert roles_of((), None, None) == frozenset()


def test_words_that_ask_for_a_section_name_no_subject() -> None:
    assert says_role(stem("measured"))
    assert not says_role(stem("ferries"))
