"""The week's digest goes out by the clock: once for all workers, and caught up after a stop."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

from bot.schedule import Job, Schedule
from bot.slack.posting import build_posting
from bot.use_cases.digest_posts import CHART, DIGEST, PART
from bot.use_cases.erasure import digests_again
from playground.workspace import BOT_USER, Post
from programme.digest import Scope
from programme.errors import Unavailable
from programme.outbox import PostState
from programme.ports import UnitOfWork
from programme.updates import DecisionRequired, Rating, Report
from programme.weeks import ReportingWeek
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.fakes.work import FakeDatabase
from tests.flows.digests import digesting
from tests.flows.reporting import DEMENTIA, FALLS, GREEN, WEEK, Lead, a_lead, record
from tests.flows.stage import Stage, seen

BOARD = "C0BOARD"
SUNDAY = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, 9, 1, tzinfo=UTC)
RED = Report(
    Rating.RED, value=14.0, as_at=date(2026, 11, 9), done="Begun.", recovery="More nurses.",
    decision=DecisionRequired("Agree a locum", "Finance"),
)  # fmt: skip


@contextmanager
def a_week(*, said: bool = True, **changes: Any) -> Iterator[Lead]:
    """A Sunday with a week of updates behind it, and a channel for the Board."""
    with a_lead(DEMENTIA, FALLS, now=SUNDAY, **changes) as lead:
        lead.stage.slack.workspace.add_channel(BOARD, "board", {BOT_USER, "U0BEN"})
        if said:
            record(lead.stage, RED)
            record(lead.stage, replace(GREEN, value=None, as_at=None), goal=FALLS)
        lead.stage.app.posting.turn()
        yield lead


def worker(stage: Stage) -> Schedule:
    """The clock of one process."""
    services = digesting(stage.works, stage.services.readings, stage.clock, BOARD)
    job = Job(DIGEST, services.sending.due, services.sending.do)
    return Schedule(stage.works, stage.services.readings, [job], now=stage.clock, done=lambda: None)


def move_to(stage: Stage, moment: datetime) -> None:
    stage.clock.ahead = moment - datetime.now(UTC)


def turn(stage: Stage, times: int = 4) -> None:
    """Let everything go out that is due."""
    for _ in range(times):
        stage.app.posting.turn()
        stage.clock.ahead += timedelta(seconds=20)


def board(stage: Stage) -> tuple[list[Post], list[Post]]:
    """What stands in the channel: messages of their own, and those in threads."""
    posts = stage.posts(BOARD)
    return [p for p in posts if p.thread_ts is None], [p for p in posts if p.thread_ts]


def test_it_is_sent_on_monday_at_nine_and_not_before() -> None:
    with a_week() as lead:
        clock = worker(lead.stage)
        assert clock.tick() == 1  # the week before, in which nothing had been reported yet
        turn(lead.stage)
        assert board(lead.stage) == ([], [])

        move_to(lead.stage, MONDAY)
        assert clock.tick() == 1
        turn(lead.stage)
        [main], thread = board(lead.stage)
        assert "Where we stand: week of 9 November 2026" in main.text
        assert {post.thread_ts for post in thread} == {main.ts}
        assert sum(len(post.files) for post in thread) == 2
        with lead.stage.services.readings() as work:
            assert work.updates.closed_at(WEEK)


def test_three_workers_send_it_once(database_url: str) -> None:
    engine = open_engine(database_url)
    with a_week(works=sql_works(engine), readings=sql_readings(engine)) as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        start = Barrier(3)

        def work_once() -> None:
            clock, posting = worker(stage), build_posting(stage.services, stage.settings)
            start.wait()
            clock.tick()
            for _ in range(3):
                posting.turn()

        threads = [Thread(target=work_once) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        turn(stage, 8)

        [main], detail = board(stage)
        titles = [post.blocks[0]["text"]["text"] for post in detail if post.blocks]
        assert titles == list(dict.fromkeys(titles)), "a part came twice"
        assert titles[:2] == ["Decisions required", "Red: help or a decision is needed"]
        assert [len(post.files) for post in detail][-2:] == [1, 1]
        with stage.services.readings() as work:
            assert len(work.digests.recent()) == 1
        assert main.thread_ts is None
    engine.dispose()


def test_after_a_stop_of_weeks_the_latest_is_sent_and_no_older_one() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY + timedelta(weeks=3, hours=30))
        worker(stage).tick()
        worker(stage).tick()
        turn(stage)

        [main], _ = board(stage)
        assert "week of 30 November 2026" in main.text


def test_killed_before_the_commit_nothing_was_sent_and_the_next_worker_does_it() -> None:
    database = FakeDatabase()

    class Killed(Exception):
        """The process is gone."""

    class Dying:
        def __call__(self) -> UnitOfWork:
            work = database.works()

            def die() -> None:
                raise Killed

            work.commit = die  # type: ignore[method-assign]  # the process ends here
            return work

    with a_week(works=database.works, readings=database.readings) as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        services = digesting(Dying(), database.readings, stage.clock, BOARD)
        job = Job(DIGEST, services.sending.due, services.sending.do)
        dying = Schedule(Dying(), database.readings, [job], now=stage.clock, done=lambda: None)
        assert dying.tick() == 0
        with database.readings() as work:
            assert not work.digests.recent()

        assert worker(stage).tick() == 1
        turn(stage)
        assert len(board(stage)[0]) == 1


def test_killed_between_two_parts_the_rest_follows_once() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        first = build_posting(stage.services, stage.settings)
        sender = first._sender  # one post, and then the process is gone
        assert sender.send_next()
        assert sender.send_next()
        assert len(board(stage)[1]) == 1

        turn(stage, 6)
        [_], detail = board(stage)
        titles = [post.blocks[0]["text"]["text"] for post in detail if post.blocks]
        assert titles == list(dict.fromkeys(titles))
        assert sum(len(post.files) for post in detail) == 2


def test_a_database_away_for_a_moment_is_tried_again() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        away = [True]

        def works() -> UnitOfWork:
            if away.pop() if away else False:
                raise Unavailable("The database does not answer.")
            return stage.works()

        services = digesting(works, stage.services.readings, stage.clock, BOARD)
        job = Job(DIGEST, services.sending.due, services.sending.do)
        clock = Schedule(works, stage.services.readings, [job], now=stage.clock, done=lambda: None)
        assert clock.tick() == 0
        assert clock.tick() == 1


def test_a_channel_the_app_is_not_in_keeps_the_digest_and_the_office_is_told() -> None:
    with a_week() as lead:
        stage = lead.stage
        stage.slack.workspace.channels[BOARD].members.discard(BOT_USER)
        move_to(stage, MONDAY)
        worker(stage).tick()
        turn(stage)

        assert board(stage) == ([], [])
        with stage.services.readings() as work:
            [kept] = work.digests.recent()
            post = work.outbox.get(f"digest:{kept.id}")
        assert post
        assert post.state is PostState.GIVEN_UP
        [told] = [p for p in stage.dm("U0BEN") if "the digest" in p.text]
        assert "/invite @True North" in told.text


def test_a_lost_answer_asks_the_office_to_look_and_the_thread_waits() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        stage.slack.api.lose_answer("chat.postMessage")
        stage.app.posting.turn()
        stage.clock.ahead += timedelta(minutes=5)
        turn(stage)

        assert board(stage)[1] == []
        [told] = [p for p in stage.dm("U0BEN") if "I cannot tell whether the digest" in p.text]
        Lead(stage, "U0BEN").press_in(told, "Post it again")
        turn(stage)
        assert len(board(stage)[1]) > 3


def test_a_chart_that_is_held_back_comes_later_and_once() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        stage.slack.api.refuse("files.getUploadURLExternal", "internal_error")
        stage.slack.api.rate_limit("files.completeUploadExternal", seconds=30)
        turn(stage)
        # Slack's word on how long to wait is kept in the process that heard it
        stage.clock.ahead += timedelta(minutes=5)
        another = build_posting(stage.services, stage.settings)
        for _ in range(2):
            another.turn()
            stage.clock.ahead += timedelta(seconds=20)

        files = [file.name for post in board(stage)[1] for file in post.files]
        assert sorted(files) == ["goals-by-week-2026-W46.png", "true-norths-2026-W46.png"]


def test_sent_there_by_hand_it_is_not_sent_again() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY - timedelta(minutes=20))
        Lead(stage, "U0BEN").stage.acting.command("U0BEN", BOARD, "/truenorth digest 2026-W46")
        [answer] = [p for p in stage.posts(BOARD) if p.seen_by]
        Lead(stage, "U0BEN").press_in(answer, "Send to this channel")
        move_to(stage, MONDAY)
        worker(stage).tick()
        turn(stage)

        mains = [post for post in board(stage)[0] if not post.seen_by]
        assert len(mains) == 1


def test_nothing_is_sent_where_nothing_was_ever_reported_or_no_channel_is_set() -> None:
    with a_week(said=False) as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        turn(stage)
        assert board(stage) == ([], [])
        off = digesting(stage.works, stage.services.readings, stage.clock)
        assert off.sending.due(stage.clock()) == ()


def test_posts_name_the_record_and_hold_no_words() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        turn(stage)
        with stage.services.readings() as work:
            kept = work.digests.sent(ReportingWeek(2026, 46), Scope())
            assert kept
            posts = work.outbox.about(f"digest:{kept.id}")
        assert {post.kind for post in posts} == {DIGEST, PART, CHART}
        known = {"digest", "thread_ts", "after", "number", "chart"}
        assert all(set(json.loads(post.body)) <= known for post in posts)


def test_erased_words_go_from_every_message_of_the_digest() -> None:
    with a_week() as lead:
        stage = lead.stage
        move_to(stage, MONDAY)
        worker(stage).tick()
        turn(stage)
        with stage.works() as work:
            update = work.updates.standing(DEMENTIA.key, WEEK)
            assert update
            posts = digests_again(work, {update.id}, stage.clock())
            work.digests.erase_words({update.id})
            work.outbox.put(*posts)
            work.commit()
        before = len(stage.posts(BOARD))
        turn(stage, 6)

        assert len(stage.posts(BOARD)) == before
        said = "\n".join(seen(post.blocks) + post.text for post in stage.posts(BOARD))
        assert "Agree a locum" not in said
        assert "More nurses." not in said
