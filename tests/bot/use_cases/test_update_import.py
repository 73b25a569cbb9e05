import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.use_cases.reporting import Recorded, Reporting
from bot.use_cases.update_import import GoalFinder, UpdateImport, import_updates
from ingest.updates import UpdateRow, UpdateRows
from ingest.updates.reading import NamedGoal
from ingest.worksheets.columns import RowFault
from programme.errors import RuleBroken
from programme.people import TERMINAL, Actor
from programme.update_faults import FieldFault
from programme.updates import Rating, Report, UpdateDraft, UpdateKind, Via
from programme.weeks import ReportingRhythm, ReportingWeek
from tests.bot.use_cases.made_up import BLOOMS, GARDEN, HARBOUR, WAITS, database_with_plans
from tests.fakes import FakeDatabase

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
FIND = GoalFinder([WAITS, BLOOMS], [HARBOUR, GARDEN])
GREEN = Report(rating=Rating.GREEN, done="All went to plan.")
FALL = Report(rating=Rating.RED, done="It went wrong.")
RECOVERING = Report(rating=Rating.RED, done="It went wrong.", recovery="More rooms.")


@pytest.fixture
def database() -> FakeDatabase:
    return database_with_plans()


@pytest.fixture
def reporting(database: FakeDatabase) -> Reporting:
    ids = (f"update-{number}" for number in itertools.count(1))

    def look(draft: UpdateDraft) -> list[FieldFault]:
        return [FieldFault("done", "Say less.")] if draft.report.done == "forbidden" else []

    return Reporting(
        database.works,
        database.readings,
        rhythm=ReportingRhythm(),
        look_at_words=look,
        now=lambda: NOW,
        new_id=lambda: next(ids),
    )


def row(number: int, week: int, report: Report = GREEN, goal: str = "waits") -> UpdateRow:
    kind = UpdateKind.REPORT
    return UpdateRow(
        "Updates", number, goal, None, ReportingWeek(2026, week), kind, report, None, False
    )


def take_in(
    reporting: Reporting, *rows: UpdateRow, accept_valid: bool = False, faults: int = 0
) -> UpdateImport:
    told = tuple(RowFault("Updates", 90 + number, "Rating", "x") for number in range(faults))
    file = UpdateRows(rows, told)
    return import_updates(reporting, TERMINAL, file, FIND, accept_valid=accept_valid)


def places(done: UpdateImport) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in done.refused]


def test_past_weeks_are_stored_and_marked(database: FakeDatabase, reporting: Reporting) -> None:
    done = take_in(reporting, row(2, 20), row(3, 21, RECOVERING))
    assert done.stored
    kept = list(database.state.updates.values())
    assert [(u.week.number, u.backfilled, u.via, u.author) for u in kept] == [
        (20, True, Via.FILE, "terminal"),
        (21, True, Via.FILE, "terminal"),
    ]
    assert database.state.posts == {}, "nobody is told of what was long ago"
    assert len(database.state.audit) == 2


def test_the_same_file_again_stores_nothing(database: FakeDatabase, reporting: Reporting) -> None:
    take_in(reporting, row(2, 20), row(3, 21))
    again = take_in(reporting, row(2, 20), row(3, 21))
    assert (again.stored, len(again.added), again.unchanged) == (True, 0, 2)
    assert len(database.state.updates) == 2


def test_each_row_is_held_against_the_week_before_in_whatever_order_they_stand(
    database: FakeDatabase, reporting: Reporting
) -> None:
    done = take_in(reporting, row(2, 21, FALL), row(3, 20))
    assert not done.stored
    assert places(done) == [(2, "Recovery step")]
    assert database.state.updates == {}


def test_the_rows_that_hold_are_kept_when_that_is_asked_for(
    database: FakeDatabase, reporting: Reporting
) -> None:
    done = take_in(reporting, row(2, 20), row(3, 21, FALL), row(4, 22), accept_valid=True)
    assert places(done) == [(3, "Recovery step")]
    assert sorted(u.week.number for u in database.state.updates.values()) == [20, 22]
    assert len(done.added) == 2


def test_a_fault_of_reading_keeps_everything_out_and_the_rest_is_looked_at(
    database: FakeDatabase, reporting: Reporting
) -> None:
    done = take_in(reporting, row(2, 20, FALL), faults=1)
    assert places(done) == [(2, "Recovery step"), (90, "Rating")]
    assert (done.stored, database.state.updates) == (False, {})


def test_another_update_of_the_week_is_never_replaced(
    database: FakeDatabase, reporting: Reporting
) -> None:
    take_in(reporting, row(2, 20))
    done = take_in(reporting, row(2, 20, RECOVERING))
    assert places(done) == [(2, "Week")]
    assert "update already" in done.refused[0].reason
    assert [u.rating for u in database.state.updates.values()] == [Rating.GREEN]


def test_two_rows_of_one_week_are_refused(reporting: Reporting) -> None:
    assert places(take_in(reporting, row(2, 20), row(3, 20, RECOVERING))) == [(3, "Week")]


