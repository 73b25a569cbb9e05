"""The messages of a digest in Slack tell the same figures as its other forms."""

from html import unescape
from typing import Any

from bot.reports.content import content_of
from bot.reports.words import decision_words, value_words
from bot.slack.blocks.digests import DigestCard, digest_message, thread_messages
from tests.bot.reports.made_up import full_digest

DIGEST = full_digest()
CARD = DigestCard(content_of(DIGEST), "digest")


def words_in(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(words_in(each) for each in value.values())
    if isinstance(value, list | tuple):
        return " ".join(words_in(each) for each in value)
    return unescape(value) if isinstance(value, str) else ""


def test_the_main_message_tells_the_counts_and_the_decisions() -> None:
    said = words_in(digest_message(CARD).blocks)
    assert CARD.content.summary in said
    for line in DIGEST.decisions:
        assert decision_words(line) in said


def test_the_thread_tells_every_value_of_a_goal_and_of_the_wider_measures() -> None:
    said = words_in([message.blocks for message in thread_messages(CARD)])
    readings = [line.reading for line in DIGEST.lines if line.reading] + list(DIGEST.wider)
    assert readings
    for reading in readings:
        assert value_words(reading) in said
    for line in DIGEST.lines:
        if not line.name.startswith("="):
            assert line.name in said
