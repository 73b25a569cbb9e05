"""Receipts and channel posts go out once, whatever happens on the way."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.slack.posting import build_posting
from bot.use_cases.erasure import Erasure
from playground.refusals import Outcome
from playground.workspace import BOT_USER
from programme.errors import Unavailable
from programme.outbox import PostState
from programme.people import TERMINAL, Person
from programme.plans import Team
from programme.ports import UnitOfWork
from programme.updates import Rating
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.flows.posting import TEAM, PostingStage, a_posting_stage
from tests.flows.stage import ANN, BEN, CHANNEL, ELSEWHERE, seen

MINUTE = timedelta(minutes=1)
POSTED = "chat.postMessage"


@pytest.fixture
def at() -> Iterator[PostingStage]:
    with a_posting_stage() as stage:
        yield stage


def states(at: PostingStage, kind: str) -> list[PostState]:
    return [post.state for post in at.kept(kind)]


def test_an_update_brings_a_receipt_and_one_post_in_the_channel(at: PostingStage) -> None:
    at.report("Opened a second clinic.")
    at.turn()
    at.turn()

    [receipt], [post] = at.dm(), at.channel()
    assert "Your update is stored" in seen(receipt.blocks)
    assert "Opened a second clinic." in seen(post.blocks)
    assert "Shorter waits" in post.text
    assert not post.unfurls
    assert not post.pings
    assert states(at, "receipt") + states(at, "update") == [PostState.SENT] * 2


def test_an_amended_update_rewrites_the_post_in_the_channel(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    at.report("Better words.", rating=Rating.AMBER, recovery="A step.")
    at.turn()

    [post] = at.channel()
    assert post.edited
    assert "Better words." in seen(post.blocks)
    assert "First words." not in seen(post.blocks)
    assert len(at.dm()) == 2


def test_amended_before_it_was_sent_it_is_posted_as_it_stands(at: PostingStage) -> None:
    at.report("First words.")
    at.report("Better words.")
    at.turn()

    [post] = at.channel()
    assert "Better words." in seen(post.blocks)
    [receipt] = at.dm()
    assert "Better words." in seen(receipt.blocks)


def test_withdrawn_before_it_was_sent_nothing_is_posted(at: PostingStage) -> None:
    at.report()
    at.withdraw()
    at.turn()

    assert at.channel() == []
    assert "withdrawn" in seen(at.dm()[0].blocks)


def test_the_receipt_of_what_stands_no_more_says_so_and_offers_nothing(at: PostingStage) -> None:
    at.report(done="First words.")
    at.turn()
    at.report(done="Second words.")
    at.turn(later=timedelta(minutes=1))
    first, second = at.dm()
    assert "has been amended since" in seen(first.blocks)
    assert "First words." not in seen(first.blocks) + first.text
    assert "Amend" not in seen(first.blocks).splitlines()
    assert "Second words." in seen(second.blocks)

    at.withdraw()
    at.turn(later=timedelta(minutes=1))
    first, second, third = at.dm()
    assert "has been withdrawn" in seen(second.blocks)
    assert "Second words." not in seen(second.blocks) + second.text
    assert not {"Amend", "Withdraw"} & set(seen(second.blocks).splitlines())
    assert "Your update was withdrawn" in seen(third.blocks)


def test_an_earlier_receipt_that_is_gone_troubles_nobody(at: PostingStage) -> None:
    at.report()
    at.turn()
    at.stage.slack.api.refuse("chat.update", "message_not_found", times=2)
    at.report(done="More.")
    at.turn(later=timedelta(minutes=1))

    assert [post.state for post in at.kept("receipt_passed")] == [PostState.GIVEN_UP]
    assert not any("earlier receipt" in seen(post.blocks) for post in at.dm(BEN))


def test_withdrawn_afterwards_the_post_says_so(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    at.withdraw()
    at.turn()

    [post] = at.channel()
    assert "Withdrawn" in seen(post.blocks)
    assert "First words." not in seen(post.blocks)


def test_of_several_workers_one_sends(at: PostingStage) -> None:
    at.report()
    work_at_once(at)

    assert (len(at.channel()), len(at.dm())) == (1, 1)


def test_of_several_workers_on_a_real_database_one_sends(database_url: str) -> None:
    engine = open_engine(database_url)
    ways: dict[str, Any] = {"works": sql_works(engine), "readings": sql_readings(engine)}
    with a_posting_stage(**ways) as at:
        at.report("First words.")
        work_at_once(at)
        at.report("Better words.")
        work_at_once(at)

        [post] = at.channel()
        assert "Better words." in seen(post.blocks)
        assert len(at.dm()) == 2
    engine.dispose()


def test_held_back_by_slack_it_waits_as_long_as_slack_asks(at: PostingStage) -> None:
    at.stage.slack.api.rate_limit(POSTED, seconds=90, times=2)
    at.report()
    at.turn()
    assert (at.channel(), at.dm()) == ([], [])
    assert len(at.stage.calls(POSTED)) == 2

    at.turn(later=MINUTE)
    assert len(at.stage.calls(POSTED)) == 2

    with_a_new_pace = at.another_worker()
    at.stage.clock.ahead += MINUTE
    with_a_new_pace.turn()
    assert (len(at.channel()), len(at.dm())) == (1, 1)


def test_a_direct_message_whose_answer_was_lost_is_found_and_not_sent_again() -> None:
    with a_posting_stage(replace_channel(None)) as at:
        at.stage.slack.api.lose_answer(POSTED)
        at.report()
        at.turn()
        assert states(at, "receipt") == [PostState.SENDING]

        at.turn(later=3 * MINUTE)

        [post] = at.kept("receipt")
        [message] = at.dm()
        assert (post.state, post.sent_ts) == (PostState.SENT, message.ts)
        assert len(at.stage.calls(POSTED)) == 1


def test_a_direct_message_that_did_not_arrive_is_sent_again_once() -> None:
    with a_posting_stage(replace_channel(None)) as at:
        at.stage.slack.api.order(POSTED, Outcome(500, {"ok": False, "error": "fatal_error"}))
        at.report()
        at.turn()
        at.turn(later=MINUTE)
        assert at.dm() == []

        at.turn(later=2 * MINUTE)
        at.turn(later=3 * MINUTE)

        assert len(at.dm()) == 1


def test_while_slack_does_not_say_nothing_is_sent_again() -> None:
    with a_posting_stage(replace_channel(None)) as at:
        at.stage.slack.api.lose_answer(POSTED)
        at.stage.slack.api.refuse("conversations.history", "internal_error", times=2)
        at.report()
        for _ in range(3):
            at.turn(later=3 * MINUTE)

        assert len(at.dm()) == 1
        assert len(at.stage.calls(POSTED)) == 1


def test_a_channel_post_in_doubt_is_never_sent_again_by_itself(at: PostingStage) -> None:
    lose_the_channel_post(at)
    for _ in range(4):
        at.turn(later=10 * MINUTE)

    assert len(at.channel()) == 1
    assert states(at, "update") == [PostState.IN_DOUBT]
    for person in (ANN, BEN):
        asked = at.dm(person)[-1]
        assert "I cannot tell whether the update on “Shorter waits”" in seen(asked.blocks)
        assert len([p for p in at.dm(person) if "I cannot tell" in p.text]) == 1


def test_whoever_sees_it_is_there_says_so(at: PostingStage) -> None:
    lose_the_channel_post(at)
    at.turn(later=3 * MINUTE)
    asked = at.dm()[-1]
    at.stage.acting.press(ANN, asked, "It is there")
    at.turn()

    assert states(at, "update") == [PostState.GIVEN_UP]
    assert "counts as posted" in seen(at.dm()[-1].blocks)
    assert "if the update is amended, the new words" in seen(at.dm()[-1].blocks)
    assert len(at.channel()) == 1

    at.stage.acting.press(BEN, at.dm(BEN)[-1], "Post it again")
    at.turn()
    at.turn(later=MINUTE)
    assert len(at.channel()) == 1


def test_a_channel_post_that_is_not_there_is_posted_again_when_asked(at: PostingStage) -> None:
    at.report()
    take_the_receipt_first(at)
    at.stage.slack.api.order(POSTED, Outcome(500, {"ok": False, "error": "internal_error"}))
    at.turn()
    at.turn(later=3 * MINUTE)
    assert at.channel() == []

    at.stage.acting.press(BEN, at.dm(BEN)[-1], "Post it again")
    at.stage.settle()
    at.turn()

    assert len(at.channel()) == 1
    assert "being posted again" in seen(at.dm(BEN)[-1].blocks)


def test_nobody_else_decides_about_a_post(at: PostingStage) -> None:
    lose_the_channel_post(at)
    at.turn(later=3 * MINUTE)
    asked = at.dm()[-1]
    with at.stage.works() as work:  # she is not its author any more, nor of the office
        work.people.put(Person("ann", "Sample Ann", None))
        work.people.put(Person("other", "Sample Other", ANN))
        work.commit()
    at.stage.acting.press(ANN, asked, "It is there")
    at.stage.settle()

    assert states(at, "update") == [PostState.IN_DOUBT]
    assert "Only whoever it is from" in at.dm()[-1].text


def test_a_process_killed_while_it_posted_leaves_a_doubt(at: PostingStage) -> None:
    at.report()
    with at.stage.works() as work:
        while work.outbox.claim(at.stage.clock()):
            pass
        work.commit()

    at.turn(later=3 * MINUTE)

    assert states(at, "receipt") == [PostState.SENT]
    assert states(at, "update") == [PostState.IN_DOUBT]
    assert len([p for p in at.dm() if "Your update is stored" in p.text]) == 1


def test_an_amendment_whose_answer_was_lost_is_written_again(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    at.stage.slack.api.lose_answer("chat.update")
    at.report("Better words.")
    at.turn()
    at.turn(later=MINUTE)

    [post] = at.channel()
    assert "Better words." in seen(post.blocks)
    assert states(at, "update") == [PostState.SENT] * 2


def test_a_channel_it_is_not_in_is_told_with_how_to_mend_it() -> None:
    with a_posting_stage(replace_channel(ELSEWHERE)) as at:
        at.report()
        at.turn()
        for person in (ANN, BEN):
            told = at.dm(person)[-1]
            assert "/invite @True North" in seen(told.blocks)
        assert states(at, "update") == [PostState.GIVEN_UP]

        at.stage.slack.workspace.channels[ELSEWHERE].members.add(BOT_USER)
        at.stage.acting.press(ANN, at.dm()[-1], "Post it again")
        at.stage.acting.press(BEN, at.dm(BEN)[-1], "Post it again")
        at.stage.settle()
        at.turn()
        assert len(at.stage.posts(ELSEWHERE)) == 1

        at.report("Better words.")
        at.turn()
        [post] = at.stage.posts(ELSEWHERE)
        assert "Better words." in seen(post.blocks)


def test_a_message_somebody_deleted_can_be_posted_anew(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    at.stage.slack.workspace.channels[CHANNEL].posts.clear()
    at.report("Better words.")
    at.turn()
    assert at.channel() == []

    at.stage.acting.press(ANN, at.dm()[-1], "Post it again")
    at.stage.settle()
    at.turn()
    [post] = at.channel()
    assert "Better words." in seen(post.blocks)


def test_without_a_valid_token_nothing_is_lost(at: PostingStage) -> None:
    at.stage.slack.api.refuse(POSTED, "invalid_auth", times=2)
    at.report()
    at.turn()
    assert states(at, "receipt") + states(at, "update") == [PostState.WAITING] * 2

    at.turn(later=MINUTE)
    assert (len(at.channel()), len(at.dm())) == (1, 1)


def test_a_database_that_is_away_between_the_call_and_the_note_makes_no_doubt(
    at: PostingStage,
) -> None:
    at.report()
    database = at.stage.database
    api = at.stage.slack.api
    answer = api.call

    def call_and_cut(method: str, token: str | None, arguments: dict[str, object]) -> Outcome:
        database.down = True
        return answer(method, token, arguments)

    api.call = call_and_cut  # type: ignore[method-assign] # the stand-in's own answer, and a cut
    with pytest.raises(Exception, match="not answering"):
        at.turn()
    api.call = answer  # type: ignore[method-assign]
    database.down = False
    at.turn(later=10 * MINUTE)

    assert (len(at.channel()), len(at.dm())) == (1, 1)
    assert states(at, "receipt") + states(at, "update") == [PostState.SENT] * 2


def test_erased_words_are_rewritten_as_removed(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    Erasure(at.stage.works, now=at.stage.clock).person(TERMINAL, "ann")
    at.turn()
    at.turn(later=MINUTE)

    for post in [*at.channel(), *at.dm()]:
        assert post.edited
        assert seen(post.blocks) == post.text == "This message was removed."


def test_a_removal_whose_answer_was_lost_is_made_again(at: PostingStage) -> None:
    at.report("First words.")
    at.turn()
    Erasure(at.stage.works, now=at.stage.clock).person(TERMINAL, "ann")
    at.stage.slack.api.lose_answer("chat.update", times=2)
    at.stage.slack.workspace.direct_channel(ANN).posts.clear()
    at.turn()
    at.turn(later=MINUTE)

    assert "First words." not in seen(at.channel()[0].blocks)
    with at.stage.services.readings() as work:
        assert work.outbox.waiting() == []
    assert at.dm(BEN) == []


def test_what_was_erased_while_it_was_on_its_way_is_taken_back(at: PostingStage) -> None:
    at.report("First words.")
    api = at.stage.slack.api
    answer = api.call

    def call_and_erase(method: str, token: str | None, arguments: dict[str, object]) -> Outcome:
        api.call = answer  # type: ignore[method-assign]
        Erasure(at.stage.works, now=at.stage.clock).person(TERMINAL, "ann")
        return answer(method, token, arguments)

    api.call = call_and_erase  # type: ignore[method-assign] # erased in the middle of the call
    at.turn()
    at.turn(later=MINUTE)

    words = [seen(post.blocks) for post in [*at.channel(), *at.dm()]]
    assert words == ["This message was removed."]


def test_what_is_noted_late_does_not_undo_what_another_worker_did() -> None:
    with a_posting_stage(replace_channel(None)) as at:
        database, api = at.stage.database, at.stage.slack.api
        answer = api.call

        def refuse_and_cut(method: str, token: str | None, arguments: dict[str, object]) -> Outcome:
            database.down = True
            return Outcome(200, {"ok": False, "error": "invalid_auth"})

        api.call = refuse_and_cut  # type: ignore[method-assign] # refused, and then the cut
        at.report()
        with pytest.raises(Unavailable):
            at.turn()
        api.call, database.down = answer, False  # type: ignore[method-assign]
        at.stage.clock.ahead += 3 * MINUTE
        at.another_worker().turn()
        assert len(at.dm()) == 1

        for _ in range(3):
            at.turn(later=10 * MINUTE)
        assert len(at.dm()) == 1
        assert states(at, "receipt") == [PostState.SENT]


def test_a_worker_that_stood_still_leaves_the_post_to_others() -> None:
    with a_posting_stage(replace_channel(None)) as at:
        at.report()
        services, readings = at.stage.services, at.stage.services.readings

        def stand_still() -> UnitOfWork:
            at.stage.clock.ahead += 3 * MINUTE
            at.another_worker().turn()
            return readings()

        slow = build_posting(replace(services, readings=stand_still), at.stage.settings)
        slow.turn()

        assert len(at.dm()) == 1
        assert states(at, "receipt") == [PostState.SENT]


def test_the_thread_is_woken_by_what_was_stored() -> None:
    with a_posting_stage() as at:
        at.posting.start()
        at.report()
        at.posting.wake()
        assert_soon(lambda: len(at.channel()) == 1)


def work_at_once(at: PostingStage) -> None:
    """Three processes' senders take a turn at the same time."""
    workers = [at.another_worker() for _ in range(3)]
    with ThreadPoolExecutor(3) as hands:
        for done in [hands.submit(worker.turn) for worker in workers]:
            done.result(30)


def lose_the_channel_post(at: PostingStage) -> None:
    at.report()
    take_the_receipt_first(at)
    at.stage.slack.api.lose_answer(POSTED)
    at.turn()


def take_the_receipt_first(at: PostingStage) -> None:
    """Send what goes to the author, and leave the channel's post."""
    with at.stage.works() as work:
        post = at.kept("update")[0]
        work.outbox.put_back(post.id, at.stage.clock() + MINUTE)
        work.commit()
    at.turn()
    at.stage.clock.ahead += MINUTE


def replace_channel(channel: str | None) -> Team:
    return replace(TEAM, channel=channel)


def assert_soon(check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.05)
