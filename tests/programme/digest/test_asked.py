"""What staff asked and nobody has written down, grouped."""

from programme.digest.asked import MOST, grouped


def test_the_same_question_in_other_words_is_one() -> None:
    found = grouped(
        [
            "What is the target for sickness absence?",
            "sickness absence target?",
            "Who leads the forensic directorate?",
        ]
    )
    assert [(each.question, each.times) for each in found] == [
        ("sickness absence target?", 2),
        ("Who leads the forensic directorate?", 1),
    ]


def test_nothing_asked_is_nothing_told() -> None:
    assert grouped([]) == []


def test_the_most_asked_stand_first_and_no_more_than_ten() -> None:
    asked = [f"about thing{n} number{n}" for n in range(30)] + ["about thing7 number7"]
    found = grouped(asked)
    assert len(found) == MOST
    assert found[0].times == 2
