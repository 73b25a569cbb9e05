"""What every store of weekly updates keeps to."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme.errors import Fault, Unavailable
from programme.plans import MeasureValue
from programme.ports import UnitOfWork, UnitOfWorkFactory
from programme.updates import LastReport, Report, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from tests.contracts.made_up import NOON, minutes
from tests.contracts.made_up_programme import (
    WEEK,
    entry,
    measure,
    person,
    put_goals,
    team,
    update,
)
from tests.fakes import FakeDatabase

NOTHING = UpdateKind.NOTHING_TO_REPORT
WITHDRAWN = UpdateKind.WITHDRAWAL


@pytest.fixture
def goals(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put_goals(work, "g1", "g2", "g3")
        work.commit()


def put(work: UnitOfWork, *updates: WeeklyUpdate) -> None:
    for each in updates:
        assert work.updates.add(each)


@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("kind", list(UpdateKind))
def test_a_version_comes_back_whole_however_it_is_asked_for(
    works: UnitOfWorkFactory, kind: UpdateKind
) -> None:
    whole = update(kind=kind)
    with works() as work:
        put(work, whole)
        work.commit()
    with works() as work:
        assert work.updates.get(whole.id) == whole
        assert work.updates.by_submission(whole.submission) == whole
        assert work.updates.standing("g1", WEEK) == whole
        assert list(work.updates.versions("g1", WEEK)) == [whole]
        assert work.updates.in_week(WEEK) == {"g1": whole}
        assert list(work.updates.history("g1")) == [whole]
        assert list(work.updates.by_author("p1")) == [whole]


@pytest.mark.usefixtures("goals")
def test_an_empty_report_comes_back_as_one(works: UnitOfWorkFactory) -> None:
    bare = replace(update(), report=Report())
    with works() as work:
        put(work, bare)
        assert work.updates.get(bare.id) == bare


@pytest.mark.usefixtures("goals")
def test_what_is_not_there_is_none(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.updates.get("u") is None
        assert work.updates.by_submission("s") is None
        assert work.updates.standing("g1", WEEK) is None
        assert list(work.updates.versions("g1", WEEK)) == []
        assert work.updates.in_week(WEEK, []) == {}
        assert work.updates.last_reports(["g1", "unknown"], WEEK) == {}
        assert list(work.updates.history("g1")) == []
        assert list(work.updates.by_author("p1")) == []


@pytest.mark.usefixtures("goals")
def test_one_submission_delivered_three_times_is_kept_once(works: UnitOfWorkFactory) -> None:
    for delivery in range(3):
        with works() as work:
            sent = update(id_=f"u{delivery}", submission="s1", version=delivery + 1)
            assert work.updates.add(sent) is (delivery == 0)
            work.commit()
    with works() as work:
        assert [u.id for u in work.updates.history("g1")] == ["u0"]
        assert len(work.updates.versions("g1", WEEK)) == 1


@pytest.mark.usefixtures("goals")
def test_of_two_writers_of_one_version_one_is_told_false(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, update(), update(version=2, author="p2"))
        work.commit()
    with works() as work:
        assert not work.updates.add(update(version=2, id_="mine", submission="mine"))
        work.commit()
    with works() as work:
        assert [u.author for u in work.updates.versions("g1", WEEK)] == ["p1", "p2"]
        assert work.updates.in_week(WEEK) == {"g1": update(version=2, author="p2")}


@pytest.mark.usefixtures("goals")
def test_writers_of_one_version_at_the_same_time(works: UnitOfWorkFactory) -> None:
    told: list[bool | str] = []
    together = threading.Barrier(6)

    def write(name: str) -> None:
        together.wait(10)
        try:
            with works() as work:
                kept = work.updates.add(update(id_=name, submission=name))
                work.commit()
                told.append(kept)
        except Unavailable:
            told.append("busy")

    writers = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert len(told) == 6
    assert told.count(True) == 1
    with works() as work:
        assert len(work.updates.versions("g1", WEEK)) == 1


@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("with_entry", [True, False])
@pytest.mark.parametrize("with_value", [True, False])
def test_a_version_brings_its_audit_entry_and_its_value(
    works: UnitOfWorkFactory, with_entry: bool, with_value: bool
) -> None:
    told = entry("goal:g1", before={"value": 0.1 + 0.2}, after={"late": True, "measure": None})
    brought = MeasureValue("m1", WEEK.monday, 0.1 + 0.2, "u1")
    with works() as work:
        work.plans.put_measure(measure("m1"))
        work.plans.put_values([replace(brought, value=7.0, update="earlier")])
        work.commit()
    with works() as work:
        assert work.updates.add(
            update(), entry=told if with_entry else None, value=brought if with_value else None
        )
        work.commit()
    with works() as work:
        assert list(work.updates.versions("g1", WEEK)) == [update()]
        assert list(work.audit.recent()) == ([told] if with_entry else [])
        [kept] = work.plans.values(["m1"])["m1"]
        assert kept == (brought if with_value else replace(brought, value=7.0, update="earlier"))


@pytest.mark.usefixtures("goals")
@pytest.mark.parametrize("lost_by", ["version", "submission"])
def test_a_lost_race_keeps_nothing_of_the_three(works: UnitOfWorkFactory, lost_by: str) -> None:
    lost = {
        "version": update(id_="mine", submission="mine"),
        "submission": update("g2", id_="mine", submission=update().submission),
    }[lost_by]
    with works() as work:
        work.plans.put_measure(measure("m1"))
        put(work, update())
        work.commit()
    with works() as work:
        value = MeasureValue("m1", WEEK.monday, 3.0, "mine")
        assert not work.updates.add(lost, entry=entry("goal:g1"), value=value)
        work.commit()
    with works() as work:
        assert work.updates.get("mine") is None
        assert list(work.audit.recent()) == []
        assert not work.plans.values(["m1"])


@pytest.mark.usefixtures("goals")
def test_without_a_commit_nothing_of_the_three_is_kept(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.plans.put_measure(measure("m1"))
        work.commit()
    with works() as work:
        value = MeasureValue("m1", WEEK.monday, 3.0, "u1")
        assert work.updates.add(update(), entry=entry("goal:g1"), value=value)
    with works() as work:
        assert list(work.updates.versions("g1", WEEK)) == []
        assert list(work.audit.recent()) == []
        assert not work.plans.values(["m1"])


def test_an_update_needs_its_goal(works: UnitOfWorkFactory) -> None:
    with pytest.raises(Fault), works() as work:
        work.updates.add(update(goal="nowhere"))


@pytest.mark.usefixtures("goals")
def test_the_latest_version_stands_and_the_older_stay_readable(works: UnitOfWorkFactory) -> None:
    first, second, third = update(), update(version=2), update(version=3, kind=WITHDRAWN)
    with works() as work:
        put(work, first, second, third, update("g2"))
        work.commit()
    with works() as work:
        assert list(work.updates.versions("g1", WEEK)) == [first, second, third]
        assert work.updates.standing("g1", WEEK) == third
        assert work.updates.in_week(WEEK) == {"g1": third, "g2": update("g2")}
        assert work.updates.get(first.id) == first


@pytest.mark.usefixtures("goals")
def test_a_week_of_some_goals(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, update("g1"), update("g2"), update("g3", WEEK.plus(1)))
        assert set(work.updates.in_week(WEEK)) == {"g1", "g2"}
        assert set(work.updates.in_week(WEEK, ["g2", "g3", "unknown"])) == {"g2"}
        assert set(work.updates.in_week(WEEK.plus(1))) == {"g3"}


@pytest.mark.usefixtures("goals")
def test_the_last_report_is_of_an_earlier_week_and_stands(works: UnitOfWorkFactory) -> None:
    earlier = update("g1", WEEK.plus(-5))
    withdrawn = [update("g1", WEEK.plus(-2)), update("g1", WEEK.plus(-2), 2, kind=WITHDRAWN)]
    amended = [update("g2", WEEK.plus(-1)), update("g2", WEEK.plus(-1), 2)]
    with works() as work:
        put(work, earlier, *withdrawn, *amended)
        put(work, update("g1", WEEK.plus(-1), kind=NOTHING), update("g1"), update("g3"))
        work.commit()
    with works() as work:
        found = work.updates.last_reports(["g1", "g2", "g3"], WEEK)
        assert found == {"g1": earlier, "g2": amended[1]}
        assert work.updates.last_reports(["g3"], WEEK.plus(1)) == {"g3": update("g3")}
        assert work.updates.last_reports([], WEEK) == {}


@pytest.mark.usefixtures("goals")
def test_history_is_newest_first_across_the_turn_of_a_year(works: UnitOfWorkFactory) -> None:
    weeks = [ReportingWeek(2026, 53), ReportingWeek(2027, 1), ReportingWeek(2026, 9)]
    with works() as work:
        put(work, *(update("g1", week) for week in weeks), update("g2", weeks[0]))
        put(work, update("g1", weeks[1], 2, kind=WITHDRAWN))
        told = [(u.week.key, u.version) for u in work.updates.history("g1")]
        assert told == [("2027-W01", 2), ("2026-W53", 1), ("2026-W09", 1)]
        assert len(work.updates.history("g1", limit=2)) == 2


@pytest.mark.usefixtures("goals")
def test_what_a_person_posted_comes_oldest_first(works: UnitOfWorkFactory) -> None:
    late = update("g1", at=NOON + minutes(2))
    early = update("g2", at=NOON)
    with works() as work:
        put(work, late, early, update("g1", version=2, author="p2"))
        assert list(work.updates.by_author("p1")) == [early, late]


@pytest.mark.usefixtures("goals")
def test_erasing_an_author_leaves_rating_confidence_and_value(works: UnitOfWorkFactory) -> None:
    theirs = [update("g1"), update("g2", kind=NOTHING)]
    other = update("g1", version=2, author="p2")
    with works() as work:
        put(work, *theirs, other)
        work.commit()
    with works() as work:
        assert work.updates.erase_author("p1") == 2
        assert work.updates.erase_author("p1") == 0
        work.commit()
    with works() as work:
        assert list(work.updates.by_author("p1")) == []
        said = theirs[0].report
        assert said is not None
        assert work.updates.get(theirs[0].id) == replace(
            theirs[0],
            author="erased",
            erased=True,
            report=Report(said.rating, said.confidence, said.value, said.as_at),
        )
        assert work.updates.get(theirs[1].id) == replace(
            theirs[1], author="erased", erased=True, reason=None
        )
        assert work.updates.standing("g1", WEEK) == other
        # A late delivery of what was erased does not bring it back.
        assert not work.updates.add(theirs[0])


@pytest.mark.usefixtures("goals")
def test_erasing_a_goal_and_retention_remove_all_versions(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, update("g1"), update("g1", version=2), update("g1", WEEK.plus(1)))
        put(work, update("g2", WEEK.plus(-1)), update("g2"), update("g2", version=2))
        assert work.updates.erase_goal("g1") == 3
        assert list(work.updates.history("g1")) == []
        assert work.updates.erase_before(WEEK) == 1
        assert list(work.updates.history("g2")) == [update("g2", version=2)]
        put(work, update("g1"))


def test_a_week_is_closed_once(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.updates.closed_at(WEEK) is None
        work.updates.close_week(WEEK, NOON)
        work.updates.close_week(WEEK, NOON + minutes(5))
        assert work.updates.closed_at(WEEK) == NOON
        assert work.updates.closed_at(WEEK.plus(1)) is None


Step = tuple[Any, ...]
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"),
            st.sampled_from(["g1", "g2"]),
            st.integers(0, 2),
            st.integers(1, 3),
            st.sampled_from(list(UpdateKind)),
            st.integers(0, 12),
        ),
        st.tuples(st.just("erase_author"), st.sampled_from(["p0", "p1", "p2"])),
        st.tuples(st.just("erase_goal"), st.sampled_from(["g1", "g2"])),
        st.tuples(st.just("erase_before"), st.integers(0, 3)),
    ),
    max_size=25,
)


@pytest.mark.usefixtures("goals")
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_done_all_stores_agree(works: UnitOfWorkFactory, steps: list[Step]) -> None:
    # Versions come in any order here: what stands is the latest all the same.
    with works() as real, FakeDatabase().works() as model:
        put_goals(model, "g1", "g2", "g3")
        for number, step in enumerate(steps):
            assert _take(real, number, step) == _take(model, number, step)
        for week in (WEEK.plus(n) for n in range(4)):
            for goal in ("g1", "g2"):
                assert real.updates.standing(goal, week) == model.updates.standing(goal, week)
                assert list(real.updates.versions(goal, week)) == list(
                    model.updates.versions(goal, week)
                )
            assert real.updates.in_week(week) == model.updates.in_week(week)
            assert real.updates.last_reports(["g1", "g2"], week) == model.updates.last_reports(
                ["g1", "g2"], week
            )
        for goal in ("g1", "g2"):
            assert list(real.updates.history(goal, 2)) == list(model.updates.history(goal, 2))
        for author in ("p0", "p1", "p2", "erased"):
            assert list(real.updates.by_author(author)) == list(model.updates.by_author(author))


def _take(work: UnitOfWork, number: int, step: Step) -> object:
    what, *rest = step
    if what == "add":
        goal, week, version, kind, submission = rest
        return work.updates.add(
            update(
                goal,
                WEEK.plus(week),
                version,
                id_=f"u{number:02}",
                submission=f"s{submission}",
                kind=kind,
                author=f"p{submission % 3}",
                at=NOON + minutes(number),
            )
        )
    if what == "erase_before":
        return work.updates.erase_before(WEEK.plus(rest[0]))
    return getattr(work.updates, what)(*rest)


def test_the_ground_of_an_update_is_what_each_store_says_of_it(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for who in ("p3", "p1", "p2"):
            work.people.put(person(who))
        put_goals(work, "g1", "bare", leads=("p3", "p1", "p2"))
        work.plans.put_team(team("north", leads=("p2", "p1")))
        work.plans.put_measure(measure("m1"))
        (planned,) = work.plans.goals(["g1"])
        work.plans.put_goal(replace(planned, measure="m1"))
        before = update(week=WEEK.plus(-3), id_="before")
        silent = update(week=WEEK.plus(-1), id_="silent", kind=NOTHING)
        first, second = update(id_="first"), update(id_="second", version=2, kind=WITHDRAWN)
        put(work, before, silent, first, second)
        work.updates.close_week(WEEK, NOON)
        work.commit()
    with works() as work:
        ground = work.updates.ground("g1", WEEK)
        assert ground is not None
        assert [ground.goal] == work.plans.goals(["g1"])
        assert ground.goal.leads == ("p3", "p1", "p2")
        assert ground.team in work.plans.teams()
        assert ground.team.leads == ("p2", "p1")
        assert [ground.measure] == work.plans.measures(["m1"])
        assert ground.standing == second
        assert ground.last == LastReport(before.week, before.rating, before.days_by)
        assert ground.closed_at == NOON
        assert ground.plan_begins == next(
            plan.start for plan in work.plans.plans() if plan.key == ground.goal.plan
        )
        bare = work.updates.ground("bare", WEEK.plus(1))
        assert bare is not None
        assert (bare.measure, bare.standing, bare.last, bare.closed_at) == (None, None, None, None)
        assert work.updates.ground("unknown", WEEK) is None
