"""What every audit keeps to."""

from datetime import timedelta, timezone

from programme.audit import Facts
from programme.ports import UnitOfWorkFactory
from tests.contracts.made_up import NOON, minutes
from tests.contracts.made_up_programme import entry


def test_entries_come_back_whole(works: UnitOfWorkFactory) -> None:
    facts: Facts = {
        "rating": "red",
        "value": 0.1 + 0.2,
        "version": 2,
        "late": True,
        "measure": None,
    }
    whole = entry(before=facts, after={})
    bare = entry("goal:g1", at=NOON.astimezone(timezone(timedelta(hours=1))))
    with works() as work:
        work.audit.add(whole, bare)
        work.audit.add()
        work.commit()
    with works() as work:
        assert list(work.audit.about("update:u1")) == [whole]
        [kept] = work.audit.about("goal:g1")
        assert kept == bare
        assert kept.at.utcoffset() == timedelta(0)
        assert kept.before is None
        assert list(work.audit.about("unknown")) == []


def test_entries_come_in_the_order_of_what_they_tell(works: UnitOfWorkFactory) -> None:
    first = entry(actor="p2", at=NOON)
    second = entry(actor="p1", at=NOON, after={"n": 2})
    third = entry("goal:g1", actor="p1", at=NOON + minutes(1))
    with works() as work:
        work.audit.add(third)
        work.audit.add(first, second)
        work.commit()
    with works() as work:
        assert list(work.audit.about("update:u1")) == [first, second]
        assert list(work.audit.by("p1")) == [second, third]
        assert list(work.audit.recent()) == [third, second, first]
        assert list(work.audit.recent(1)) == [third]
