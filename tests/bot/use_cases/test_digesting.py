"""Digests as the programme office uses them: looked at, sent, kept, compared, followed up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.use_cases.digest_material import DigestRules
from bot.use_cases.digesting import Digests
from bot.use_cases.following_up import FollowUp
from programme.configuration import load_programme
from programme.digest import Scope, ScopeKind
from programme.errors import RuleBroken
from programme.people import TERMINAL, Actor
from programme.plans import Measure, MeasureSet, MeasureValue
from programme.ports import RebaseKind
from programme.spc import ImprovementDirection
from programme.updates import DecisionRequired, Rating, Report, UpdateKind, Via, WeeklyUpdate
from programme.weeks import ReportingWeek, Timing
from tests.bot.use_cases.made_up import WAITS, database_with_plans
from tests.fakes import FakeDatabase

WEEK = ReportingWeek(2026, 46)
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LEAD = Actor("ann", "Sample Ann", goals=frozenset({"waits"}))
STAFF = Actor("slack:U9", "")


@pytest.fixture
def database() -> FakeDatabase:
    database = database_with_plans()
    with database.works() as work:
        for back in range(4):
            work.updates.add(update(WEEK.plus(-back), Rating.AMBER))
        for back in range(20):
            day = WEEK.monday - timedelta(weeks=back)
            work.plans.put_values([MeasureValue("waits", day, 14.0 + back % 2)])
        work.commit()
    return database


@pytest.fixture
def ids() -> Callable[[], str]:
    made = iter(f"digest-{n}" for n in range(100))
    return lambda: next(made)


@pytest.fixture
def digests(database: FakeDatabase, ids: Callable[[], str]) -> Digests:
    programme = load_programme()
    rules = DigestRules(programme.true_norths, programme.breakthrough_objectives, programme.rhythm)
    return Digests(database.works, database.readings, rules=rules, now=lambda: MONDAY, new_id=ids)


@pytest.fixture
def follow_up(database: FakeDatabase) -> FollowUp:
    return FollowUp(database.works, now=lambda: MONDAY)


def update(week: ReportingWeek, rating: Rating, *, version: int = 1) -> WeeklyUpdate:
    decision = DecisionRequired("Agree a made-up locum", "Finance")
    return WeeklyUpdate(
        id=f"waits-{week}-v{version}",
        goal="waits",
        week=week,
        version=version,
        kind=UpdateKind.REPORT,
        author="ann",
        submitted_at=MONDAY,
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=f"waits-{week}-v{version}",
        report=Report(
            rating=rating, done="Made up", decision=decision, source="https://example.invalid/p1"
        ),
    )


def test_a_week_is_told_as_things_stand_until_its_digest_is_sent(
    digests: Digests, database: FakeDatabase
) -> None:
    assert digests.look(TERMINAL, WEEK).digest.counts.amber == 1
    with database.works() as work:
        work.updates.add(update(WEEK, Rating.GREEN, version=2))
        work.commit()
    view = digests.look(TERMINAL, WEEK)
    assert view.record is None
    assert view.digest.counts.green == 1


def test_asked_for_again_a_sent_digest_is_the_same_and_names_what_was_amended(
    digests: Digests, database: FakeDatabase
) -> None:
    sent = digests.keep(TERMINAL, WEEK)
    with database.works() as work:
        work.updates.add(update(WEEK, Rating.GREEN, version=2))
        work.commit()
    again = digests.look(TERMINAL, WEEK)
    assert again.digest == sent.digest
    assert [line.goal for line in again.since.amended] == ["waits"]
    assert digests.fresh(TERMINAL, WEEK).digest.counts.green == 1


@pytest.mark.parametrize("asked_again", [0, 1], ids=["this week", "a later week"])
def test_a_sent_digest_tells_which_of_its_decisions_were_made_since(
    digests: Digests, database: FakeDatabase, asked_again: int
) -> None:
    sent = digests.keep(TERMINAL, WEEK)
    later = update(WEEK.plus(asked_again), Rating.RED, version=1 + asked_again)
    after = FollowUp(database.works, now=lambda: MONDAY + timedelta(days=1))
    with database.works() as work:
        if asked_again:
            work.updates.add(later)
        after.decide(work, TERMINAL, later.id, "Yes, until April")
        work.commit()
    again = digests.look(TERMINAL, WEEK)
    assert again.digest == sent.digest
    [outcome] = again.since.decided
    assert (outcome.asked.goal, outcome.decided) == ("waits", "Yes, until April")


def test_sending_closes_the_week_and_is_audited(digests: Digests, database: FakeDatabase) -> None:
    digests.keep(TERMINAL, WEEK)
    with database.readings() as work:
        assert work.updates.closed_at(WEEK) == MONDAY
        assert [entry.action for entry in work.audit.about("digest:digest-0")] == ["digest.sent"]


def test_the_digest_of_one_team_does_not_close_the_week(
    digests: Digests, database: FakeDatabase
) -> None:
    digests.keep(TERMINAL, WEEK, digests.scope(team="Sample: Harbour"))
    with database.readings() as work:
        assert work.updates.closed_at(WEEK) is None


def test_only_the_office_sees_and_sends(digests: Digests) -> None:
    for actor in (LEAD, STAFF):
        with pytest.raises(RuleBroken, match="Only the programme office"):
            digests.look(actor, WEEK)
        with pytest.raises(RuleBroken, match="Only the programme office"):
            digests.keep(actor, WEEK)


def test_a_week_that_lies_ahead_has_no_digest(digests: Digests) -> None:
    with pytest.raises(RuleBroken, match="lies ahead"):
        digests.look(TERMINAL, WEEK.plus(2))


@pytest.mark.parametrize("name", ["harbour", "Sample: Harbour", "sample:  HARBOUR", "sample: har"])
def test_a_team_is_found_by_key_and_by_name(digests: Digests, name: str) -> None:
    assert digests.scope(team=name) == Scope(ScopeKind.TEAM, "harbour", "Sample: Harbour")


def test_an_unknown_name_gets_the_nearest_ones(digests: Digests) -> None:
    with pytest.raises(RuleBroken, match="nearest are: Sample: Harbour"):
        digests.scope(team="Harber")
    with pytest.raises(RuleBroken, match="Timely access"):
        digests.scope(true_north="timely acces sx")
    with pytest.raises(RuleBroken, match="set up yet"):
        digests.scope(breakthrough="anything")
    with pytest.raises(RuleBroken, match="Ask for one"):
        digests.scope(team="harbour", true_north="timely-access")


def test_a_scope_holds_its_goals_only(digests: Digests) -> None:
    view = digests.look(TERMINAL, WEEK, digests.scope(true_north="staying well"))
    assert [line.goal for line in view.digest.lines] == ["blooms"]


def test_two_weeks_are_compared(digests: Digests, database: FakeDatabase) -> None:
    with database.works() as work:
        work.updates.add(update(WEEK, Rating.RED, version=2))
        work.commit()
    moved = digests.compare(TERMINAL, WEEK.plus(-2), WEEK)
    assert [each.goal for each in moved.worse] == ["waits"]


def test_what_was_decided_since_the_later_digest_was_sent_is_not_still_required(
    digests: Digests, database: FakeDatabase
) -> None:
    digests.keep(TERMINAL, WEEK)
    after = FollowUp(database.works, now=lambda: MONDAY + timedelta(days=1))
    with database.works() as work:
        after.decide(work, TERMINAL, update(WEEK, Rating.AMBER).id, "Yes, until April")
        work.commit()
    moved = digests.compare(TERMINAL, WEEK.plus(-2), WEEK)
    assert moved.still == ()
    assert [each.goal for each in moved.decided] == ["waits"]


def test_a_line_links_to_the_message_it_came_from(digests: Digests) -> None:
    lines = {line.goal: line for line in digests.look(TERMINAL, WEEK).digest.lines}
    assert lines["waits"].link == "https://example.invalid/p1"
    assert lines["blooms"].link is None


def test_values_after_the_week_are_not_in_its_digest(
    digests: Digests, database: FakeDatabase
) -> None:
    with database.works() as work:
        work.plans.put_values([MeasureValue("waits", WEEK.plus(1).monday, 99.0)])
        work.commit()
    readings = [line.reading for line in digests.look(TERMINAL, WEEK).digest.lines if line.reading]
    assert [each.value for each in readings] == [14.0]


def test_a_value_of_the_weeks_own_update_is_in_its_digest_and_its_chart(
    digests: Digests, database: FakeDatabase
) -> None:
    late = update(WEEK, Rating.RED, version=2)
    with database.works() as work:
        work.updates.add(late)
        work.plans.put_values([MeasureValue("waits", WEEK.plus(1).monday, 99.0, late.id)])
        work.commit()
    digest = digests.look(TERMINAL, WEEK).digest
    assert [line.reading.value for line in digest.lines if line.reading] == [99.0]
    _, chart = digests.charts(TERMINAL, digest)["waits"]
    assert chart.points[-1].value == 99.0
    earlier = digests.look(TERMINAL, WEEK.plus(-1)).digest
    assert [line.reading.value for line in earlier.lines if line.reading] == [15.0]


def test_a_decision_that_was_made_is_outstanding_no_more(
    digests: Digests, follow_up: FollowUp, database: FakeDatabase
) -> None:
    waiting = digests.look(TERMINAL, WEEK).digest.decisions
    assert [(line.goal, line.weeks) for line in waiting] == [("waits", 3)]
    with database.works() as work:
        followed = follow_up.decide(work, TERMINAL, waiting[0].update, " Agreed until March. ")
        work.commit()
    assert followed.goal == WAITS
    assert digests.look(TERMINAL, WEEK).digest.decisions == ()
    with database.works() as work, pytest.raises(RuleBroken, match="already"):
        follow_up.decide(work, TERMINAL, waiting[0].update, "Again")


def test_what_was_decided_must_be_said(follow_up: FollowUp, database: FakeDatabase) -> None:
    with database.works() as work:
        with pytest.raises(RuleBroken, match="Say in a sentence"):
            follow_up.decide(work, TERMINAL, f"waits-{WEEK}-v1", "  ")
        with pytest.raises(RuleBroken, match="no longer kept"):
            follow_up.decide(work, TERMINAL, "gone", "Agreed")
        with pytest.raises(RuleBroken, match="Only the programme office"):
            follow_up.decide(work, LEAD, f"waits-{WEEK}-v1", "Agreed")


def test_an_author_is_told_once_who_read_their_update(
    follow_up: FollowUp, database: FakeDatabase
) -> None:
    with database.works() as work:
        first = follow_up.acknowledge(work, TERMINAL, f"waits-{WEEK}-v1")
        again = follow_up.acknowledge(work, TERMINAL, f"waits-{WEEK}-v1")
    assert first.news
    assert first.author is not None
    assert first.author.name == "Sample Ann"
    assert not again.news


def test_a_rebase_changes_the_chart_and_keeps_its_reason(
    digests: Digests, follow_up: FollowUp, database: FakeDatabase
) -> None:
    day = WEEK.monday - timedelta(weeks=5)
    follow_up.rebase(TERMINAL, "waits", day, "A made-up clinic opened")
    _, chart = digests.chart(TERMINAL, "waits")
    assert len(chart.segments) == 2
    with database.readings() as work:
        assert work.digests.rebases()["waits"][0].reason == "A made-up clinic opened"
        assert [e.action for e in work.audit.about("measure:waits")] == ["measure.rebased"]
    follow_up.take_back_rebase(TERMINAL, "waits", day)
    assert len(digests.chart(TERMINAL, "waits")[1].segments) == 1


def test_a_baseline_and_a_rebase_do_not_go_together(digests: Digests, follow_up: FollowUp) -> None:
    day = WEEK.monday - timedelta(weeks=6)
    follow_up.rebase(TERMINAL, "waits", day, "Made up", RebaseKind.BASELINE)
    assert digests.chart(TERMINAL, "waits")[1].series.fix_after == 14
    with pytest.raises(RuleBroken, match="not both"):
        follow_up.rebase(TERMINAL, "waits", day, "Made up")


@pytest.mark.parametrize(
    ("day", "reason", "kind", "sentence"),
    [
        (date(2020, 1, 1), "why", RebaseKind.REBASE, "after the first value"),
        (date(2027, 1, 1), "why", RebaseKind.REBASE, "up to the last one"),
        (date(2026, 8, 1), "why", RebaseKind.BASELINE, "12 values"),
        (date(2026, 11, 2), " ", RebaseKind.REBASE, "Say why"),
    ],
)
def test_a_rebase_that_cannot_be_is_refused_in_a_sentence(
    follow_up: FollowUp, day: date, reason: str, kind: RebaseKind, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        follow_up.rebase(TERMINAL, "waits", day, reason, kind)
    with pytest.raises(RuleBroken, match="no such measure"):
        follow_up.rebase(TERMINAL, "none", day, "why", kind)
    with pytest.raises(RuleBroken, match="Only the programme office"):
        follow_up.rebase(LEAD, "waits", day, "why", kind)


def test_values_of_measures_outside_goals_are_added_and_corrected(
    digests: Digests, follow_up: FollowUp, database: FakeDatabase
) -> None:
    with database.works() as work:
        work.plans.put_measure(
            Measure(
                "sick", "Sickness", "%", ImprovementDirection.DECREASE, set=MeasureSet.WORKFORCE
            )
        )
        work.commit()
    day = date(2026, 11, 10)
    follow_up.add_value(TERMINAL, "sick", 5.2, day)
    follow_up.add_value(TERMINAL, "sick", 5.1, day)
    wider = digests.look(TERMINAL, WEEK).digest.wider
    assert [(each.value, each.as_at) for each in wider] == [(5.1, day)]
    with pytest.raises(RuleBroken, match="belongs to a goal"):
        follow_up.add_value(TERMINAL, "waits", 1.0, day)
    with pytest.raises(RuleBroken, match="lies ahead"):
        follow_up.add_value(TERMINAL, "sick", 1.0, date(2026, 12, 1))
    with pytest.raises(RuleBroken, match="ordinary number"):
        follow_up.add_value(TERMINAL, "sick", float("nan"), day)


def test_charts_cover_the_weeks_that_are_set(digests: Digests, database: FakeDatabase) -> None:
    digests.rules = replace(digests.rules, chart_weeks=13)
    _, chart = digests.chart(TERMINAL, "waits")
    # the week that has begun has no value yet
    assert len(chart.series.values) == 12
