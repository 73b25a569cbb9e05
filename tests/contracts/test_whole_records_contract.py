"""What export and erasure ask of every store."""

from dataclasses import replace

import pytest

from programme.errors import Fault
from programme.ports import UnitOfWorkFactory
from tests.contracts import made_up_programme as made
from tests.contracts.made_up import NOON, event, minutes, question, verdict


def test_a_persons_questions_and_verdicts_come_oldest_first(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number in (2, 1):
            work.questions.add(question(f"q{number}", asker="U1", at=NOON + minutes(number)))
        work.questions.add(question("other", asker="U2"))
        for number in (2, 1):
            given = replace(verdict(f"q{number}", person="U2"), given_at=NOON + minutes(number))
            work.questions.add_feedback(given)
        work.questions.add_feedback(verdict("q1", person="U3"))
        work.commit()
    with works() as work:
        assert [each.id for each in work.questions.asked_by("U1")] == ["q1", "q2"]
        assert work.questions.asked_by("U1")[0] == work.questions.get("q1")
        found = work.questions.feedback_of("U2")
        assert [each.question_id for each in found] == ["q1", "q2"]
        assert list(work.questions.feedback_of("U1")) == []


def test_drafts_that_wait_come_oldest_first(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number in (2, 1):
            work.drafts.put(made.draft(f"d{number}", at=NOON + minutes(number)))
        assert [each.id for each in work.drafts.waiting()] == ["d1", "d2"]


def test_unfinished_events_of_a_member_are_removed_and_no_others(
    works: UnitOfWorkFactory,
) -> None:
    with works() as work:
        for id_, user in (("theirs", "U1"), ("near", "U11"), ("other", "U_1")):
            work.events.receive(replace(event(id_), body=f'{{"place": {{"user": "{user}"}}}}'))
        assert work.events.erase_person("U1") == 1
        assert work.events.erase_person("U%1") == 0
        work.commit()
    with works() as work:
        assert work.events.receive(event("theirs"))
        assert not work.events.receive(event("near"))
        assert not work.events.receive(event("other"))


def test_a_goal_goes_with_its_measure_unless_another_has_it(works: UnitOfWorkFactory) -> None:
    with works() as work:
        made.put_goals(work, "g1", "g2")
        work.plans.put_measure(made.measure("shared"))
        for key in ("g1", "g2"):
            work.plans.put_goal(made.goal(key, measure="shared"))
        assert work.plans.remove_goal("g1")
        assert not work.plans.remove_goal("g1")
        assert [each.key for each in work.plans.measures()] == ["shared"]
        assert work.plans.remove_goal("g2")
        assert work.plans.measures() == []
        assert work.plans.goals() == []


def test_a_goal_with_updates_stays(works: UnitOfWorkFactory) -> None:
    with works() as work:
        made.put_goals(work, "g1")
        work.updates.add(made.update("g1"))
        work.commit()
    with pytest.raises(Fault), works() as work:
        work.plans.remove_goal("g1")
