import itertools
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.plan_records import filled_rows, plan_documents
from bot.use_cases.planning import PlanImport, Planning
from ingest.plans import PlanRows, plan_form, read_plans
from ingest.readers.cells import as_text
from ingest.sheets import Sheet
from programme.configuration import load_programme
from programme.errors import RuleBroken
from programme.people import TERMINAL, Actor, Person, Role
from programme.plan_changes import FieldChange
from programme.plans import MeasureSet, TeamKind
from tests.bot.use_cases.made_up import database_with_plans
from tests.fakes import FakeDatabase

PROGRAMME = load_programme()
FORM = plan_form(PROGRAMME)
NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
OFFICE = Actor("o", "Sample office", frozenset({Role.OFFICE}))
Row = Mapping[str, object]


@pytest.fixture
def database() -> FakeDatabase:
    return database_with_plans()


@pytest.fixture
def planning(database: FakeDatabase) -> Planning:
    return planning_over(database)


def planning_over(database: FakeDatabase, now: datetime = NOW) -> Planning:
    ids = (f"new-{number}" for number in itertools.count(1))
    return Planning(database.works, database.readings, now=lambda: now, new_id=lambda: next(ids))


def sheet(name: str, rows: list[Row], headings: list[str] | None = None) -> Sheet:
    headings = headings or list(dict.fromkeys(heading for row in rows for heading in row))
    cells = [tuple(as_text(row.get(h) or "") for h in headings) for row in rows]
    return Sheet(name, tuple(enumerate([tuple(headings), *cells], start=1)))


def rows(**sheets: list[Row]) -> PlanRows:
    return read_plans([sheet(name, held) for name, held in sheets.items()], FORM, PROGRAMME)


def goal(**cells: object) -> Row:
    given = {key.replace("_", " "): value for key, value in cells.items()}
    return {"Team": "Sample: Harbour", "Goal": "Fewer letters", "True North": "Safe care"} | given


def take_in(planning: Planning, *, accept_valid: bool = False, **sheets: list[Row]) -> PlanImport:
    return planning.take_in(TERMINAL, rows(**sheets), accept_valid=accept_valid)


def told(done: PlanImport) -> list[tuple[str, str]]:
    return [(change.action, change.key) for change in done.changes]


def reasons(done: PlanImport) -> list[tuple[str, int, str]]:
    return [(fault.sheet, fault.row, fault.column) for fault in done.refused]


def test_a_new_goal_stands_in_the_present_plan_with_its_measure(
    database: FakeDatabase, planning: Planning
) -> None:
    new = goal(Measure="Letters", Unit="letters", Better="down", Target=4, Leads="sample ann")
    done = take_in(planning, Goals=[new])
    assert done.stored
    assert told(done) == [("measure.added", "fewer-letters"), ("goal.added", "fewer-letters")]
    kept = database.state.goals["fewer-letters"]
    assert (kept.plan, kept.team, kept.measure, kept.leads) == (
        "harbour-2026-27",
        "harbour",
        "fewer-letters",
        ("ann",),
    )
    assert database.state.measures["fewer-letters"].target == 4.0


@pytest.mark.parametrize(
    ("better", "baseline", "target", "warned"),
    [
        ("lower is better", 12, 20, True),
        ("higher is better", 80, 75.5, True),
        ("lower is better", 20, 12, False),
        ("higher is better", 75, 80, False),
        ("lower is better", 12, 12, False),  # a level to be held
        ("neither", 12, 20, False),
        ("lower is better", None, 20, False),
    ],
)
@pytest.mark.parametrize("of", ["Goals", "Measures"])
def test_a_target_worse_than_its_baseline_is_stored_and_named(
    planning: Planning, of: str, better: str, baseline: float | None, target: float, warned: bool
) -> None:
    figures: Row = {
        "Measure": "Letters", "Unit": "letters", "Better": better, "Baseline": baseline,
        "Target": target,
    }  # fmt: skip
    new: Row = {**goal(), **figures} if of == "Goals" else {**figures, "Set": "quality"}
    done = planning.take_in(TERMINAL, rows(**{of: [new]}), accept_valid=False)
    assert done.stored
    assert [(one.sheet, one.row, one.column) for one in done.warnings] == (
        [(of, 2, "Target")] * warned
    )
    if warned:
        assert f"The target, {target:g}, is worse than the baseline, {baseline:g}" in (
            done.warnings[0].reason
        )
    again = planning.take_in(TERMINAL, rows(**{of: [new]}), accept_valid=False)
    assert again.warnings == (), "it was said once"


