import itertools
from datetime import UTC, datetime

import pytest

from bot.use_cases.people import KnownPerson, People, PersonChange
from bot.use_cases.person_names import find_person, slack_id_in
from bot.use_cases.who import Directory
from programme.errors import RuleBroken
from programme.people import TERMINAL, Actor, Person, Role
from tests.bot.use_cases.made_up import database_with_plans
from tests.fakes import FakeDatabase

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
OFFICE = Actor("o", "Sample office", frozenset({Role.OFFICE}))


@pytest.fixture
def database() -> FakeDatabase:
    return database_with_plans()


@pytest.fixture
def people(database: FakeDatabase) -> People:
    ids = (f"person-{number}" for number in itertools.count(1))
    return People(database.works, database.readings, now=lambda: NOON, new_id=lambda: next(ids))


def added(people: People, name: str = "Sample Person", **change: object) -> KnownPerson:
    return people.add(TERMINAL, PersonChange(name=name, **change))  # type: ignore[arg-type]


def test_somebody_new_is_kept_with_roles_and_leads(database: FakeDatabase, people: People) -> None:
    known = added(
        people,
        slack="U0SAMPLE",
        roles=frozenset({Role.OFFICE}),
        goals=frozenset({"waits"}),
        teams=frozenset({"garden"}),
    )
    assert known == KnownPerson(
        Person("person-1", "Sample Person", "U0SAMPLE", frozenset({Role.OFFICE})),
        ("waits",),
        ("garden",),
    )
    actor = Directory(database.readings).actor("U0SAMPLE")
    assert actor.is_office
    assert actor.goals == {"waits", "blooms"}, "a team's lead leads its goals"


def test_every_change_has_an_entry_without_name_or_slack_id(
    database: FakeDatabase, people: People
) -> None:
    added(people, slack="U0SAMPLE", goals=frozenset({"waits"}))
    people.change(TERMINAL, "Sample Person", PersonChange(name="Sample Other"))
    people.leave(TERMINAL, "U0SAMPLE")
    entries = [entry for entry in database.state.audit if entry.actor == TERMINAL.id]
    assert [entry.action for entry in entries] == [
        "person.added",
        "goal.leads_changed",
        "person.changed",
        "person.left",
    ]
    assert entries[1].before == {"leads": "ann"}
    assert entries[1].after == {"leads": "ann person-1"}
    assert all("Sample" not in repr(e) and "U0SAMPLE" not in repr(e) for e in entries)


def test_what_is_not_named_stays(people: People) -> None:
    added(people, slack="U0SAMPLE", roles=frozenset({Role.OFFICE}))
    changed = people.change(
        TERMINAL, "person-1", PersonChange(roles=frozenset({Role.ADMINISTRATOR}))
    )
    assert changed.person == Person(
        "person-1", "Sample Person", "U0SAMPLE", frozenset({Role.OFFICE, Role.ADMINISTRATOR})
    )


def test_two_who_were_linked_the_wrong_way_round_are_put_right(people: People) -> None:
    added(people, "Sample One", slack="U0TWO")
    added(people, "Sample Two", slack="U0ONE")
    with pytest.raises(RuleBroken, match="nother person"):
        people.change(TERMINAL, "Sample One", PersonChange(slack="U0ONE"))
    assert people.change(TERMINAL, "U0ONE", PersonChange(unlinked=True)).person.slack is None
    people.change(TERMINAL, "Sample One", PersonChange(slack="U0ONE"))
    people.change(TERMINAL, "Sample Two", PersonChange(slack="U0TWO"))
    slack = {one.person.name: one.person.slack for one in people.everybody(TERMINAL)}
    assert (slack["Sample One"], slack["Sample Two"]) == ("U0ONE", "U0TWO")
    with pytest.raises(RuleBroken):
        people.change(OFFICE, "Sample One", PersonChange(unlinked=True))


def test_leads_are_taken_away(people: People) -> None:
    assert people.change(TERMINAL, "ann", PersonChange(goals=frozenset({"blooms"}))).goals == (
        "blooms",
        "waits",
    )
    assert people.change(TERMINAL, "ann", PersonChange(no_goals=frozenset({"waits"}))).goals == (
        "blooms",
    )


def test_somebody_who_left_may_do_nothing_and_their_goals_are_told(
    database: FakeDatabase, people: People
) -> None:
    known, alone = people.leave(TERMINAL, "Sample Ann")
    assert not known.person.active
    assert [goal.key for goal in alone] == ["waits"]
    actor = Directory(database.readings).actor("U0ANN")
    assert (actor.roles, actor.goals, actor.teams) == (frozenset(), frozenset(), frozenset())
    back = people.change(TERMINAL, "ann", PersonChange(returned=True))
    assert back.person.active
    assert not back.person.roles


def test_a_goal_with_another_lead_is_not_told(people: People) -> None:
    added(people, goals=frozenset({"waits"}))
    assert people.leave(TERMINAL, "Sample Ann")[1] == []


@pytest.mark.parametrize(
    "change",
    [
        PersonChange(name=" "),
        PersonChange(name="x" * 101),
        PersonChange(name="a\u202eb"),
        PersonChange(name="Sample Other", slack="sam@example.org"),
        PersonChange(name="Sample Other", slack="U0ANN"),
        PersonChange(name="sample  ANN"),
        PersonChange(name="Sample Other", goals=frozenset({"none"})),
        PersonChange(name="Sample Other", teams=frozenset({"none"})),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    database: FakeDatabase, people: People, change: PersonChange
) -> None:
    before = database.state
    with pytest.raises(RuleBroken):
        people.add(TERMINAL, change)
    assert database.state is before


def test_only_administrators_change_people(people: People) -> None:
    with pytest.raises(RuleBroken, match="administrator"):
        people.add(OFFICE, PersonChange(name="Sample Other"))
    with pytest.raises(RuleBroken, match="administrator"):
        people.change(OFFICE, "ann", PersonChange(roles=frozenset({Role.OFFICE})))
    with pytest.raises(RuleBroken, match="administrator"):
        people.leave(OFFICE, "ann")
    with pytest.raises(RuleBroken, match="administrator"):
        people.everybody(OFFICE)


def test_the_office_says_who_leads(people: People) -> None:
    assert people.change(OFFICE, "ann", PersonChange(teams=frozenset({"garden"}))).teams == (
        "garden",
    )
    with pytest.raises(RuleBroken, match="programme office"):
        people.change(Actor("u", ""), "ann", PersonChange(teams=frozenset({"garden"})))


def test_everybody_is_listed_with_what_they_lead(people: People) -> None:
    assert [(one.person.name, one.goals) for one in people.everybody(TERMINAL)] == [
        ("Sample Ann", ("waits",)),
        ("Sample Ben", ()),
    ]


def test_two_of_one_name_are_told_apart_by_id() -> None:
    twins = [Person("one", "Sample Twin"), Person("two", "Sample Twin")]
    with pytest.raises(RuleBroken, match="one, two"):
        find_person(twins, "sample twin")
    assert find_person(twins, "two") is twins[1]
    with pytest.raises(RuleBroken, match="Nobody"):
        find_person(twins, "Sample Other")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U0ANN", "U0ANN"),
        (" <@U0ANN|ann> ", "U0ANN"),
        ("W012AB", "W012AB"),
        ("u0ann", None),
        ("Ursula", None),
        ("", None),
    ],
)
def test_a_slack_member_id_is_known_by_its_form(text: str, found: str | None) -> None:
    assert slack_id_in(text) == found
