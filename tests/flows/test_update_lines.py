"""An update in a line: shown as it was understood, and stored only when it is confirmed."""

from dataclasses import replace
from datetime import date

import pytest

from programme.updates import Rating, UpdateKind, Via
from tests.flows.reporting import (
    DEMENTIA,
    FALLS,
    GREEN,
    PLAN,
    WEEK,
    Lead,
    a_lead,
    record,
    stored,
)
from tests.flows.samples import answered
from tests.flows.stage import ANN, BEN, CHANNEL, seen

LINE = "Dementia waits: green, 11.4 weeks, second clinic opened"


@pytest.fixture
def lead():
    with a_lead(DEMENTIA, FALLS) as lead:
        lead.stage.app.pool.start()
        yield lead


def said(lead: Lead, words: str = LINE) -> str:
    """What the assistant shows of a line sent in a direct message."""
    lead.stage.acting.say_in_dm(ANN, words)
    return seen(lead.stage.dm()[-1].blocks)


def press(lead: Lead, label: str) -> str:
    lead.press_in(lead.stage.dm()[-1], label)
    return seen(lead.stage.dm()[-1].blocks)


def test_a_line_is_shown_and_stored_once_it_is_confirmed(lead: Lead) -> None:
    words = said(lead)
    assert "Nothing is stored until you confirm it." in words
    assert "Dementia waits" in words
    assert "🟢 Green: on track, nothing needed" in words
    assert "11.4 weeks, as at 12 November 2026" in words
    assert "second clinic opened" in words
    assert "taken to be from today" in words
    assert stored(lead.stage) == []
    words = press(lead, "Post it")

    assert "✅ Your update is stored, on time. Dementia waits: 🟢 Green, 11.4 weeks" in words
    [update] = stored(lead.stage)
    assert update.via is Via.LINE
    assert update.report
    assert (update.report.rating, update.report.value) == (Rating.GREEN, 11.4)
    assert update.report.done == "second clinic opened"
    assert lead.stage.database.state.drafts == {}
    assert lead.stage.answering.asked == []
    assert not any("Nothing is stored" in seen(post.blocks) for post in lead.stage.dm())


def test_a_line_with_the_command_is_shown_to_its_author_alone(lead: Lead) -> None:
    lead.stage.acting.command(ANN, CHANNEL, f"/truenorth {LINE}")
    [post] = lead.stage.posts(CHANNEL)
    assert post.seen_by == ANN
    lead.press_in(post, "Post it")

    assert len(stored(lead.stage)) == 1
    assert "✅ Your update is stored" in seen(post.blocks)


def test_a_line_after_the_word_update_is_read_as_one_and_not_lost(lead: Lead) -> None:
    lead.stage.acting.command(ANN, CHANNEL, f"/truenorth update {LINE}")
    [post] = lead.stage.posts(CHANNEL)
    assert "second clinic opened" in seen(post.blocks)
    lead.press_in(post, "Post it")

    assert len(stored(lead.stage)) == 1
    assert lead.stage.calls("views.open") == []


def test_a_line_that_begins_with_its_rating_asks_which_goal(lead: Lead) -> None:
    assert "which goal is this?" in said(lead, "amber - second clinic shut, recovery: reopen it")
    words = press(lead, "Dementia waits")
    assert "🔶 Amber: off plan, we have a fix" in words
    assert "second clinic shut" in words


def test_words_that_are_no_goals_name_are_kept_as_what_was_done(lead: Lead) -> None:
    assert "which goal is “Second clinic opened”?" in said(
        lead, "Second clinic opened: green, 11.4"
    )
    words = press(lead, "Dementia waits")
    assert "Second clinic opened" in words
    assert "11.4 weeks" in words


def test_another_goal_than_those_offered_is_chosen_with_the_line_kept() -> None:
    many = [replace(FALLS, key=f"g{n}", name=f"Goal number {n}") for n in range(7)]
    with a_lead(*many) as lead:
        lead.stage.app.pool.start()
        assert "Another goal" in said(lead, "Quite another thing: green, all well")
        press(lead, "Another goal")
        lead.press("Report")
        assert lead.value("done") == "Quite another thing: green, all well"


def test_no_other_goal_is_offered_where_all_are(lead: Lead) -> None:
    assert "Another goal" not in said(lead, "Quite another thing: green, all well")


def test_a_line_delivered_three_times_makes_one_draft(lead: Lead) -> None:
    said(lead)
    lead.stage.acting.redeliver(3)

    assert len(lead.stage.dm()) == 1
    assert len(lead.stage.database.state.drafts) == 1


def test_post_it_pressed_twice_stores_once(lead: Lead) -> None:
    said(lead)
    [post] = lead.stage.dm()
    blocks = list(post.blocks)
    lead.press_in(post, "Post it")
    post.blocks = blocks  # they press before the message has changed
    lead.press_in(post, "Post it")

    assert len(stored(lead.stage)) == 1
    assert "posted or put aside already" in lead.stage.dm()[-1].text


