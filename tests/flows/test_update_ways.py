"""The ways to an update: shortcuts, a message, the Home tab; and what follows: amend, withdraw."""

import threading
from dataclasses import replace

import pytest

from bot.slack.blocks import parts
from bot.slack.blocks.updates import ANY, UPDATE_AMEND, UPDATE_OPEN, UPDATE_WITHDRAW
from bot.slack.socket import serve_socket
from playground.workspace import BOT_USER, Post
from programme.plans import GoalState
from programme.updates import UpdateKind, Via
from tests.flows.reporting import (
    DEMENTIA,
    FALLS,
    GREEN,
    RED,
    WEEK,
    Lead,
    a_lead,
    record,
    stored,
)
from tests.flows.stage import ANN, BEN, CHANNEL, ELSEWHERE, in_thread, seen

SAID = "Second clinic opened on Tuesday."


@pytest.fixture
def lead():
    with a_lead() as lead:
        yield lead


@pytest.fixture
def two():
    with a_lead(DEMENTIA, FALLS) as lead:
        yield lead


def a_message(lead: Lead, words: str = SAID, channel: str = CHANNEL) -> Post:
    workspace = lead.stage.slack.workspace
    return workspace.add_post(Post(channel, workspace.next_ts(), BEN, words))


def log(lead: Lead, post: Post) -> None:
    lead.stage.acting.use_shortcut(ANN, "log_update", post)
    lead.stage.settle()


def test_the_shortcut_opens_the_form(lead: Lead) -> None:
    lead.stage.acting.use_shortcut(ANN, "post_update")
    lead.stage.settle()
    lead.fill(rating="green", done="Yes.")
    lead.send()

    assert len(stored(lead.stage)) == 1


def test_a_message_becomes_the_words_and_its_address_the_source(lead: Lead) -> None:
    post = a_message(lead, "Second clinic &amp; waiting room <@U0BEN> opened.")
    log(lead, post)
    assert lead.value("done") == "Second clinic & waiting room opened."
    assert "The message this comes from" in lead.words
    lead.fill(rating="green")
    lead.send()

    [update] = stored(lead.stage)
    assert update.via is Via.MESSAGE
    assert update.report
    link = f"https://playground.example/archives/{CHANNEL}/p{post.ts.replace('.', '')}"
    assert update.report.source == link
    assert update.report.done == "Second clinic & waiting room opened."
    lead.posts()
    assert link in repr(lead.stage.posts(CHANNEL)[-1].blocks)


def test_a_message_is_carried_past_the_choice_of_a_goal_and_a_week(two: Lead) -> None:
    record(two.stage, GREEN, WEEK.plus(-2))
    log(two, a_message(two))
    [block] = [b["block_id"] for b in two.form.view["blocks"] if "static_select" in repr(b)]
    two.stage.acting.fill(ANN, two.form, {block: f"{WEEK.plus(-1)} "})
    two.stage.settle()
    assert "Week of 2 November 2026: 2 of 2" in two.words
    two.press("Report")

    assert two.value("done") == SAID
    assert "The message this comes from" in two.words
    assert "Week of 2 November 2026" in two.words


def test_a_message_the_assistant_cannot_point_at_is_taken_without_a_source(lead: Lead) -> None:
    log(lead, a_message(lead, channel=ELSEWHERE))

    assert lead.value("done") == SAID
    assert "The message this comes from" not in lead.words


def test_a_long_message_can_be_shortened_in_the_form(lead: Lead) -> None:
    log(lead, a_message(lead, "word " * 300))
    lead.fill(rating="green")

    assert "Keep this to 600 characters" in lead.send()["done"]
    assert stored(lead.stage) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Patient John Smith, NHS number 943 476 5919", "details of a patient"),
        ("I want to kill myself", "Made-up help text."),
        ("<@U0BEN>", "no words that an update could begin with"),
    ],
)
def test_a_message_is_looked_at_before_anything_is_shown(lead: Lead, words: str, told: str) -> None:
    log(lead, a_message(lead, words))

    assert told in lead.words
    assert lead.fields == []
    assert lead.stage.calls("chat.getPermalink") == []


def test_trouble_with_a_message_is_told_to_the_lead_alone(lead: Lead) -> None:
    lead.stage.slack.api.refuse("views.open", "expired_trigger_id")
    log(lead, a_message(lead))

    assert lead.stage.posts(CHANNEL) == []
    assert "Slack did not take my reply" in lead.stage.dm()[-1].text


def test_the_home_tab_shows_a_lead_what_is_due(two: Lead) -> None:
    record(two.stage, GREEN)
    two.stage.acting.open_home(ANN)
    home = two.stage.home()
    words = seen(home.view["blocks"])
    assert "1 of 2 still to report, due by 13 November 2026, 5:00pm" in words
    assert words.index("Fewer falls") < words.index("Dementia waits")
    two.stage.acting.press_in_view(ANN, home, "Report")
    two.stage.settle()

    assert two.form.view["blocks"][0]["text"]["text"] == "Fewer falls"
    two.fill(rating="green", done="Yes.")
    two.send()
    two.stage.acting.open_home(ANN)
    assert "all reported" in seen(two.stage.home().view["blocks"])