def test_unknown_goals_and_forbidden_words_have_their_place(reporting: Reporting) -> None:
    forbidden = Report(rating=Rating.GREEN, done="forbidden")
    done = take_in(reporting, row(2, 20, goal="none"), row(3, 20, forbidden))
    assert places(done) == [(2, "Goal"), (3, "Done")]


def test_the_future_is_refused(reporting: Reporting) -> None:
    assert places(take_in(reporting, row(2, 53))) == [(2, "Week")]


def test_a_week_before_the_goals_plan_is_a_slip_unless_the_row_is_sure(
    database: FakeDatabase, reporting: Reporting
) -> None:
    early = row(2, 13)  # ends on 29 March, and the plan begins on 1 April
    done = take_in(reporting, early, row(3, 14), accept_valid=True)
    assert places(done) == [(2, "Sure")]
    assert "begins on 1 April 2026" in done.refused[0].reason
    assert [u.week.number for u in database.state.updates.values()] == [14]
    assert take_in(reporting, replace(early, sure=True)).stored


def test_only_the_office_fills_in_past_weeks(reporting: Reporting) -> None:
    with pytest.raises(RuleBroken, match="programme office"):
        import_updates(
            reporting, Actor("u", ""), UpdateRows((row(2, 20),), ()), FIND, accept_valid=True
        )


def test_goals_are_found_by_key_name_and_team() -> None:
    twin = [WAITS, BLOOMS, type(WAITS)("w2", "garden-2026-27", "garden", "shorter  WAITS", "x")]
    find = GoalFinder(twin, [HARBOUR, GARDEN])
    assert find.goal("waits") is WAITS
    assert find.goal("more BLOOMS") is BLOOMS
    assert find.goal("Shorter waits", "Sample: Garden").key == "w2"
    assert find.goal("Shorter waits", "harbour") is WAITS
    with pytest.raises(RuleBroken, match="waits, w2"):
        find.goal("Shorter waits")
    with pytest.raises(RuleBroken, match="no such goal"):
        find.goal("waits", "garden")


def test_a_goal_that_a_name_comes_near_is_told() -> None:
    with pytest.raises(RuleBroken, match=r"Is “Shorter waits” meant\?"):
        FIND.goal("Shorter wait")
    with pytest.raises(RuleBroken, match=r"^There is no such goal\. See"):
        FIND.goal("Quite another thing")


def test_an_unknown_goal_is_told_also_where_the_row_has_another_fault(
    reporting: Reporting,
) -> None:
    fault = RowFault("Updates", 2, "Rating", "x")
    named = tuple(NamedGoal("Updates", n, goal, None) for n, goal in [(2, "nope"), (3, "waits")])
    file = UpdateRows((), (fault,), named)
    done = import_updates(reporting, TERMINAL, file, FIND, accept_valid=False)
    assert [(one.row, one.column) for one in done.refused] == [(2, "Rating"), (2, "Goal")]


def draft(submission: str, *, based_on: int = 0, report: Report = GREEN) -> UpdateDraft:
    return UpdateDraft(
        "waits", ReportingWeek(2026, 47), submission, Via.FORM, report=report, based_on=based_on
    )


def test_a_submission_delivered_again_gives_what_was_stored(
    database: FakeDatabase, reporting: Reporting
) -> None:
    first = reporting.submit(TERMINAL, draft("one"))
    reporting.submit(TERMINAL, draft("two", based_on=1, report=RECOVERING))
    again = reporting.submit(TERMINAL, draft("one"))
    assert again.repeated
    assert again.update == first.update
    assert len(database.state.updates) == 2


def test_all_of_several_drafts_are_kept_or_none(
    database: FakeDatabase, reporting: Reporting
) -> None:
    outcomes = reporting.submit_all(TERMINAL, [draft("one"), draft("two")])
    assert isinstance(outcomes[0], Recorded)
    assert isinstance(outcomes[1], RuleBroken)
    assert database.state.updates == {}
    assert reporting.submit_all(TERMINAL, [draft("one")], only_look=True)
    assert database.state.updates == {}
    reporting.submit_all(TERMINAL, [draft("one"), draft("two")], accept_valid=True)
    assert [u.submission for u in database.state.updates.values()] == ["one"]


def test_a_week_shows_every_active_goal_to_the_office(reporting: Reporting) -> None:
    reporting.submit(TERMINAL, draft("one"))
    seen = reporting.week(TERMINAL, ReportingWeek(2026, 47))
    assert [(one.goal.key, one.outstanding) for one in seen] == [("blooms", True), ("waits", False)]
    with pytest.raises(RuleBroken):
        reporting.week(Actor("u", ""), ReportingWeek(2026, 47))


def test_a_value_comes_with_its_update(database: FakeDatabase, reporting: Reporting) -> None:
    day = date(2026, 11, 18)
    report = Report(rating=Rating.GREEN, done="x", value=11.0, as_at=day)
    reporting.submit(TERMINAL, draft("one", report=report))
    assert database.state.values["waits", day].value == 11.0