def test_the_same_file_again_changes_nothing(database: FakeDatabase, planning: Planning) -> None:
    file = {
        "Teams": [{"Team": "Sample: Pier", "Kind": "corporate team", "Leads": "Sample New"}],
        "Goals": [goal(Team="Sample: Pier", Leads="Sample New; Sample Ann", Due="31/03/2027")],
        "Measures": [
            {"Measure": "Vacant posts", "Set": "workforce", "Unit": "%", "Better": "down"}
        ],
    }
    first = take_in(planning, **file)
    assert len(first.changes) == 4
    state = database.state
    again = take_in(planning, **file)
    assert again.stored
    assert again.changes == ()
    assert again.unchanged == {"team": 1, "measure": 1, "goal": 1}
    assert again.new_people == ()
    assert database.state.audit == state.audit
    assert (database.state.goals, database.state.people) == (state.goals, state.people)


def test_a_changed_row_shows_its_difference(database: FakeDatabase, planning: Planning) -> None:
    take_in(planning, Goals=[goal(Due="31/03/2027", Leads="Sample Ann")])
    done = take_in(planning, Goals=[goal(Due="30/06/2027", Leads="Sample Ann", State="paused")])
    (change,) = done.changes
    assert change.action == "goal.changed"
    assert set(change.fields) == {
        FieldChange("due", "2027-03-31", "2027-06-30"),
        FieldChange("state", "active", "paused"),
    }
    entry = database.state.audit[-1]
    assert (entry.actor, entry.action, entry.subject) == (
        "terminal",
        "goal.changed",
        "goal:fewer-letters",
    )
    assert entry.before is not None
    assert entry.before["due"] == "2027-03-31"
    assert entry.after is not None
    assert entry.after["due"] == "2027-06-30"


def test_one_fault_keeps_everything_out(database: FakeDatabase, planning: Planning) -> None:
    before = database.state
    done = take_in(planning, Goals=[goal(), goal(Goal="Other", Due="soon")])
    assert not done.stored
    assert reasons(done) == [("Goals", 3, "Due")]
    assert database.state is before


def test_the_rows_that_hold_are_taken_when_that_is_asked_for(
    database: FakeDatabase, planning: Planning
) -> None:
    done = take_in(
        planning,
        accept_valid=True,
        Goals=[goal(), goal(Goal="Other", Due="soon", Leads="Sample Nobody Else")],
    )
    assert done.stored
    assert told(done) == [("goal.added", "fewer-letters")]
    assert reasons(done) == [("Goals", 3, "Due")]
    assert "Sample Nobody Else" not in {p.name for p in database.state.people.values()}


def test_a_key_keeps_a_goal_through_another_name(
    database: FakeDatabase, planning: Planning
) -> None:
    done = take_in(planning, Goals=[goal(Key="waits", Goal="Much shorter waits")])
    (change,) = done.changes
    assert change.action == "goal.changed"
    assert change.fields[0] == FieldChange("name", "Shorter waits", "Much shorter waits")
    kept = database.state.goals["waits"]
    assert kept.measure == "waits", "a column that the sheet has not leaves what is known"
    assert kept.leads == ("ann",)


def test_an_empty_cell_means_none(database: FakeDatabase, planning: Planning) -> None:
    row = goal(Key="waits", Goal="Shorter waits", **{"True North": "Timely access"})
    headings = [*row, "Measure", "Leads", "Due"]
    read = read_plans([sheet("Goals", [row], headings)], FORM, PROGRAMME)
    assert planning.take_in(TERMINAL, read, accept_valid=False).stored
    kept = database.state.goals["waits"]
    assert (kept.measure, kept.leads, kept.due) == (None, (), None)


def test_two_rows_of_one_goal_are_refused(planning: Planning) -> None:
    done = take_in(planning, Goals=[goal(), goal(Goal="fewer  LETTERS", Due="1/1/2027")])
    assert reasons(done) == [("Goals", 3, "Goal")]
    assert "row 2" in done.refused[0].reason


def test_two_goals_of_one_name_in_two_teams_have_two_keys(
    database: FakeDatabase, planning: Planning
) -> None:
    take_in(planning, Goals=[goal(), goal(Team="Sample: Garden")])
    assert {"fewer-letters", "fewer-letters-2"} <= set(database.state.goals)
    assert take_in(planning, Goals=[goal(Team="Sample: Garden"), goal()]).changes == ()


def test_a_goal_of_next_year_is_another_goal(database: FakeDatabase, planning: Planning) -> None:
    take_in(planning, Goals=[goal()])
    done = take_in(planning, Goals=[goal(Plan_year="2027–28")])
    assert told(done) == [("plan.added", "harbour-2027-28"), ("goal.added", "fewer-letters-2")]
    assert database.state.plans["harbour-2027-28"].title == ("Sample: Harbour annual plan 2027–28")