def test_the_home_tab_of_others_is_as_it_was(lead: Lead) -> None:
    lead.stage.acting.open_home(BEN)

    assert "Your weekly updates" not in seen(lead.stage.home(BEN).view["blocks"])


def test_the_home_tab_is_shown_while_the_database_is_down(lead: Lead) -> None:
    lead.stage.database.down = True
    lead.stage.acting.open_home(ANN)

    assert "True North" in seen(lead.stage.home().view["blocks"])


@pytest.mark.parametrize("value", [ANY, "dementia"])
def test_a_button_in_a_message_opens_the_form(lead: Lead, value: str) -> None:
    workspace = lead.stage.slack.workspace
    channel = workspace.direct_channel(ANN).id
    row = {**parts.actions([parts.button("Report", UPDATE_OPEN, value)]), "block_id": "b"}
    post = workspace.add_post(Post(channel, workspace.next_ts(), BOT_USER, "Due", [row]))
    lead.press_in(post, "Report")
    lead.fill(rating="green", done="Yes.")
    lead.send()

    assert len(stored(lead.stage)) == 1


@pytest.mark.parametrize("where", ["receipt", "channel"])
def test_amending_from_the_receipt_or_the_channel(lead: Lead, where: str) -> None:
    lead.report()
    receipts = lead.posts()
    post = receipts[-1] if where == "receipt" else lead.stage.posts(CHANNEL)[-1]
    lead.press_in(post, "Amend")
    assert lead.value("done") == "Opened a second clinic."
    lead.fill(done="Opened a third clinic.")
    lead.send()

    assert [u.version for u in stored(lead.stage)] == [1, 2]
    lead.posts()
    [post] = lead.stage.posts(CHANNEL)
    assert "Amended" in seen(post.blocks)
    assert "Opened a third clinic." in seen(post.blocks)


@pytest.mark.parametrize("where", ["receipt", "channel"])
def test_withdrawing_asks_first(lead: Lead, where: str) -> None:
    lead.report()
    receipts = lead.posts()
    post = receipts[-1] if where == "receipt" else lead.stage.posts(CHANNEL)[-1]
    lead.press_in(post, "Withdraw")
    assert "the week counts as not reported" in lead.words
    assert len(stored(lead.stage)) == 1
    lead.send()

    assert "is withdrawn" in lead.words
    assert [u.kind for u in stored(lead.stage)][-1] is UpdateKind.WITHDRAWAL
    lead.stage.acting.redeliver(3)
    assert len(stored(lead.stage)) == 2
    lead.open()
    assert "withdrawn, so not reported" in lead.words
    lead.fill(rating="green", done="Posted again.")
    lead.send()
    assert len(stored(lead.stage)) == 3


def test_withdrawing_after_the_digest_asks_why(lead: Lead) -> None:
    lead.report()
    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    lead.press_in(receipt, "Withdraw")
    with lead.stage.works() as work:
        work.updates.close_week(WEEK, lead.stage.clock())
        work.commit()
    lead.send()
    assert "say why this changes now" in lead.words
    assert lead.fields == ["reason"]
    assert set(lead.send()) == {"reason"}
    lead.fill(reason="It was the wrong goal.")
    lead.send()

    assert stored(lead.stage)[-1].reason == "It was the wrong goal."


def test_patient_data_in_the_reason_of_a_withdrawal_is_not_kept(lead: Lead) -> None:
    lead.report()
    with lead.stage.works() as work:
        work.updates.close_week(WEEK, lead.stage.clock())
        work.commit()
    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    lead.press_in(receipt, "Withdraw")
    lead.fill(reason="NHS number 943 476 5919")

    assert "details of a patient" in lead.send()["reason"]
    assert len(stored(lead.stage)) == 1


def test_withdrawing_what_was_amended_meanwhile_asks_again(lead: Lead) -> None:
    lead.report()
    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    lead.press_in(receipt, "Withdraw")
    record(lead.stage, RED)
    lead.send()
    assert "Somebody has posted on this goal's week" in lead.words
    assert "🟥 Red" in lead.words
    lead.send()

    assert [u.kind for u in stored(lead.stage)][-1] is UpdateKind.WITHDRAWAL


def test_withdrawing_twice_says_there_is_nothing(lead: Lead) -> None:
    lead.report()
    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    lead.press_in(receipt, "Withdraw")
    lead.send()
    lead.press_in(receipt, "Withdraw")

    assert "There is no update for this week to withdraw" in lead.words


