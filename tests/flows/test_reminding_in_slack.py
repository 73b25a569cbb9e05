"""Reminders go once to leads with something outstanding; the office chases the silent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.schedule import Job, Schedule
from bot.use_cases.reminding import REMINDERS, Reminding
from playground.workspace import Post
from programme.people import Person
from programme.plans import GoalState
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.flows.posting import GOAL, PostingStage, a_posting_stage
from tests.flows.stage import ANN, BEN, CHANNEL, seen

WEDNESDAY = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 12, 14, 1, tzinfo=UTC)  # the first reminder is due at 14:00
FRIDAY = datetime(2026, 11, 13, 9, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def at() -> Iterator[PostingStage]:
    with a_posting_stage() as stage:
        with stage.stage.works() as work:
            work.plans.put_goal(replace(GOAL, key="falls", name="Fewer falls"))
            work.plans.put_goal(replace(GOAL, key="done", name="Done", state=GoalState.ACHIEVED))
            work.commit()
        yield stage


def clock_at(at: PostingStage, moment: datetime) -> None:
    """Set the clock; a second later at each look, as clocks do."""
    at.stage.clock.ahead = moment - datetime.now(UTC)


def tick(at: PostingStage, moment: datetime) -> int:
    """One worker's schedule ticks, and what it wrote is sent."""
    clock_at(at, moment)
    done = worker(at).tick()
    at.turn()
    return done


def worker(at: PostingStage) -> Schedule:
    """The schedule of one process."""
    services = at.stage.services
    reminding = Reminding(services.works, services.programme, now=services.now)
    jobs = [Job(REMINDERS, reminding.due, reminding.do)]
    return Schedule(services.works, services.readings, jobs, now=services.now, done=at.posting.wake)


def reminders(at: PostingStage, user: str = ANN) -> list[Post]:
    return [post for post in at.dm(user) if "waiting for an update" in post.text]


def labels(post: Post) -> list[str]:
    buttons = [each for block in post.blocks for each in block.get("elements", [])]
    buttons += [block["accessory"] for block in post.blocks if "accessory" in block]
    return [button["text"]["text"] for button in buttons if button["type"] == "button"]


def test_a_lead_is_reminded_once_of_all_that_is_outstanding(at: PostingStage) -> None:
    assert [tick(at, WEDNESDAY), tick(at, THURSDAY), tick(at, THURSDAY + MINUTE)] == [0, 1, 0]

    [reminder] = reminders(at)
    assert "2 of your goals are waiting" in reminder.text
    assert "13 November 2026, 5:00pm" in reminder.text
    assert "Shorter waits" in seen(reminder.blocks)
    assert "Done" not in seen(reminder.blocks)
    assert labels(reminder).count("Update") == 2
    assert reminders(at, BEN) == []


def test_of_three_workers_on_a_real_database_one_reminds(database_url: str) -> None:
    engine = open_engine(database_url)
    ways: dict[str, Any] = {"works": sql_works(engine), "readings": sql_readings(engine)}
    with a_posting_stage(**ways) as at:
        clock_at(at, THURSDAY)
        with ThreadPoolExecutor(3) as hands:
            ticks = [hands.submit(worker(at).tick) for _ in range(3)]
            assert sum(tick.result(30) for tick in ticks) == 1
        with ThreadPoolExecutor(3) as hands:
            for sent in [hands.submit(at.another_worker().turn) for _ in range(3)]:
                sent.result(30)

        assert len(reminders(at)) == 1
    engine.dispose()


def test_who_has_reported_everything_is_left_alone(at: PostingStage) -> None:
    clock_at(at, WEDNESDAY)
    with at.stage.works() as work:
        work.plans.put_goal(replace(GOAL, key="falls", state=GoalState.CLOSED))
        work.commit()
    at.report()
    tick(at, THURSDAY)

    assert reminders(at) == []


