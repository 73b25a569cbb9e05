"""What every store of plans keeps to."""

from dataclasses import replace
from datetime import date

import pytest

from programme.errors import Fault
from programme.plans import GoalState, MeasureValue
from programme.ports import UnitOfWorkFactory
from tests.contracts.made_up_programme import goal, measure, person, plan, put_goals, team


def test_teams_come_back_whole_by_name(works: UnitOfWorkFactory) -> None:
    zebra = team("a", name="Zebra", leads=("p2", "p1"))
    ant = replace(team("b", name="Ant"), channel=None)
    with works() as work:
        for id_ in ("p1", "p2"):
            work.people.put(person(id_))
        for made in (zebra, ant, team("c", name="ant")):
            work.plans.put_team(made)
        work.commit()
    with works() as work:
        assert work.plans.teams() == [ant, zebra, team("c", name="ant")]
        work.plans.put_team(replace(zebra, name="Aardvark", leads=("p1",)))
        assert work.plans.teams()[0] == replace(zebra, name="Aardvark", leads=("p1",))


def test_plans_come_newest_first(works: UnitOfWorkFactory) -> None:
    old = plan("old", start=date(2025, 4, 1))
    with works() as work:
        work.plans.put_team(team("north"))
        for made in (plan("b"), old, plan("a")):
            work.plans.put_plan(made)
        work.plans.put_plan(replace(old, title="changed"))
        assert work.plans.plans() == [plan("a"), plan("b"), replace(old, title="changed")]


def test_goals_come_back_whole_by_team_and_name(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put_goals(work, of="north", leads=("p1", "p2", "p3"))
        put_goals(work, of="south")
        work.plans.put_measure(measure("m1"))
        made = [
            goal("g4", name="Aim", of="north", leads=("p3", "p1", "p2"), measure="m1"),
            replace(goal("g3", name="Zoom", of="north"), due=None, breakthrough=None),
            goal("g2", name="Aim", of="south"),
            goal("g1", name="aim", of="south", state=GoalState.PAUSED),
        ]
        for each in reversed(made):
            work.plans.put_goal(each)
        work.commit()
    with works() as work:
        assert work.plans.goals() == made
        assert work.plans.goals(["g2", "g4", "unknown"]) == [made[0], made[2]]
        assert work.plans.goals([]) == []


def test_a_goal_put_again_is_replaced_with_its_leads(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put_goals(work, "g1", leads=("p1", "p2"))
        changed = replace(goal("g1", leads=("p2",)), name="Changed", state=GoalState.CLOSED)
        work.plans.put_goal(changed)
        assert work.plans.goals() == [changed]
        assert work.plans.goals_of("p1", active=False) == []


def test_a_person_leads_goals_themselves_and_through_a_team(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put_goals(work, "n1", "n2", of="north", leads=("p1",))
        put_goals(work, "s1", of="south", leads=("p2",))
        work.plans.put_team(team("south", leads=("p1", "p2")))
        work.plans.put_goal(goal("s2", of="south", state=GoalState.ACHIEVED))
        work.commit()
    with works() as work:
        assert [g.key for g in work.plans.goals_of("p1")] == ["n1", "n2", "s1"]
        assert work.plans.goals_of("p1")[2].leads == ("p2",)
        assert [g.key for g in work.plans.goals_of("p1", active=False)] == ["n1", "n2", "s1", "s2"]
        assert [g.key for g in work.plans.goals_of("p2")] == ["s1"]
        assert work.plans.goals_of("nobody") == []


def test_what_refers_to_nothing_is_refused(works: UnitOfWorkFactory) -> None:
    with pytest.raises(Fault), works() as work:
        work.plans.put_team(team("north", leads=("nobody",)))
    with pytest.raises(Fault), works() as work:
        work.plans.put_plan(plan("p", of="nowhere"))
    with works() as work:
        put_goals(work, "g1")
        work.commit()
    for wrong in (
        replace(goal("g2"), plan="nowhere"),
        replace(goal("g2"), team="nowhere"),
        goal("g2", measure="nothing"),
        goal("g2", leads=("nobody",)),
    ):
        with pytest.raises(Fault), works() as work:
            work.plans.put_goal(wrong)


def test_measures_come_back_whole_by_name(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.plans.put_team(team("north"))
        made = [measure("b", name="Ant"), measure("a", name="Bee", of="north"), measure("c")]
        for each in reversed(made):
            work.plans.put_measure(each)
        work.commit()
    with works() as work:
        assert work.plans.measures() == made
        assert work.plans.measures(["c", "unknown", "b"]) == [made[0], made[2]]
        work.plans.put_measure(replace(made[2], target=0.25, baseline=None))
        assert work.plans.measures(["c"]) == [replace(made[2], target=0.25, baseline=None)]


def test_values_come_in_order_of_date_from_a_day_on(works: UnitOfWorkFactory) -> None:
    def value(day: int, number: float, of: str = "m1") -> MeasureValue:
        return MeasureValue(of, date(2026, 11, day), number, "u1")

    with works() as work:
        for key in ("m1", "m2", "m3"):
            work.plans.put_measure(measure(key))
        work.plans.put_values([value(3, 0.1 + 0.2), value(1, -5), value(2, 1e12)])
        work.plans.put_values([value(9, 4, of="m2"), replace(value(10, 5, of="m2"), update=None)])
        work.plans.put_values([])
        work.commit()
    with works() as work:
        assert work.plans.values(["m1", "m3"]) == {
            "m1": [value(1, -5), value(2, 1e12), value(3, 0.1 + 0.2)]
        }
        assert work.plans.values(["m1", "m2"], since=date(2026, 11, 3)) == {
            "m1": [value(3, 0.1 + 0.2)],
            "m2": [value(9, 4, of="m2"), replace(value(10, 5, of="m2"), update=None)],
        }
        assert work.plans.values([]) == {}


def test_a_value_of_the_same_day_replaces_and_goes_with_its_update(
    works: UnitOfWorkFactory,
) -> None:
    day = date(2026, 11, 1)
    with works() as work:
        work.plans.put_measure(measure("m1"))
        work.plans.put_values([MeasureValue("m1", day, 1, "u1")])
        work.plans.put_values([MeasureValue("m1", day, 2, "u2"), MeasureValue("m1", day, 3, "u3")])
        assert work.plans.values(["m1"]) == {"m1": [MeasureValue("m1", day, 3, "u3")]}
        work.plans.remove_values("u1")
        assert work.plans.values(["m1"]) == {"m1": [MeasureValue("m1", day, 3, "u3")]}
        work.plans.remove_values("u3")
        assert work.plans.values(["m1"]) == {}


def test_a_value_needs_its_measure(works: UnitOfWorkFactory) -> None:
    with pytest.raises(Fault), works() as work:
        work.plans.put_values([MeasureValue("nothing", date(2026, 11, 1), 1)])
