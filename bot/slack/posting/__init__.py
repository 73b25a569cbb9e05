"""Posts on their way to Slack: claimed from the outbox, rendered, sent once, and noted."""

from bot.slack.posting.assembly import build_posting
from bot.slack.posting.thread import Posting

__all__ = ["Posting", "build_posting"]
