"""What every outbox keeps to."""

from dataclasses import replace

from programme.outbox import Post, PostState
from programme.ports import UnitOfWork, UnitOfWorkFactory
from tests.contracts.made_up import NOON, minutes
from tests.contracts.made_up_programme import post


def claim_all(work: UnitOfWork, after: float = 0) -> list[str]:
    claimed = []
    while taken := work.outbox.claim(NOON + minutes(after)):
        claimed.append(taken.id)
    return claimed


def test_a_post_is_put_once(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.outbox.put(post("a"), post("b")) == 2
        work.commit()
    with works() as work:
        assert work.outbox.put(replace(post("a"), body="other"), post("c"), post("c")) == 1
        assert work.outbox.put() == 0
        assert work.outbox.get("a") == post("a")
        assert work.outbox.get("unknown") is None


def test_a_post_comes_back_whole(works: UnitOfWorkFactory) -> None:
    whole = Post(
        id="update:u1:channel",
        kind="update",
        to="C1",
        body='{"text": "“café” £5"}',
        created_at=NOON,
        subject="update:u1",
        person="p1",
        replaces="update:u0:channel",
        state=PostState.SENT,
        not_before=NOON + minutes(1),
        attempts=3,
        sending_since=NOON + minutes(2),
        sent_at=NOON + minutes(3),
        sent_in="C1",
        sent_ts="1700000000.000100",
        reference="REF23456",
    )
    with works() as work:
        work.outbox.put(whole)
        work.commit()
    with works() as work:
        assert work.outbox.get(whole.id) == whole
        assert list(work.outbox.about("update:u1")) == [whole]


def test_the_oldest_due_post_is_claimed_once(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(
            post("later", at=NOON + minutes(2)),
            post("older", at=NOON + minutes(1), not_before=NOON + minutes(30)),
            post("b"),
            post("a"),
        )
        work.commit()
    with works() as work:
        taken = work.outbox.claim(NOON + minutes(5))
        assert taken == replace(
            post("a"), state=PostState.SENDING, attempts=1, sending_since=NOON + minutes(5)
        )
        assert claim_all(work, 29) == ["b", "later"]
        assert claim_all(work, 30) == ["older"]


def test_a_sent_post_says_where_it_stands(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(post("a"), post("b"))
        work.outbox.claim(NOON)
        work.outbox.sent("a", NOON + minutes(1), "D1", "1.2")
        sent = work.outbox.get("a")
        assert sent == replace(
            post("a"),
            state=PostState.SENT,
            attempts=1,
            sent_at=NOON + minutes(1),
            sent_in="D1",
            sent_ts="1.2",
        )
        assert [each.id for each in work.outbox.waiting()] == ["b"]
        assert claim_all(work) == ["b"]


def test_where_posts_stand_is_told_by_their_first_id(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(post("a"), post("b"), post("c"), post("c~2"))
        for id_ in ("a", "c~2"):
            work.outbox.sent(id_, NOON, f"C-{id_[0]}", "1.2")
        work.outbox.give_up("c", "not_in_channel")
        work.commit()
    with works() as work:
        assert work.outbox.places(["a", "b", "c", "unknown"]) == {
            "a": ("C-a", "1.2"),
            "c": ("C-c", "1.2"),
        }
        assert work.outbox.places([]) == {}


def test_a_post_put_back_waits_and_one_given_up_does_not(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(post("a"), post("b"))
        assert claim_all(work) == ["a", "b"]
        work.outbox.put_back("a", NOON + minutes(10))
        work.outbox.give_up("b", "REF23456")
        assert claim_all(work, 9) == []
        again = work.outbox.claim(NOON + minutes(10))
        assert again is not None
        assert (again.id, again.attempts) == ("a", 2)
        given_up = work.outbox.get("b")
        assert given_up is not None
        assert (given_up.state, given_up.reference) == (PostState.GIVEN_UP, "REF23456")
        assert given_up.sending_since is None


def test_what_was_being_sent_when_the_process_ended_is_in_doubt(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(post("b"), post("a", at=NOON + minutes(1)), post("busy"), post("waiting"))
        work.outbox.claim(NOON)
        work.outbox.claim(NOON + minutes(5))
        work.outbox.claim(NOON)  # “waiting”, and then put back
        work.outbox.put_back("waiting", NOON + minutes(60))
        work.outbox.claim(NOON)
        work.commit()
    with works() as work:
        doubted = work.outbox.doubt(NOON + minutes(5))
        assert [each.id for each in doubted] == ["b", "a"]
        assert {each.state for each in doubted} == {PostState.IN_DOUBT}
        assert list(work.outbox.doubt(NOON + minutes(5))) == []
        assert [p.id for p in work.outbox.waiting()] == ["b", "busy", "waiting", "a"]
        assert [p.id for p in work.outbox.waiting(2)] == ["b", "busy"]
        assert claim_all(work, 5) == []


def test_a_post_in_doubt_is_settled_either_way(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(post("a"), post("b"), post("c"))
        work.outbox.claim(NOON)
        work.outbox.claim(NOON)
        work.outbox.doubt(NOON + minutes(1))
        work.outbox.settle("a", send_again=True)
        work.outbox.settle("b", send_again=False)
        work.outbox.settle("c", send_again=False)  # was never in doubt
        work.outbox.settle("unknown", send_again=True)
        assert claim_all(work) == ["a", "c"]
        given_up = work.outbox.get("b")
        assert given_up is not None
        assert given_up.state is PostState.GIVEN_UP


def test_erasing_empties_what_was_sent_and_removes_the_rest(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(
            post("sent", person="p1", subject="update:u1"),
            post("sent about", person="p2", subject="update:u1", at=NOON + minutes(1)),
            post("waiting", person="p1", at=NOON + minutes(2)),
            post("waiting about", subject="update:u1", at=NOON + minutes(3)),
            post("other", person="p2", subject="update:u2", at=NOON + minutes(4)),
        )
        for id_ in ("sent", "sent about"):
            work.outbox.claim(NOON + minutes(9))
            work.outbox.sent(id_, NOON, "D1", "1.2")
        work.commit()
    with works() as work:
        assert work.outbox.erase(person="p1", subjects=["update:u1", "update:u9"]) == 4
        assert work.outbox.erase() == 0
        work.commit()
    with works() as work:
        emptied = work.outbox.get("sent")
        assert emptied is not None
        assert (emptied.body, emptied.to, emptied.person) == ("", "erased", None)
        assert (emptied.sent_in, emptied.sent_ts) == ("D1", "1.2")
        about = work.outbox.get("sent about")
        assert about is not None
        assert (about.body, about.to, about.person) == ("", "U1", "p2")
        assert claim_all(work, 9) == ["other"]


def test_retention_forgets_ended_posts_only(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.outbox.put(*(post(id_) for id_ in ("doubt", "given up", "sending", "sent")))
        work.outbox.put(post("new", at=NOON + minutes(10)), post("waiting", at=NOON + minutes(1)))
        work.outbox.claim(NOON)
        work.outbox.doubt(NOON + minutes(1))
        work.outbox.claim(NOON)
        work.outbox.give_up("given up", "REF23456")
        work.outbox.sent("sent", NOON, "D1", "1.2")
        work.outbox.sent("new", NOON, "D1", "1.3")
        work.outbox.claim(NOON)
        assert work.outbox.forget_before(NOON + minutes(5)) == 2
        kept = [id_ for id_ in ("doubt", "sending", "waiting", "new") if work.outbox.get(id_)]
        assert kept == ["doubt", "sending", "waiting", "new"]
