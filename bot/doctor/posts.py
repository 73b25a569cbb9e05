"""Posts on their way to Slack: none should wait long, and none should be in doubt."""

from datetime import datetime, timedelta

from bot.doctor.check import Check, broken, ok, warning
from programme.errors import AssistantError
from programme.outbox import PostState
from programme.ports import UnitOfWorkFactory

LONG = timedelta(minutes=15)
MOST = 1000


def check_posts(readings: UnitOfWorkFactory, now: datetime) -> Check:
    """How many posts wait, since when, and how many are in doubt."""
    part = "posts to Slack"
    try:
        with readings() as work:
            posts = work.outbox.waiting(MOST)
    except AssistantError as error:
        return broken(part, error.sentence, "Run truenorth db upgrade.")
    doubted = [post for post in posts if post.state is PostState.IN_DOUBT]
    old = [post for post in posts if post.created_at < now - LONG and post not in doubted]
    if doubted:
        finding = f"{_count(len(doubted))} in doubt: Slack never said whether it took them."
        mend = "Their authors and the office have been asked, in a direct message, to look."
        return warning(part, finding, mend)
    if old:
        finding = f"{_count(len(old))} waiting for more than {LONG.seconds // 60} minutes."
        mend = "Start truenorth serve, and look whether Slack takes the bot token."
        return warning(part, finding, mend)
    return ok(part, f"{_count(len(posts))} waiting." if posts else "None is waiting.")


def _count(posts: int) -> str:
    return "1 post is" if posts == 1 else f"{posts} posts are"
