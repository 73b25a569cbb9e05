"""The parts of the sender, put together."""

from collections.abc import Callable

from bot.slack.posting.calls import PostCalls, posting_client
from bot.slack.posting.doubts import Doubts
from bot.slack.posting.kinds import kinds_of_posts
from bot.slack.posting.pace import Pace
from bot.slack.posting.rendering import Rendering
from bot.slack.posting.sending import Sender
from bot.slack.posting.thread import Bell, Posting
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from programme.outbox import Post


def build_posting(
    services: SlackServices,
    settings: SlackSettings,
    told: Callable[[Post], object] = lambda _post: None,
) -> Posting:
    """A thread that sends posts, not started yet; `told` is called with each that Slack took."""
    bell = Bell()
    calls = PostCalls(posting_client(settings))
    rendering = Rendering(services.readings, kinds_of_posts(services.programme, services.now))
    pace = Pace(between=settings.between_posts_seconds)
    sender = Sender(
        services.works,
        rendering,
        calls,
        now=services.now,
        pause=bell.pause,
        pace=pace,
        told=told,
    )
    return Posting(sender, Doubts(services.works, calls, now=services.now), bell)