def test_somebody_else_may_not_withdraw(lead: Lead) -> None:
    lead.report()
    lead.posts()
    stranger = Lead(lead.stage, "U0ROBOT")
    before = len(lead.stage.calls("views.open"))
    stranger.press_in(lead.stage.posts(CHANNEL)[-1], "Withdraw")

    assert len(lead.stage.calls("views.open")) == before


def test_my_updates_shows_a_goals_weeks_and_its_run(lead: Lead) -> None:
    record(lead.stage, RED, WEEK.plus(-8))
    record(lead.stage, GREEN, WEEK.plus(-1))
    lead.report(value="11.4")
    lead.open("/truenorth updates")

    assert "Memory clinic wait" in lead.words
    assert "█" in lead.words
    assert "From 12 weeks, as at 5 November 2026, to 11.4 weeks, as at 12 November 2026" in (
        lead.words
    )
    assert "Week of 9 November 2026\n🟢 Green" in lead.words
    assert "Week of 14 September 2026\n🟥 Red" in lead.words
    labels = lead.words.splitlines()
    assert labels.count("Amend") == 2  # weeks too far back are read only
    lead.press("Amend")
    assert lead.value("done") == "Opened a second clinic."


def test_my_updates_of_several_goals_lead_to_each(two: Lead) -> None:
    two.report()
    two.press("My updates")
    assert "Last ratings: 🟢 G" in two.words
    assert "No updates yet" in two.words
    two.press("Open")
    assert two.form.view["blocks"][0]["text"]["text"] == "Dementia waits"
    two.press("Withdraw")
    two.send()

    assert [u.kind for u in stored(two.stage)][-1] is UpdateKind.WITHDRAWAL
    assert len(two.stage.calls("views.open")) == 1


def test_my_updates_from_the_receipt(lead: Lead) -> None:
    lead.report()
    lead.press_in(lead.posts()[-1], "My updates")

    assert lead.form.view["title"]["text"] == "My updates"
    assert "Dementia waits" in lead.words


def test_help_says_how_to_post() -> None:
    with a_lead() as lead:
        lead.stage.app.start()
        lead.stage.acting.command(ANN, CHANNEL, "/truenorth help")

        assert "/truenorth update" in lead.stage.posts(CHANNEL)[-1].text


def old_post(lead: Lead, week: str) -> Post:
    """A post about an earlier week, still to be seen in the channel."""
    workspace = lead.stage.slack.workspace
    row = [
        parts.button("Amend", UPDATE_AMEND, f"{week} dementia"),
        parts.button("Withdraw", UPDATE_WITHDRAW, f"{week} dementia"),
    ]
    block = {**parts.actions(row), "block_id": "b"}
    return workspace.add_post(Post(CHANNEL, workspace.next_ts(), BOT_USER, "Old", [block]))


def test_a_week_too_far_back_is_refused_before_anything_is_typed(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-9))
    lead.press_in(old_post(lead, WEEK.plus(-9).key), "Amend")

    assert "Only the programme office can fill in past weeks." in lead.words
    assert lead.fields == []


def test_a_week_too_far_back_is_not_withdrawn(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-9))
    lead.press_in(old_post(lead, WEEK.plus(-9).key), "Withdraw")
    lead.send()

    assert "Only the programme office can fill in past weeks." in lead.words
    with lead.stage.services.readings() as work:
        assert len(work.updates.versions("dementia", WEEK.plus(-9))) == 1


def test_the_office_may_amend_for_a_lead(lead: Lead) -> None:
    lead.report()
    lead.posts()
    office = Lead(lead.stage, BEN)
    office.press_in(lead.stage.posts(CHANNEL)[-1], "Amend")
    office.fill(done="Opened a third clinic.")
    office.send()

    assert [u.author for u in stored(lead.stage)] == ["ann", "ben"]


def test_a_goal_that_is_paused_is_not_reported(lead: Lead) -> None:
    lead.report()
    lead.posts()
    with lead.stage.works() as work:
        work.plans.put_goal(replace(DEMENTIA, state=GoalState.PAUSED))
        work.commit()
    lead.press_in(lead.stage.posts(CHANNEL)[-1], "Amend")

    assert "“Dementia waits” is paused, so there is nothing to report on it." in lead.words


def test_over_socket_mode_a_form_is_sent_and_answered() -> None:
    with a_lead(over="socket") as lead:
        stop = threading.Event()
        app, settings = lead.stage.app, lead.stage.settings
        serving = in_thread(lambda: serve_socket(app, settings, stop))
        assert lead.stage.slack.sockets.wait_for(1, 10)
        lead.open()
        lead.fill(rating="green", done="x" * 601)
        assert set(lead.send()) == {"done"}
        lead.fill(done="Opened a second clinic.")
        assert lead.send() == {}
        assert "Your update is stored" in lead.words
        stop.set()
        serving.join(10)

    assert len(stored(lead.stage)) == 1