def test_without_a_year_a_goal_stays_in_the_plan_it_is_in(database: FakeDatabase) -> None:
    take_in(planning_over(database), Goals=[goal()])
    later = planning_over(database, datetime(2027, 4, 2, tzinfo=UTC))
    assert take_in(later, Goals=[goal()]).changes == ()


def test_an_unknown_team_is_refused_where_teams_have_a_sheet(planning: Planning) -> None:
    done = take_in(planning, Teams=[{"Team": "Sample: Pier"}], Goals=[goal(Team="Sample: Shed")])
    assert reasons(done) == [("Goals", 2, "Team")]


def test_a_slip_in_a_teams_name_is_told(planning: Planning) -> None:
    done = take_in(planning, Goals=[goal(Team="Sample: Harbor")])
    assert "Is “Sample: Harbour” meant?" in done.refused[0].reason


def test_without_a_sheet_of_teams_a_new_name_is_a_new_directorate(
    database: FakeDatabase, planning: Planning
) -> None:
    done = take_in(planning, Goals=[goal(Team="Sample: Lighthouse")])
    assert told(done)[0] == ("team.added", "sample-lighthouse")
    assert database.state.teams["sample-lighthouse"].kind is TeamKind.DIRECTORATE


def test_a_name_that_differs_in_its_figure_is_no_slip(planning: Planning) -> None:
    done = take_in(
        planning, Goals=[goal(Team="Sample: Ward 1"), goal(Team="Sample: Ward 2", Goal="Other")]
    )
    assert done.refused == ()
    slip = take_in(planning, Goals=[goal(Team="Sample: Wart 2", Goal="Third")])
    assert "Is “Sample: Ward 2” meant?" in slip.refused[0].reason
    assert "with a file of the sheet Teams" in slip.refused[0].reason


def test_a_team_is_renamed_by_its_key(database: FakeDatabase, planning: Planning) -> None:
    done = take_in(planning, Teams=[{"Team": "Sample: Haven", "Key": "harbour"}])
    assert told(done) == [("team.changed", "harbour")]
    assert database.state.teams["harbour"].channel == "C0HARBOUR"
    clash = take_in(planning, Teams=[{"Team": "Sample: Garden", "Key": "harbour"}])
    assert reasons(clash) == [("Teams", 2, "Team")]


def test_a_goal_that_takes_anothers_name_is_refused(planning: Planning) -> None:
    take_in(planning, Goals=[goal()])
    done = take_in(planning, Goals=[goal(Key="waits")])
    assert reasons(done) == [("Goals", 2, "Goal")]


def test_leads_are_known_by_name_or_id_or_both_and_new_ones_noted(
    database: FakeDatabase, planning: Planning
) -> None:
    done = take_in(planning, Goals=[goal(Leads="U0ANN; Sample New; Sample Link (U0LINK)")])
    assert [(p.name, p.slack) for p in done.new_people] == [
        ("Sample New", None),
        ("Sample Link", "U0LINK"),
    ]
    assert [p.name for p in done.not_linked] == ["Sample New"]
    assert database.state.goals["fewer-letters"].leads == ("ann", "new-1", "new-2")


def test_a_person_named_on_two_rows_is_one(database: FakeDatabase, planning: Planning) -> None:
    take_in(planning, Goals=[goal(Leads="Sample New"), goal(Goal="b", Leads="sample  new")])
    assert [p.id for p in database.state.people.values() if p.name == "Sample New"] == ["new-1"]


@pytest.mark.parametrize("lead", ["U0NOBODY", "Sample Ann (U0OTHER)", "Sample Twin"])
def test_a_lead_that_cannot_be_told_is_refused(
    database: FakeDatabase, planning: Planning, lead: str
) -> None:
    with database.works() as work:
        work.people.put(Person("t1", "Sample Twin"))
        work.people.put(Person("t2", "Sample Twin"))
        work.commit()
    assert reasons(take_in(planning, Goals=[goal(Leads=lead)])) == [("Goals", 2, "Leads")]


def test_the_office_does_not_link_people_who_are_known(
    database: FakeDatabase, planning: Planning
) -> None:
    with database.works() as work:
        work.people.put(Person("a", "Sample Admin", roles=frozenset({Role.ADMINISTRATOR})))
        work.commit()
    read = rows(Goals=[goal(Leads="Sample Admin (U0SLY)")])
    done = planning.take_in(OFFICE, read, accept_valid=False)
    assert "Only an administrator" in done.refused[0].reason
    assert planning.take_in(TERMINAL, read, accept_valid=False).stored


