"""What every store of people keeps to."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from programme.errors import RuleBroken
from programme.people import Role
from programme.ports import UnitOfWorkFactory
from tests.contracts.made_up import NOON, minutes
from tests.contracts.made_up_programme import goal, person, put_goals, team


def test_a_person_comes_back_whole_by_either_id(works: UnitOfWorkFactory) -> None:
    ada = replace(
        person("p1", name="Ada Ö’Made-Up", slack="U1"),
        roles=frozenset({Role.ADMINISTRATOR, Role.OFFICE}),
    )
    gone = replace(person("p2"), roles=frozenset(), active=False)
    with works() as work:
        work.people.put(ada)
        work.people.put(gone)
        work.commit()
    with works() as work:
        assert work.people.get("p1") == work.people.by_slack("U1") == ada
        assert work.people.get("p2") == gone
        assert work.people.get("p3") is None
        assert work.people.by_slack("U2") is None


def test_everybody_comes_by_name(works: UnitOfWorkFactory) -> None:
    made = [person("p2", name="Ada"), person("p3", name="Ada"), person("p1", name="ada")]
    with works() as work:
        for each in reversed(made):
            work.people.put(each)
        assert work.people.everybody() == made


def test_one_slack_member_is_one_person(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.people.put(person("p1", slack="U1"))
        work.people.put(person("p2"))
        work.people.put(person("p3"))
        work.commit()
    with pytest.raises(RuleBroken), works() as work:
        work.people.put(person("p2", slack="U1"))
    with works() as work:
        work.people.put(person("p1", name="Another name", slack="U1"))
        work.people.put(person("p1"))
        work.people.put(person("p2", slack="U1"))
        found = work.people.by_slack("U1")
    assert found == person("p2", slack="U1")


def test_erasing_a_person_takes_their_leads_and_snooze(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put_goals(work, "g1", leads=("p1", "p2"))
        work.plans.put_team(team("north", leads=("p2", "p1")))
        work.people.snooze("p1", NOON)
        work.commit()
    with works() as work:
        assert work.people.erase("p1")
        assert not work.people.erase("p1")
        work.commit()
    with works() as work:
        assert work.people.get("p1") is None
        assert work.plans.goals() == [goal("g1", leads=("p2",))]
        assert work.plans.teams() == [team("north", leads=("p2",))]
        work.people.put(person("p1"))
        assert work.people.snoozed(["p1"]) == {}
        assert work.plans.goals_of("p1") == []


def test_a_later_snooze_replaces_and_outlives_a_change(works: UnitOfWorkFactory) -> None:
    summer = timezone(timedelta(hours=1))
    with works() as work:
        for id_ in ("p1", "p2", "p3"):
            work.people.put(person(id_))
        work.people.snooze("p1", NOON + minutes(60))
        work.people.snooze("p1", NOON.astimezone(summer))
        work.people.snooze("p2", NOON)
        work.people.snooze("nobody", NOON)
        work.people.put(person("p1", name="Another name"))
        work.commit()
    with works() as work:
        assert work.people.snoozed(["p1", "p3", "nobody"]) == {"p1": NOON}
        assert work.people.snoozed([]) == {}