def test_what_is_missing_is_said_and_completed_in_the_form(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-1))
    words = said(lead, "Dementia waits: red, 14 weeks")
    assert "Missing: The goal is now red: say the step that brings it back on plan." in words
    assert "Missing: Say in a sentence what was done" in words
    assert "Post it" not in words
    lead.press_in(lead.stage.dm()[-1], "Complete it")
    assert (lead.value("rating"), lead.value("value")) == ("red", "14")
    lead.fill(recovery="More nurses.", done="Asked for more nurses.")
    lead.send()

    [update] = stored(lead.stage)
    assert update.via is Via.LINE
    assert "Your update is stored" in lead.words
    assert lead.stage.database.state.drafts == {}
    lead.press_in(lead.stage.dm()[0], "Complete it")
    assert "posted or put aside already" in lead.words


def test_changing_it_in_the_form_and_posting_it_too_stores_once(lead: Lead) -> None:
    said(lead)
    [post] = lead.stage.dm()
    lead.press_in(post, "Change it")
    lead.fill(done="Two clinics opened.")
    lead.send()
    lead.press_in(post, "Post it")

    assert [u.report and u.report.done for u in stored(lead.stage)] == ["Two clinics opened."]


def test_an_unsure_goal_is_asked_for(lead: Lead) -> None:
    words = said(lead, "Waiting list: green, 11.4 weeks, second clinic opened")
    assert "which goal is “Waiting list”?" in words
    assert {"Dementia waits", "Fewer falls"} <= set(words.splitlines())
    words = press(lead, "Dementia waits")
    assert "🟢 Green" in words
    assert "11.4 weeks" in words
    press(lead, "Post it")

    assert len(stored(lead.stage)) == 1


def test_what_is_not_an_update_is_answered_as_a_question(lead: Lead) -> None:
    lead.stage.answering.known[LINE] = answered(LINE, "Nine days.")
    said(lead)
    press(lead, "Not an update: answer it as a question")
    lead.stage.settle()

    words = [seen(post.blocks) for post in lead.stage.dm()]
    assert any("Nine days." in each for each in words)
    assert any("Not an update" in each for each in words)
    assert stored(lead.stage) == []
    assert lead.stage.database.state.drafts == {}


def test_those_who_lead_nothing_are_answered_as_before(lead: Lead) -> None:
    lead.stage.answering.known[LINE] = answered(LINE, "Nine days.")
    lead.stage.acting.say_in_dm(BEN, LINE)

    assert "Nine days." in seen(lead.stage.dm(BEN)[-1].blocks)
    assert lead.stage.database.state.drafts == {}


def test_a_question_of_a_lead_is_a_question(lead: Lead) -> None:
    lead.stage.acting.say_in_dm(ANN, "What do we say about dementia waits?")
    lead.stage.settle()

    assert lead.stage.answering.asked == ["What do we say about dementia waits?"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Dementia waits: green, saw NHS number 943 476 5919", "details of a patient"),
        ("Dementia waits: red, I want to kill myself", "Made-up help text."),
    ],
)
def test_the_guard_looks_before_a_line_is_kept(lead: Lead, line: str, told: str) -> None:
    assert told in said(lead, line)
    state = lead.stage.database.state
    assert state.drafts == {}
    assert "943 476" not in repr(state)
    assert "kill" not in repr(state)


def test_nothing_to_report_in_a_line(lead: Lead) -> None:
    words = said(lead, "Dementia waits: nothing to report, everybody is on leave")
    assert "⚪ Nothing to report" in words
    press(lead, "Post it")

    [update] = stored(lead.stage)
    assert update.kind is UpdateKind.NOTHING_TO_REPORT


def test_an_update_in_between_is_shown_before_it_is_replaced(lead: Lead) -> None:
    said(lead)
    record(lead.stage, GREEN)
    words = press(lead, "Post it")
    assert "Somebody has posted on this goal's week" in words
    assert "reported: 🟢 Green" in words
    press(lead, "Post it")

    assert len(stored(lead.stage)) == 2


def test_a_database_that_is_down_keeps_the_line(lead: Lead) -> None:
    said(lead)
    [post] = lead.stage.dm()
    lead.stage.database.down = True
    lead.press_in(post, "Post it")
    told = lead.stage.dm()[-1]
    assert told.seen_by == ANN
    assert "Not stored. The database is not answering" in told.text
    assert "press Post it again" in told.text
    lead.stage.database.down = False
    lead.press_in(post, "Post it")

    assert len(stored(lead.stage)) == 1


def test_somebody_elses_draft_is_not_posted(lead: Lead) -> None:
    lead.stage.acting.say_in_dm(ANN, LINE)
    [post] = lead.stage.dm()
    lead.stage.acting.press(BEN, post, "Post it")
    lead.stage.settle()

    assert stored(lead.stage) == []


def test_a_line_for_a_week_before_the_goals_plan_says_so(lead: Lead) -> None:
    with lead.stage.works() as work:
        work.plans.put_plan(replace(PLAN, start=date(2026, 11, 16)))
        work.commit()
    assert "lies before the goal's annual plan, which begins on 16 November 2026" in said(lead)
    lead.press_in(lead.stage.dm()[-1], "Complete it")
    lead.fill(sure=["sure"])
    assert lead.send() == {}
    assert len(stored(lead.stage)) == 1
