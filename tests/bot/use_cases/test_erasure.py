"""What is held is given whole; what is erased is gone from every table, index and file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.use_cases.erasure import Erasure
from bot.use_cases.holdings import Holdings, HoldingsOf
from bot.use_cases.posts import REMOVED
from programme.errors import RuleBroken
from programme.people import TERMINAL, Actor, Person
from programme.plans import MeasureValue
from programme.ports import (
    Acknowledgement,
    DecisionMade,
    DigestRecord,
    Feedback,
    FeedbackVerdict,
    Rebase,
    UnitOfWork,
    UnitOfWorkFactory,
)
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.contracts import made_up_programme as made
from tests.contracts.made_up import NOON, event, minutes, question
from tests.contracts.test_digest_contract import digest
from tests.fakes import FakeDatabase

SECRET = "zephyr-quartz-lantern"
NAME = "Zebedee Quillfeather"
SLACK = "U0QUILL"
PERSON = "d0d0"


class Ways:
    """A database by its ways in; `words` is all the text that its files or rows hold."""

    def __init__(self, works: UnitOfWorkFactory, readings: UnitOfWorkFactory, url: str) -> None:
        self.works = works
        self.readings = readings
        self.url = url

    def words(self) -> str:
        if self.url.startswith("sqlite"):
            file = Path(self.url.removeprefix("sqlite:///"))
            beside = [file, file.with_name(f"{file.name}-wal")]
            return b"".join(each.read_bytes() for each in beside if each.exists()).decode("latin-1")
        engine = open_engine(self.url)
        with engine.connect() as connection:
            tables = inspect(engine).get_table_names()
            rows = [connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables]
        engine.dispose()
        return repr(rows)


@pytest.fixture
def ways(database_url: str) -> Iterator[Ways]:
    engine = open_engine(database_url)
    yield Ways(sql_works(engine), sql_readings(engine), database_url)
    engine.dispose()


def fill(work: UnitOfWork) -> None:
    """Somebody who has left their words in every place where words can be left."""
    made.put_goals(work, "g1", "g2", leads=("p1",))
    work.plans.put_measure(made.measure("m1"))
    person = Person(PERSON, NAME, SLACK)
    work.people.put(person)
    work.people.snooze(PERSON, NOON)
    work.plans.put_goal(made.goal("g1", measure="m1", leads=(PERSON, "p1")))
    work.plans.put_team(replace(made.team("north"), leads=(PERSON,)))
    first = made.update("g1", author=PERSON, words=SECRET)
    work.updates.add(first)
    work.updates.add(made.update("g1", version=2, author=PERSON, words=f"{SECRET} again"))
    work.updates.add(made.update("g2", author="p1", words="another's words"))
    value = MeasureValue("m1", date(2026, 11, 2), 3.0, made.update("g1", version=2).id)
    work.plans.put_values([value])
    for number, (kind, to) in enumerate((("receipt", SLACK), ("update", "C1"))):
        post = made.post(f"post{number}", subject="goal:g1", person=PERSON)
        body = json.dumps({"update": first.id, "words": SECRET})
        work.outbox.put(replace(post, kind=kind, to=to, body=body))
        work.outbox.sent(post.id, NOON, "D1" if kind == "receipt" else "C1", f"{number}.1")
    work.outbox.put(replace(made.post("waits", subject="goal:g1", person=PERSON), to=SLACK))
    work.outbox.put(replace(made.post("other", subject="goal:g2", person="p1"), to="U9"))
    work.drafts.put(replace(made.draft("d1", person=PERSON), body=SECRET))
    work.questions.add(question("q1", asker=SLACK, text=SECRET))
    work.questions.add(question("q2", asker="U9"))
    work.questions.add_feedback(Feedback("q2", SLACK, FeedbackVerdict.HELPFUL, NOON))
    body = json.dumps({"place": {"user": SLACK}, "question": SECRET})
    work.events.receive(replace(event("e1"), body=body))
    work.digests.decide(DecisionMade(first.id, "g1", SECRET, PERSON, NOON))
    work.digests.acknowledge(Acknowledgement(made.update("g2").id, PERSON, NOON))
    work.digests.rebase(Rebase("m1", date(2026, 11, 1), "a new way of counting", PERSON, NOON))
    work.audit.add(made.entry("goal:g1", actor=PERSON), made.entry(f"person:{PERSON}", actor="p9"))


def filled(ways: Ways) -> None:
    with ways.works() as work:
        fill(work)
        work.commit()


def held_on_person(ways: Ways, who: str = NAME) -> Holdings:
    return HoldingsOf(ways.readings, now=lambda: NOON).person(TERMINAL, who)


def erasure(ways: Ways) -> Erasure:
    return Erasure(ways.works, now=lambda: NOON + minutes(5))


def test_all_that_is_held_on_a_person_is_given(ways: Ways) -> None:
    filled(ways)
    held = held_on_person(ways)

    assert held.counts == {
        "person": 1,
        "goals_led": 1,
        "teams_led": 1,
        "snoozes": 1,
        "updates": 2,
        "drafts": 1,
        "posts": 3,
        "questions": 1,
        "verdicts": 1,
        "decisions": 1,
        "rebases": 1,
        "acknowledgements": 1,
        "audit": 2,
    }
    assert json.dumps(held.tables).count(SECRET) >= 5
    assert held_on_person(ways, SLACK).tables == held_on_person(ways, PERSON).tables == held.tables


def test_nothing_of_an_erased_person_is_left_in_the_database(ways: Ways) -> None:
    filled(ways)
    before = ways.words()
    assert SECRET in before
    assert NAME in before

    erased = erasure(ways).person(TERMINAL, NAME)

    after = ways.words()
    for trace in (SECRET, NAME, SLACK):
        assert trace not in after
    assert erased.messages == 2
    assert "another's words" in after
    with pytest.raises(RuleBroken):
        held_on_person(ways)


def test_what_belongs_to_the_programme_stays(ways: Ways) -> None:
    filled(ways)
    erasure(ways).person(TERMINAL, PERSON)

    with ways.readings() as work:
        standing = work.updates.standing("g1", made.WEEK)
        assert standing is not None
        assert (standing.erased, standing.author) == (True, "erased")
        assert standing.rating is made.update().rating
        assert len(work.plans.values(["m1"])["m1"]) == 1
        assert work.plans.goals(["g1"])[0].leads == ("p1",)
        assert work.outbox.get("other") is not None
        assert work.questions.get("q2") is not None


def test_a_stub_says_that_it_was_done_and_how_much_went(ways: Ways) -> None:
    filled(ways)
    erasure(ways).person(TERMINAL, PERSON)

    with ways.readings() as work:
        stub = work.audit.about(f"person:{PERSON}")[-1]
    assert (stub.actor, stub.action) == ("terminal", "person.erased")
    assert stub.after
    assert stub.after["updates"] == 2
    assert stub.after["messages"] == 2


def test_messages_that_stand_in_slack_are_to_be_rewritten(ways: Ways) -> None:
    filled(ways)
    erasure(ways).person(TERMINAL, PERSON)

    with ways.readings() as work:
        waiting = [post for post in work.outbox.waiting() if post.kind == REMOVED]
    assert [(post.to, post.body) for post in waiting] == [
        ("D1", '{"channel": "D1", "ts": "0.1"}'),
        ("C1", '{"channel": "C1", "ts": "1.1"}'),
    ]


def test_digests_that_stand_in_slack_are_written_anew(ways: Ways) -> None:
    filled(ways)
    with ways.works() as work:
        first = made.update("g1", author=PERSON).id
        for id_, of in (("with", digest(first)), ("without", digest("u9"))):
            work.digests.add(DigestRecord(id_, of, NOON, "schedule", "C1"))
            post = replace(made.post(f"digest:{id_}", subject=f"digest:{id_}"), kind="digest")
            work.outbox.put(replace(post, to="C1", body=json.dumps({"digest": id_})))
            work.outbox.sent(post.id, NOON, "C1", f"{id_}.1")
        work.commit()

    assert erasure(ways).person(TERMINAL, PERSON).messages == 3

    with ways.readings() as work:
        [again] = [post for post in work.outbox.waiting() if post.kind == "digest"]
    assert (again.replaces, again.body) == ("digest:with", '{"digest": "with"}')


def test_a_message_that_now_shows_anothers_words_stays(ways: Ways) -> None:
    filled(ways)
    with ways.works() as work:
        later = replace(made.post("later", subject="goal:g1", person="p1"), kind="update")
        later = replace(later, body='{"update": "another"}')
        work.outbox.put(replace(later, created_at=NOON + minutes(1), replaces="post1"))
        work.outbox.sent("later", NOON + minutes(1), "C1", "1.1")
        work.commit()

    assert erasure(ways).person(TERMINAL, PERSON).messages == 1


def test_a_slack_member_who_only_asked_can_be_erased(ways: Ways) -> None:
    filled(ways)
    with ways.works() as work:
        work.questions.add(question("q3", asker="U0ASKER", text="brimstone"))
        work.commit()
    assert held_on_person(ways, "U0ASKER").counts == {"questions": 1}
    erasure(ways).person(TERMINAL, "U0ASKER")

    assert "brimstone" not in ways.words()
    assert SECRET in ways.words()


def test_a_goal_is_given_whole_and_erased_whole(ways: Ways) -> None:
    filled(ways)
    held = HoldingsOf(ways.readings, now=lambda: NOON).goal(TERMINAL, "g1")
    counts = {"goal": 1, "measures": 1, "values": 1, "updates": 2, "posts": 3, "decisions": 1}
    assert held.counts == {**counts, "audit": 1}

    erased = erasure(ways).goal(TERMINAL, "g1")

    with ways.readings() as work:
        assert [goal.key for goal in work.plans.goals()] == ["g2"]
        assert work.plans.measures() == []
        assert work.updates.history("g1") == []
        assert work.digests.decided() == []
        stub = work.audit.about("goal:g1")[-1]
    assert erased.messages == 2
    assert stub.action == "goal.erased"
    assert f"{SECRET} again" not in ways.words()


@pytest.mark.parametrize("who", ["person", "goal"])
def test_only_an_administrator_may(who: str) -> None:
    database = FakeDatabase()
    with database.works() as work:
        fill(work)
        work.commit()
    lead = Actor(PERSON, NAME)
    key = PERSON if who == "person" else "g1"

    with pytest.raises(RuleBroken, match="administrator"):
        getattr(HoldingsOf(database.readings, now=lambda: NOON), who)(lead, key)
    with pytest.raises(RuleBroken, match="administrator"):
        getattr(Erasure(database.works, now=lambda: NOON), who)(lead, key)


def test_nobody_and_nothing_is_said_so(ways: Ways) -> None:
    with pytest.raises(RuleBroken, match="Nobody is known"):
        held_on_person(ways, "Nobody")
    with pytest.raises(RuleBroken, match="no goal"):
        erasure(ways).goal(TERMINAL, "nothing")