def test_who_has_left_is_told(database: FakeDatabase, planning: Planning) -> None:
    with database.works() as work:
        work.people.put(Person("gone", "Sample Gone", active=False))
        work.commit()
    done = take_in(planning, Goals=[goal(Leads="Sample Gone")])
    assert [p.name for p in done.left] == ["Sample Gone"]
    assert done.not_linked == ()


def test_a_state_changes_as_states_may(planning: Planning) -> None:
    take_in(planning, Goals=[goal(State="achieved")])
    done = take_in(planning, Goals=[goal(State="paused")])
    assert reasons(done) == [("Goals", 2, "State")]


def test_measures_beside_goals_are_kept_apart(database: FakeDatabase, planning: Planning) -> None:
    measure = {"Measure": "Waits", "Set": "quality", "Unit": "%", "Better": "down"}
    done = take_in(planning, Measures=[measure, measure | {"Team": "Sample: Garden"}])
    assert told(done) == [("measure.added", "waits-2"), ("measure.added", "waits-3")]
    assert database.state.measures["waits-2"].set is MeasureSet.QUALITY
    clash = take_in(planning, Measures=[measure | {"Key": "waits"}])
    assert reasons(clash) == [("Measures", 2, "Key")]


def test_only_the_office_brings_plans_in(planning: Planning) -> None:
    with pytest.raises(RuleBroken, match="programme office"):
        planning.take_in(Actor("u", ""), rows(Goals=[goal()]), accept_valid=True)


def test_a_file_of_headings_alone_is_refused(planning: Planning) -> None:
    read = read_plans([sheet("Goals", [], ["Team", "Goal", "True North"])], FORM, PROGRAMME)
    with pytest.raises(RuleBroken, match="no row"):
        planning.take_in(TERMINAL, read, accept_valid=False)


def test_what_is_planned_fills_the_workbook_and_comes_back_unchanged(
    database: FakeDatabase, planning: Planning
) -> None:
    take_in(
        planning,
        Teams=[{"Team": "Sample: Pier", "Leads": "Sample New"}],
        Goals=[
            goal(State="closed", Leads="Sample New; Sample Ann"),
            goal(Goal="b", Due="1/1/2027"),
        ],
        Measures=[{"Measure": "x", "Set": "finance", "Unit": "£", "Better": "neither"}],
    )
    filled = filled_rows(planning.planned(), FORM, PROGRAMME)
    sheets = [
        sheet(form.name, list(filled[form.name]), [column.heading for column in form.columns])
        for form in FORM.sheets
    ]
    done = planning.take_in(TERMINAL, read_plans(sheets, FORM, PROGRAMME), accept_valid=False)
    assert done.refused == ()
    assert done.changes == ()
    assert done.unchanged["goal"] == len(database.state.goals)


def test_plans_are_documents_without_anybodys_name(planning: Planning) -> None:
    take_in(planning, Goals=[goal(Leads="Sample Ann", State="paused")])
    documents = {one.key: one for one in plan_documents(planning.planned(), PROGRAMME)}
    assert set(documents) == {"harbour-2026-27", "garden-2026-27"}
    harbour = documents["harbour-2026-27"]
    assert (harbour.title, harbour.owner, harbour.kind) == (
        "Sample: Harbour annual plan 2026–27",
        "Sample: Harbour",
        "annual plan",
    )
    waits = next(row for row in harbour.rows if row.section[1] == "Shorter waits")
    assert dict(waits.fields)["Target"] == (
        "Longest wait: from 20 weeks to 12 weeks by 31 March 2027"
    )
    assert dict(waits.fields)["True North"] == "linked to the True North Timely access"
    assert (dict(waits.fields)["State"], dict(waits.fields)["Due"]) == ("", "")
    letters = next(row for row in harbour.rows if row.section[1] == "Fewer letters")
    assert dict(letters.fields)["State"] == "this goal is paused"
    assert "Sample Ann" not in repr(documents)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Sample: Harbour", "Sample: Garden"]),
            st.sampled_from(["Waits", "Letters", "Meals", "Blooms"]),
            st.sampled_from(["Safe care", "Timely access"]),
            st.sampled_from(["", "Sample Ann", "Sample New; U0BEN"]),
            st.sampled_from(["", "active", "paused", "closed"]),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    )
)
def test_whatever_is_taken_in_is_unchanged_when_taken_in_again(
    held: list[tuple[str, str, str, str, str]],
) -> None:
    planning = planning_over(database_with_plans())
    file = [
        goal(Team=team, Goal=name, Leads=leads, State=state, **{"True North": north})
        for team, name, north, leads, state in held
    ]
    assert take_in(planning, Goals=file).stored
    again = take_in(planning, Goals=list(reversed(file)))
    assert again.stored
    assert again.changes == ()
