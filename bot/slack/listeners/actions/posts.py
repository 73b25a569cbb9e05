"""The buttons about a post in doubt, or one that Slack refused."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.posts import POST_AGAIN, POST_IS_THERE, settled_message
from bot.slack.posting.telling import what_of
from bot.use_cases.posts import Posts
from programme.outbox import Post
from programme.people import Actor


def register(app: App, assembly: Assembly) -> None:
    """Hear the buttons; the message they stand in says afterwards what was done."""
    services = assembly.services
    posts = Posts(services.works, now=services.now)

    def settle(decide: Callable[[Actor, str], Post], again: bool, body: dict[str, Any]) -> None:
        actor = services.directory.actor(body["user"]["id"])
        post = decide(actor, body["actions"][0]["value"])
        assembly.posting.wake()
        with services.readings() as work:
            what = what_of(work, post)
        container = body["container"]
        settled = settled_message(what, again=again, kind=post.kind)
        assembly.outgoing.rewrite(container["channel_id"], container["message_ts"], settled)

    again = partial(settle, posts.post_again, True)
    there = partial(settle, posts.is_there, False)
    app.action(POST_AGAIN)(assembly.receipts.before(again))
    app.action(POST_IS_THERE)(assembly.receipts.before(there))
