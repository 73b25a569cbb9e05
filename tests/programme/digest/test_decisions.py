"""A decision is outstanding from the week it was first asked for until it is made or dropped."""

from datetime import date

import pytest

from programme.digest import Digest
from programme.updates import DecisionRequired, Rating, UpdateKind
from tests.programme.digest.made_up import WEEK, digest_of, goal, trace, update

LOCUM = DecisionRequired("Agree to fund a locum for twelve weeks", "Finance committee")
LOCUM_AGAIN = DecisionRequired("Funding the locum for twelve weeks", "finance Committee")
ROOMS = DecisionRequired("Give us two rooms at the old clinic", "Estates")


def outstanding(digest: Digest) -> list[tuple[str, int]]:
    return [(line.id, line.weeks) for line in digest.decisions]


def test_the_weeks_are_counted_from_the_first_time_it_was_asked_for() -> None:
    digest = digest_of(
        [goal("a")],
        [update("a", decision=LOCUM_AGAIN)],
        [trace("a", 1, decision=LOCUM), trace("a", 3, decision=LOCUM), trace("a", 4)],
    )
    assert outstanding(digest) == [(f"a@{WEEK.plus(-3)}", 3)]
    assert digest.decisions[0].what == LOCUM_AGAIN.what


def test_another_decision_starts_anew() -> None:
    digest = digest_of([goal("a")], [update("a", decision=ROOMS)], [trace("a", 1, decision=LOCUM)])
    assert outstanding(digest) == [(f"a@{WEEK}", 0)]


def test_a_report_without_it_drops_it_and_a_week_without_a_word_does_not() -> None:
    held = [trace("a", 1, decision=LOCUM)]
    dropped = digest_of([goal("a")], [update("a")], held)
    silent = digest_of([goal("a")], [], held)
    nothing = digest_of([goal("a")], [update("a", kind=UpdateKind.NOTHING_TO_REPORT)], held)
    assert outstanding(dropped) == []
    assert outstanding(silent) == outstanding(nothing) == [(f"a@{WEEK.plus(-1)}", 1)]


@pytest.mark.parametrize("closed", [f"a@{WEEK}", f"a@{WEEK.plus(-1)}"])
def test_a_decision_that_was_made_is_outstanding_no_more_also_when_asked_again(
    closed: str,
) -> None:
    digest = digest_of(
        [goal("a")],
        [update("a", decision=LOCUM)],
        [trace("a", 1, decision=LOCUM)],
        closed=frozenset({closed}),
    )
    assert digest.decisions == ()


def test_a_new_decision_after_one_that_was_made_is_outstanding() -> None:
    digest = digest_of(
        [goal("a")],
        [update("a", decision=ROOMS)],
        [trace("a", 1, decision=LOCUM)],
        closed=frozenset({f"a@{WEEK.plus(-1)}"}),
    )
    assert outstanding(digest) == [(f"a@{WEEK}", 0)]


def test_overdue_ones_come_first_then_those_needed_soonest() -> None:
    def by(day: date | None) -> DecisionRequired:
        return DecisionRequired("Decide", "Board", day)

    digest = digest_of(
        [goal(key) for key in ("late", "soon", "later", "open")],
        [
            update("open", Rating.RED, decision=by(None)),
            update("later", decision=by(date(2026, 12, 20))),
            update("soon", decision=by(date(2026, 11, 20))),
            update("late", decision=by(date(2026, 11, 2))),
        ],
    )
    assert [line.goal for line in digest.decisions] == ["late", "soon", "later", "open"]
    assert [line.overdue for line in digest.decisions] == [True, False, False, False]
