"""Digest stores keep what was sent as it was, and forget words when they are asked to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from programme.digest import Counts, Digest, GoalLine, Scope, ScopeKind, TrueNorthPart
from programme.digest.compare import REMOVED
from programme.digest.values import UpdateUsed
from programme.plans import AnnualPlan, Goal, Measure, Team
from programme.ports import (
    Acknowledgement,
    DecisionMade,
    DigestRecord,
    Rebase,
    UnitOfWorkFactory,
)
from programme.spc import ImprovementDirection
from programme.updates import Rating, WeekState
from programme.weeks import ReportingWeek

WEEK = ReportingWeek(2026, 46)
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WHOLE = Scope()
RIVERSIDE = Scope(ScopeKind.TEAM, "riverside", "Sample: Riverside")


def digest(*updates: str, scope: Scope = WHOLE) -> Digest:
    lines = tuple(
        GoalLine(
            goal="waits",
            name="Shorter waits",
            team="riverside",
            team_name="Sample: Riverside",
            true_north="timely-access",
            breakthrough=None,
            due=date(2027, 3, 31),
            overdue=False,
            state=WeekState.REPORTED,
            rating=Rating.AMBER,
            update=update,
            version=1,
            done="Opened a made-up clinic",
        )
        for update in updates
    )
    counts = Counts(amber=len(lines))
    return Digest(
        week=WEEK,
        scope=scope,
        built_at=MONDAY,
        counts=counts,
        before=Counts(),
        decisions=(),
        reds=(),
        changes=(),
        blockers=(),
        silent=(),
        rest=(TrueNorthPart("timely-access", "Timely access", counts, Counts(), lines),),
        practice=(),
        wider=(),
        data_as_at=None,
        unanswered=(),
        marked_wrong=(),
        updates=tuple(UpdateUsed("waits", update, 1) for update in updates),
    )


def record(id_: str, *, minutes: int = 0, of: Digest | None = None) -> DigestRecord:
    return DigestRecord(
        id=id_,
        digest=of or digest("u1"),
        sent_at=MONDAY + timedelta(minutes=minutes),
        sent_by="person-1",
        sent_to="C1",
    )


def with_plans(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.plans.put_team(Team("riverside", "Sample: Riverside"))
        work.plans.put_plan(
            AnnualPlan("p", "riverside", "Plan", date(2026, 4, 1), date(2027, 3, 31))
        )
        work.plans.put_measure(Measure("m", "Waits", "weeks", ImprovementDirection.DECREASE))
        for key in ("waits", "other"):
            work.plans.put_goal(Goal(key, "p", "riverside", key, "timely-access", measure="m"))
        work.commit()


def test_a_record_comes_back_as_it_was_sent(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.digests.add(record("d1"))
        assert not work.digests.add(record("d1", minutes=5))
        work.commit()
    with works() as work:
        assert work.digests.get("d1") == record("d1")
        assert work.digests.get("d2") is None


def test_asked_again_the_first_one_sent_of_a_week_and_scope_is_the_answer(
    works: UnitOfWorkFactory,
) -> None:
    with works() as work:
        work.digests.add(record("later", minutes=10))
        work.digests.add(record("first"))
        work.digests.add(record("team", of=digest("u1", scope=RIVERSIDE)))
        work.commit()
    with works() as work:
        first = work.digests.sent(WEEK, Scope())
        team = work.digests.sent(WEEK, replace(RIVERSIDE, name="renamed since"))
        assert first is not None
        assert first.id == "first"
        assert team is not None
        assert team.id == "team"
        assert work.digests.sent(WEEK.plus(1), Scope()) is None
        assert [each.id for each in work.digests.recent(2)] == ["later", "team"]


def test_erased_words_are_in_no_record_and_other_words_stay(works: UnitOfWorkFactory) -> None:
    with_plans(works)
    with works() as work:
        work.digests.add(record("d1", of=digest("u1", "u2")))
        work.digests.add(record("d2", minutes=1, of=digest("u3")))
        work.digests.decide(DecisionMade("u1", "waits", "Made-up outcome", "person-1", MONDAY))
        work.commit()
    with works() as work:
        assert work.digests.erase_words(["u1"]) == 2
        work.commit()
    with works() as work:
        kept = work.digests.get("d1")
        other = work.digests.get("d2")
        assert kept is not None
        assert other is not None
        assert [line.done for line in kept.digest.lines] == [REMOVED, "Opened a made-up clinic"]
        assert [line.rating for line in kept.digest.lines] == [Rating.AMBER, Rating.AMBER]
        assert other.digest == digest("u3")
        assert [made.decided for made in work.digests.decided()] == [REMOVED]


def test_a_decision_is_closed_once(works: UnitOfWorkFactory) -> None:
    with_plans(works)
    made = DecisionMade("u1", "waits", "Yes", "person-1", MONDAY)
    with works() as work:
        assert work.digests.decide(made)
        assert not work.digests.decide(replace(made, decided="No"))
        assert work.digests.decide(DecisionMade("u2", "other", "No", "person-2", MONDAY))
        work.commit()
    with works() as work:
        assert work.digests.decided(["waits"]) == [made]
        assert len(work.digests.decided()) == 2


def test_an_acknowledgement_counts_once_for_each_person(works: UnitOfWorkFactory) -> None:
    first = Acknowledgement("u1", "person-1", MONDAY)
    with works() as work:
        assert work.digests.acknowledge(first)
        assert not work.digests.acknowledge(first)
        assert work.digests.acknowledge(Acknowledgement("u1", "person-2", MONDAY))
        work.commit()
    with works() as work:
        found = work.digests.acknowledged(["u1", "u2"])
        assert [each.person for each in found["u1"]] == ["person-1", "person-2"]
        assert "u2" not in found


def test_a_rebase_replaces_one_of_the_same_day_and_can_be_taken_back(
    works: UnitOfWorkFactory,
) -> None:
    with_plans(works)
    day = date(2026, 6, 1)
    first = Rebase("m", day, "A made-up reason", "person-1", MONDAY)
    with works() as work:
        work.digests.rebase(first)
        work.digests.rebase(replace(first, reason="A better one"))
        work.digests.rebase(replace(first, day=day + timedelta(days=30)))
        work.commit()
    with works() as work:
        assert [each.reason for each in work.digests.rebases(["m"])["m"]] == [
            "A better one",
            "A made-up reason",
        ]
        assert work.digests.rebases(["other"]) == {}
        assert work.digests.remove_rebase("m", day)
        assert not work.digests.remove_rebase("m", day)
        work.commit()


def test_an_erased_person_leaves_no_id_behind(works: UnitOfWorkFactory) -> None:
    with_plans(works)
    with works() as work:
        work.digests.add(record("d1"))
        work.digests.decide(DecisionMade("u1", "waits", "Yes", "person-1", MONDAY))
        work.digests.rebase(Rebase("m", date(2026, 6, 1), "why", "person-1", MONDAY))
        work.digests.acknowledge(Acknowledgement("u1", "person-1", MONDAY))
        work.digests.acknowledge(Acknowledgement("u1", "person-2", MONDAY))
        work.commit()
    with works() as work:
        assert work.digests.erase_person("person-1") == 4
        work.commit()
    with works() as work:
        kept = work.digests.get("d1")
        assert kept is not None
        assert kept.sent_by == "erased"
        assert work.digests.decided()[0].by == "erased"
        assert work.digests.rebases()["m"][0].by == "erased"
        assert [each.person for each in work.digests.acknowledged(["u1"])["u1"]] == ["person-2"]


def test_old_digests_are_forgotten(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.digests.add(record("old"))
        work.digests.add(record("new", minutes=60))
        work.commit()
    with works() as work:
        assert work.digests.forget_before(MONDAY + timedelta(minutes=30)) == 1
        work.commit()
    with works() as work:
        assert [each.id for each in work.digests.recent()] == ["new"]
