"""The client that speaks to Slack's Web API."""

import logging

from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.http_retry import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

from bot.slack.settings import SlackSettings

# Slack's libraries write whole requests, and so people's words, to their debug log.
library_log = logging.getLogger("bot.slack.library")


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt finds the bot token in the environment too, and remarks that the client's is used."""
    return record.msg != warning_client_prioritized_and_token_skipped()


def web_client(settings: SlackSettings, token: str | None) -> WebClient:
    """A client that tries again when Slack holds back, stumbles or cannot be reached.

    The library by itself only tries again when the connection fails.
    """
    library_log.setLevel(logging.INFO)
    library_log.addFilter(_is_news)
    return WebClient(
        token=token,
        base_url=settings.api_url,
        timeout=settings.timeout_seconds,
        logger=library_log,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=settings.rate_limit_retries),
        ],
    )
