"""What every question store keeps to."""

from datetime import datetime, timedelta, timezone

import pytest

from programme.errors import Fault, RuleBroken
from programme.ports import FeedbackVerdict, UnitOfWorkFactory
from tests.contracts.made_up import NOON, minutes, question, verdict


def test_a_question_comes_back_whole(works: UnitOfWorkFactory) -> None:
    whole = question("q1", text="What of “café” and £5 – and 100%?", citations=3)
    with works() as work:
        work.questions.add(whole)
        work.commit()
    with works() as work:
        assert work.questions.get("q1") == whole


def test_a_declined_question_comes_back_without_words(works: UnitOfWorkFactory) -> None:
    declined = question("q1", text=None, citations=0)
    with works() as work:
        work.questions.add(declined)
        assert work.questions.get("q1") == declined
        assert work.questions.get("q2") is None


def test_a_moment_comes_back_in_utc_from_any_zone(works: UnitOfWorkFactory) -> None:
    summer = NOON.astimezone(timezone(timedelta(hours=1)))
    with works() as work:
        work.questions.add(question("q1", at=summer))
        work.commit()
    with works() as work:
        kept = work.questions.get("q1")
    assert kept is not None
    assert kept.asked_at == NOON
    assert kept.asked_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(works: UnitOfWorkFactory) -> None:
    naive = datetime(2026, 11, 2, 12, 0)  # noqa: DTZ001 - the point of the test
    with pytest.raises(Fault), works() as work:
        work.questions.add(question("q1", at=naive))


def test_one_id_serves_one_question(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("q1"))
        work.commit()
    with pytest.raises(Fault), works() as work:
        work.questions.add(question("q1"))


def test_recent_gives_the_latest_first_and_no_more_than_asked(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number in (2, 0, 3, 1):
            work.questions.add(question(f"q{number}", at=NOON + minutes(number)))
        work.commit()
    with works() as work:
        assert [q.id for q in work.questions.recent(3)] == ["q3", "q2", "q1"]
        assert work.questions.recent(1) == [question("q3", at=NOON + minutes(3))]


def test_the_latest_verdict_of_a_person_stands(works: UnitOfWorkFactory) -> None:
    early = verdict("q1")
    late = verdict("q1", what=FeedbackVerdict.UNHELPFUL, at=NOON + minutes(2))
    other = verdict("q1", person="U3", at=NOON + minutes(1))
    with works() as work:
        work.questions.add(question("q1"))
        for given in (early, late, other):
            work.questions.add_feedback(given)
        assert list(work.questions.feedback("q1")) == [other, late]
        work.questions.add_feedback(early)  # delivered a second time, late
        assert list(work.questions.feedback("q1")) == [other, late]


def test_a_verdict_needs_its_question(works: UnitOfWorkFactory) -> None:
    with pytest.raises(RuleBroken), works() as work:
        work.questions.add_feedback(verdict("nowhere"))


def test_erasing_a_person_reaches_their_questions_and_verdicts(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.questions.add(question("theirs-1", asker="U1"))
        work.questions.add(question("theirs-2", asker="U1"))
        work.questions.add(question("another", asker="U2"))
        work.questions.add_feedback(verdict("theirs-1", person="U2"))
        work.questions.add_feedback(verdict("another", person="U1"))
        work.questions.add_feedback(verdict("another", person="U3"))
        work.commit()
    with works() as work:
        assert work.questions.erase_person("U1") == 2
        work.commit()
    with works() as work:
        assert [q.id for q in work.questions.recent()] == ["another"]
        assert list(work.questions.feedback("theirs-1")) == []
        assert [v.person for v in work.questions.feedback("another")] == ["U3"]
        assert work.questions.erase_person("U1") == 0
        # The id is free again, with nothing left hanging on it.
        work.questions.add(question("theirs-1", citations=0))
        again = work.questions.get("theirs-1")
        assert again is not None
        assert again.citations == ()


def test_retention_removes_what_is_older_than_a_moment(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number in range(4):
            work.questions.add(question(f"q{number}", at=NOON + minutes(number)))
            work.questions.add_feedback(verdict(f"q{number}"))
        work.commit()
    with works() as work:
        assert work.questions.erase_before(NOON + minutes(2)) == 2
        work.commit()
    with works() as work:
        assert [q.id for q in work.questions.recent()] == ["q3", "q2"]
        assert list(work.questions.feedback("q0")) == []
        assert len(work.questions.feedback("q2")) == 1
