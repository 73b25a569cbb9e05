"""A process whose children send posts until they are killed.

`python -m tests.flows.posting_worker DATABASE API`: for each line on standard input a child is
started, which prints its process id when it begins. What they need is imported once, before that.
"""

import os
import sys
import time
from datetime import UTC, datetime
from itertools import count

from slack_sdk import WebClient

from bot.slack.blocks.parts import Message
from bot.slack.posting.calls import PostCalls
from bot.slack.posting.kinds import kinds_of_posts
from bot.slack.posting.outcomes import Outcome
from bot.slack.posting.pace import Pace
from bot.slack.posting.rendering import Rendering
from bot.slack.posting.sending import Sender
from playground.web_api import BOT_TOKEN
from programme.configuration import load_programme
from storage.engine import open_engine
from storage.work import sql_readings, sql_works

LINGERS = 0.02


class LingeringCalls(PostCalls):
    """Lingers between Slack's answer and its note: the moment in which a kill leaves a doubt."""

    def post(self, post: str, to: str, message: Message, thread_ts: str | None = None) -> Outcome:
        outcome = super().post(post, to, message, thread_ts)
        time.sleep(LINGERS)
        return outcome


def now() -> datetime:
    return datetime.now(UTC)


def run(database_url: str, api_url: str) -> None:
    engine = open_engine(database_url)
    client = WebClient(BOT_TOKEN, base_url=api_url, retry_handlers=[])
    rendering = Rendering(sql_readings(engine), kinds_of_posts(load_programme(), now))
    seconds = count(0, 10)
    hurried = Pace(lambda: float(next(seconds)))
    sender = Sender(
        sql_works(engine),
        rendering,
        LingeringCalls(client),
        now=now,
        pause=lambda _: False,
        pace=hurried,
    )
    print(os.getpid(), flush=True)
    while True:
        if not sender.send_next():
            time.sleep(0.05)


def start_children() -> None:
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            run(*sys.argv[1:])
        os.waitpid(child, 0)


if __name__ == "__main__":
    start_children()
