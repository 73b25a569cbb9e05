"""An update as it is posted: words beside every colour, and nothing Slack would refuse."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks.parts import Message
from bot.slack.blocks.update_words import number_words
from bot.slack.blocks.updates import (
    UpdateCard,
    channel_post,
    read_week_ref,
    receipt,
    short,
    week_ref,
)
from playground.kit import check_blocks
from playground.kit.texts import LINKS, PINGS, parsed_strings
from programme.plans import Team
from programme.updates import Blocker, DecisionRequired, Rating, Report, UpdateKind
from programme.weeks import ReportingWeek, Timing
from tests.bot.slack.update_samples import GOAL, MEASURE, TEAM, UPDATES, WEEK, WORDS, an_update
from tests.flows.stage import seen

CARD = UpdateCard(an_update(), GOAL, TEAM, MEASURE, "Timely access", "Ann Example")


def words(message: Message) -> str:
    return seen(list(message.blocks))


@settings(deadline=None)
@given(UPDATES, WORDS, WORDS, st.sampled_from([None, *Rating]))
def test_slack_takes_every_receipt_and_post(update, name, true_north, previous) -> None:
    goal = replace(GOAL, name=name or "x")
    team = Team("t", name or "x")
    card = UpdateCard(update, goal, team, MEASURE, true_north, name, "U0ANN", previous)
    for message in (receipt(card), channel_post(card)):
        assert message.text.strip()
        assert not PINGS.search(message.text)
        assert not LINKS.search(message.text)
        blocks = json.loads(json.dumps(list(message.blocks)))
        assert check_blocks(blocks, "message") == []
        assert not list(parsed_strings(blocks))


def test_a_rating_is_named_in_words_beside_its_colour() -> None:
    for rating in Rating:
        card = replace(CARD, update=an_update(Report(rating, done="Yes")))

        assert f"{rating.capitalize()}: {rating.words}" in words(channel_post(card))
        assert f"{rating.capitalize()}: {rating.words}" in channel_post(card).text


def test_a_post_has_all_that_was_said_and_pings_nobody() -> None:
    report = Report(
        rating=Rating.RED,
        value=11.4,
        as_at=date(2026, 11, 12),
        done="Opened a second clinic",
        next="Open a third",
        recovery="Two more nurses",
        blocker=Blocker("No room", "Estates", date(2026, 12, 3)),
        decision=DecisionRequired("Rent a room?", "The board", None),
        source="https://playground.example/archives/C1/p1",
    )
    card = replace(CARD, update=an_update(report), previous=Rating.GREEN, author_slack="U0ANN")
    post = channel_post(card)

    for each in (
        "Dementia waits",
        "🟥 Red: off plan, we need help or a decision",
        "was 🟢 Green",
        "Wait for a memory clinic: ",
        "11.4 weeks, as at 12 November 2026",
        "Opened a second clinic",
        "Two more nurses",
        "No room (who can help: Estates, by 3 December 2026)",
        "Rent a room? (from: The board)",
        "Week of 9 November 2026 · Older adults (sample) · Timely access · by Ann Example",
    ):
        assert each in words(post).replace("\n", "") or each in words(post)
    assert "archives/C1/p1" in repr(post.blocks)
    assert "'user_id'" not in repr(post.blocks)


def test_a_person_without_a_name_is_named_by_slack() -> None:
    card = replace(CARD, author="", author_slack="U0ANN")

    assert {"type": "user", "user_id": "U0ANN"} in channel_post(card).blocks[-2]["elements"][0][
        "elements"
    ]


def test_amended_and_withdrawn_say_so_and_offer_what_can_be_done() -> None:
    amended = receipt(replace(CARD, update=an_update(version=2, after_digest=True)))
    gone = receipt(replace(CARD, update=an_update(kind=UpdateKind.WITHDRAWAL, version=3)))

    assert "Your amended update is stored, on time." in words(amended)
    assert "Amended after the digest" in words(amended)
    assert {"Amend", "Withdraw", "My updates"} <= set(words(amended).splitlines())
    assert "counts as not reported" in words(gone)
    assert "Withdraw" not in words(gone).splitlines()


def test_late_and_nothing_to_report_are_told() -> None:
    late = receipt(replace(CARD, update=an_update(timing=Timing.LATE)))
    nothing = channel_post(
        replace(CARD, update=an_update(kind=UpdateKind.NOTHING_TO_REPORT, reason="On leave"))
    )

    assert "after the week's deadline" in words(late)
    assert "⚪ Nothing to report" in words(nothing)
    assert "On leave" in words(nothing)


def test_an_update_in_a_line() -> None:
    assert short(CARD) == "Dementia waits: 🟢 Green, 11.4 weeks"


def test_numbers_are_written_as_people_write_them() -> None:
    given = [11.4, 85.0, 1250.0, -0.00001, 1e6, 0.12345]

    assert [number_words(value) for value in given] == [
        "11.4", "85", "1,250", "-0.00001", "1,000,000", "0.1235",
    ]  # fmt: skip


@given(
    st.integers(2000, 2090), st.integers(1, 52), st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)
)
def test_a_button_says_which_goal_and_week(year: int, number: int, goal: str) -> None:
    week = ReportingWeek(year, number)

    assert read_week_ref(week_ref(goal, week)) == (goal, week)
    assert WEEK.key in week_ref(goal, WEEK)
