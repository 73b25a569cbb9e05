"""Senders that are killed at any moment: nothing is lost, and nothing is doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.use_cases.who import Directory
from playground.workspace import BOT_USER
from programme.outbox import PostState
from programme.updates import Rating, Report, UpdateDraft, Via
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.flows.posting import GOAL, PLAN, TEAM, PostingStage, a_posting_stage
from tests.flows.stage import ANN

UPDATES = 40
SEED = 20261121


def report_on_many(at: PostingStage) -> None:
    """One update on each of many goals, each of a team with its own channel."""
    with at.stage.works() as work:
        for number in range(UPDATES):
            key, channel = f"t{number}", f"C0T{number}"
            at.stage.slack.workspace.add_channel(channel, key, {ANN, BOT_USER})
            work.plans.put_team(replace(TEAM, key=key, channel=channel))
            work.plans.put_plan(replace(PLAN, key=key, team=key))
            work.plans.put_goal(replace(GOAL, key=key, plan=key, team=key))
        work.commit()
    actor = Directory(at.stage.services.readings).actor(ANN)
    week = at.reporting.current_week()
    for number in range(UPDATES):
        said = Report(rating=Rating.GREEN, done="Made-up words.")
        draft = UpdateDraft(f"t{number}", week, f"submission {number}", Via.FORM, report=said)
        at.reporting.submit(actor, draft)


def all_sent(at: PostingStage) -> bool:
    with at.stage.services.readings() as work:
        waiting = work.outbox.waiting(1000)
    return all(post.state is PostState.SENDING for post in waiting)


def kill_again_and_again(at: PostingStage, database_url: str) -> int:
    """Start a sender and kill it, until all has been begun; how many were killed."""
    dice, kills = random.Random(SEED), 0
    command = [sys.executable, "-m", "tests.flows.posting_worker"]
    with subprocess.Popen(
        [*command, database_url, at.stage.slack.api_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        while not all_sent(at):
            parent.stdin.write("start\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            time.sleep(dice.uniform(0.0, 0.6))
            os.kill(child, signal.SIGKILL)
            kills += 1
            assert kills < 1000
        parent.stdin.close()
    return kills


def test_senders_killed_at_any_moment_lose_nothing_and_double_nothing(database_url: str) -> None:
    engine = open_engine(database_url)
    ways: dict[str, Any] = {"works": sql_works(engine), "readings": sql_readings(engine)}
    with a_posting_stage(**ways) as at:
        report_on_many(at)
        assert kill_again_and_again(at, database_url) >= 10
        at.stage.clock.ahead += timedelta(minutes=10)
        at.another_worker().turn()  # what was in doubt is looked for, or asked about

        seen = [post for one in at.stage.slack.workspace.channels.values() for post in one.posts]
        times = Counter(str((post.metadata or {})["event_payload"]["post"]) for post in seen)
        with at.stage.services.readings() as work:
            kept = [p for n in range(UPDATES) for p in work.outbox.about(f"goal:t{n}")]
        assert max(times.values()) == 1
        for post in kept:
            if post.kind == "receipt":
                assert (post.state, times[post.id]) == (PostState.SENT, 1)
            elif post.kind == "update":
                assert post.state in (PostState.SENT, PostState.IN_DOUBT)
                assert times[post.id] == 1 or post.state is PostState.IN_DOUBT
        doubts = {post.id for post in kept if post.state is PostState.IN_DOUBT}
        told = {post.id.partition(":doubt:")[0] for post in kept if post.kind == "doubt"}
        assert told == doubts
    engine.dispose()
