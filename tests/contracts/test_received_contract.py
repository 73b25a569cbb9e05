"""What every store of received events keeps to."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme.ports import EventState, ReceivedEvent, UnitOfWorkFactory
from tests.contracts.made_up import NOON, event, minutes


def test_an_event_is_received_once(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.events.receive(event("e1"))
        assert not work.events.receive(event("e1", at=NOON + minutes(1)))
        work.commit()
    with works() as work:
        assert not work.events.receive(event("e1"))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deliveries=st.lists(st.sampled_from("abcde"), max_size=20))
def test_however_often_it_is_delivered_each_event_is_received_once(
    works: UnitOfWorkFactory, deliveries: list[str]
) -> None:
    # Left without a commit: each example starts from nothing.
    with works() as work:
        received = [id_ for id_ in deliveries if work.events.receive(event(id_))]
        assert received == list(dict.fromkeys(deliveries))
        claimed = [id_ for id_ in deliveries if work.events.claim(id_, NOON)]
        assert claimed == list(dict.fromkeys(deliveries))


def test_a_waiting_event_is_claimed_once(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.events.receive(event("e1"))
        work.commit()
    with works() as work:
        claimed = work.events.claim("e1", NOON)
        assert claimed == replace(event("e1"), state=EventState.WORKING, attempts=1)
        assert work.events.claim("e1", NOON) is None
        assert work.events.claim("unknown", NOON) is None


@pytest.mark.parametrize("failed", [False, True])
def test_an_ended_event_is_emptied_and_still_refuses_redelivery(
    works: UnitOfWorkFactory, failed: bool
) -> None:
    with works() as work:
        work.events.receive(event("e1"))
        work.events.claim("e1", NOON)
        if failed:
            work.events.fail("e1", NOON + minutes(1), "REF23456")
        else:
            work.events.finish("e1", NOON + minutes(1))
        work.commit()
    with works() as work:
        assert not work.events.receive(event("e1"))
        assert work.events.claim("e1", NOON) is None
        assert work.events.release_stale(NOON + minutes(60)) == []


def test_work_that_stopped_short_is_taken_up_again(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number, id_ in enumerate(["stale", "waiting", "busy", "new"]):
            work.events.receive(event(id_, at=NOON + minutes(number * 10)))
        work.events.claim("stale", NOON + minutes(5))
        work.events.claim("busy", NOON + minutes(26))
        work.commit()
    with works() as work:
        again = work.events.release_stale(NOON + minutes(25))
        assert [e.id for e in again] == ["stale", "waiting"]
        assert all(e.state is EventState.WAITING and e.body for e in again)
        taken = work.events.claim("stale", NOON + minutes(30))
        assert taken is not None
        assert taken.attempts == 2
        assert work.events.claim("busy", NOON + minutes(30)) is None


def test_retention_forgets_ended_events_only(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for id_ in ("done", "failed", "waiting", "working"):
            work.events.receive(event(id_))
        work.events.receive(event("later", at=NOON + minutes(10)))
        for id_ in ("done", "failed", "working", "later"):
            work.events.claim(id_, NOON + minutes(11))
        work.events.finish("done", NOON + minutes(12))
        work.events.finish("later", NOON + minutes(12))
        work.events.fail("failed", NOON + minutes(12), "REF23456")
        work.commit()
    with works() as work:
        assert work.events.forget_before(NOON + minutes(5)) == 2
        work.commit()
    with works() as work:
        kept = {
            id_
            for id_ in ("done", "failed", "waiting", "working", "later")
            if not work.events.receive(event(id_))
        }
        assert kept == {"waiting", "working", "later"}


def test_an_event_comes_back_whole(works: UnitOfWorkFactory) -> None:
    whole = ReceivedEvent(
        id="Ev0123/abc:4",
        kind="command",
        body='{"text": "“café” £5"}',
        state=EventState.WAITING,
        received_at=NOON,
        attempts=3,
    )
    with works() as work:
        work.events.receive(whole)
        work.commit()
    with works() as work:
        assert work.events.release_stale(NOON + minutes(1)) == [whole]