def test_what_was_reported_before_the_reminder_could_go_is_left_out(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    worker(at).tick()
    at.report()
    at.turn()

    [reminder] = reminders(at)
    assert "1 of your goals is waiting" in reminder.text
    assert "Shorter waits" not in seen(reminder.blocks)


def test_the_button_beside_a_goal_opens_its_form(at: PostingStage) -> None:
    tick(at, THURSDAY)
    at.stage.acting.press(ANN, reminders(at)[0], "Update")

    assert "Fewer falls" in seen(at.stage.modal().view["blocks"])


def test_reminders_are_put_off_until_tomorrow(at: PostingStage) -> None:
    tick(at, THURSDAY)
    at.stage.acting.press(ANN, reminders(at)[0], "Remind me tomorrow")
    at.stage.settle()
    [told] = at.dm()
    assert "I will remind you again on 13 November 2026, 9:00am" in told.text

    assert tick(at, FRIDAY) == 1
    assert len(reminders(at)) == 1  # the first now says when the next comes


def test_where_no_reminder_is_set_for_tomorrow_one_comes_all_the_same(at: PostingStage) -> None:
    clock_at(at, WEDNESDAY)
    services = at.stage.services
    only = replace(services.programme, reminders=services.programme.reminders[:1])
    reminding = Reminding(services.works, only, now=services.now)
    clock_at(at, THURSDAY)
    with services.works() as work:
        reminding.do(work, "2026-W46/1", services.now())
        work.commit()
    at.turn()
    reminding.snooze(services.directory.actor(ANN), next(iter(reminding.snoozes())))
    at.turn()
    assert len(reminders(at)) == 1

    clock_at(at, FRIDAY)
    at.turn()
    assert len(reminders(at)) == 2


def test_no_more_reminders_before_the_deadline(at: PostingStage) -> None:
    tick(at, THURSDAY)
    at.stage.acting.press(ANN, reminders(at)[0], "No more before the deadline")
    at.stage.settle()
    tick(at, FRIDAY)

    [told] = at.dm()
    assert "not remind you again before the deadline, 13 November 2026, 5:00pm" in told.text


def test_too_late_to_put_it_off_is_said(at: PostingStage) -> None:
    tick(at, THURSDAY)
    [reminder] = reminders(at)
    clock_at(at, datetime(2026, 11, 14, 12, 0, tzinfo=UTC))
    at.stage.acting.press(ANN, reminder, "No more before the deadline")

    assert "too late to put this off" in at.dm()[-1].text


def test_quiet_on_a_bank_holiday(at: PostingStage) -> None:
    christmas = datetime(2026, 12, 25, 9, 1, tzinfo=UTC)  # a Friday

    assert tick(at, christmas) == 0
    assert reminders(at) == []


def chase(at: PostingStage, user: str = BEN) -> Post:
    """The list as it is seen by who asked for it."""
    at.stage.acting.command(user, CHANNEL, "/truenorth chase")
    return at.stage.posts(CHANNEL)[-1]


def test_the_office_sees_who_is_silent(at: PostingStage) -> None:
    clock_at(at, THURSDAY - timedelta(weeks=3))
    at.report()
    clock_at(at, THURSDAY)
    listed = chase(at)

    assert listed.seen_by == BEN
    words = seen(listed.blocks)
    assert "2 of 2 goals silent" in words
    assert "Shorter waits: silent for 3 weeks, last 🟢 Green. Sample Ann." in words
    assert "Fewer falls: never reported, no rating yet. Sample Ann." in words
    assert labels(listed).count("Nudge") == 2


def test_a_nudge_to_all_is_one_message_to_each_lead(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    listed = chase(at)
    at.stage.acting.press(BEN, listed, "Nudge all")
    at.stage.settle()
    at.turn()

    [nudge] = at.dm()
    assert "Sample Ben of the programme office asks how things are going" in nudge.text
    assert "2 of your goals are waiting" in nudge.text
    assert labels(nudge).count("Update") == 2
    words = seen(at.stage.posts(CHANNEL)[-1].blocks)
    assert "A message about 2 goals is on its way to Sample Ann." in words
    assert words.count("Nudged today.") == 2
    with at.stage.services.readings() as work:
        entries = [*work.audit.about("goal:waits"), *work.audit.about("goal:falls")]
    assert [(each.action, each.actor) for each in entries] == [("goal.nudged", "ben")] * 2


def test_a_goal_is_nudged_once_a_day_however_often_somebody_presses(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    listed = chase(at)
    as_first_seen = listed.blocks
    for label in ("Nudge", "Nudge", "Nudge all", "Nudge all"):
        at.stage.acting.press(BEN, replace(listed, blocks=as_first_seen), label)
        at.stage.settle()
    at.turn()
    at.turn(later=MINUTE)
    assert len(at.dm()) == 2  # one for the goal, one for the other

    clock_at(at, FRIDAY)
    at.stage.acting.press(BEN, chase(at), "Nudge all")
    at.stage.settle()
    at.turn()
    assert len(at.dm()) == 3


def test_a_nudge_that_came_too_late_says_nothing(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    at.stage.acting.press(BEN, chase(at), "Nudge")
    at.stage.settle()
    with at.stage.works() as work:
        work.plans.put_goal(replace(GOAL, key="falls", state=GoalState.PAUSED))
        work.commit()
    at.turn()

    assert at.dm() == []


def test_only_the_office_chases(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    assert "Only the programme office" in seen(chase(at, ANN).blocks)

    listed = chase(at)
    at.stage.acting.press(ANN, listed, "Nudge all")
    at.stage.settle()
    at.turn()
    assert not any("asks how things" in post.text for post in at.dm())


def test_nobody_to_nudge_is_shown(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    with at.stage.works() as work:
        work.people.put(Person("ann", "Sample Ann", None))
        work.commit()
    listed = chase(at)

    assert "Sample Ann (not linked to Slack)" in seen(listed.blocks)
    assert labels(listed) == []


def test_when_all_have_reported_the_list_says_so(at: PostingStage) -> None:
    clock_at(at, THURSDAY)
    with at.stage.works() as work:
        work.plans.put_goal(replace(GOAL, key="falls", state=GoalState.CLOSED))
        work.commit()
    at.report()

    assert "Nobody is silent" in seen(chase(at).blocks)
