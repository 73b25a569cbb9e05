"""A lead posts a weekly update in the form: what is asked, what is kept, what comes back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from playground.kit import check_view
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, UpdateKind, Via
from programme.weeks import ReportingWeek, Timing
from tests.flows.reporting import (
    DEMENTIA,
    FALLS,
    GREEN,
    OFFICE,
    PLAN,
    RED,
    RESPITE,
    WEEK,
    Lead,
    a_lead,
    record,
    stored,
)
from tests.flows.stage import BEN, CHANNEL, seen


@pytest.fixture
def lead():
    with a_lead() as lead:
        yield lead


@pytest.fixture
def two():
    with a_lead(DEMENTIA, FALLS, RESPITE) as lead:
        yield lead


def test_a_first_update_takes_one_command_and_one_form(lead: Lead) -> None:
    lead.open()
    assert lead.fields == ["rating", "value", "as_at", "done", "next", "more", "confidence"]
    lead.fill(rating="green", value="11.4", done="Opened a second clinic.")

    assert lead.send() == {}

    [update] = stored(lead.stage)
    assert update.report
    assert (update.kind, update.via, update.timing) == (
        UpdateKind.REPORT,
        Via.FORM,
        Timing.ON_TIME,
    )
    assert (update.report.rating, update.report.value) == (Rating.GREEN, 11.4)
    assert (update.report.as_at, update.report.done) == (
        date(2026, 11, 12),
        "Opened a second clinic.",
    )
    assert "Your update is stored, on time." in lead.words
    assert lead.form.view["close"]["text"] == "Done"


def test_the_form_opens_at_once_and_is_filled_after(lead: Lead) -> None:
    lead.open()

    [opened], [filled] = lead.stage.calls("views.open"), lead.stage.calls("views.update")

    assert seen(opened.arguments["view"]["blocks"]) == "Loading your goals…"
    assert "Dementia waits" in seen(filled.arguments["view"]["blocks"])


def test_a_receipt_and_a_post_in_the_teams_channel_follow(lead: Lead) -> None:
    lead.report(value="11.4")

    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    [post] = lead.stage.posts(CHANNEL)

    assert "🟢 Green: on track, nothing needed" in seen(receipt.blocks)
    assert "11.4 weeks, as at 12 November 2026" in seen(post.blocks)
    assert "by Sample Ann" in seen(post.blocks)
    assert post.pings == []


def test_everything_that_can_be_said_is_kept(lead: Lead) -> None:
    lead.open()
    lead.fill(rating="red", confidence="low", value="14.2", as_at="2026-11-10")
    lead.fill(recovery="More nurses from Monday.", done="Met estates.", next="Move the clinic.")
    lead.fill(more=["blocker", "decision", "risk"])
    lead.fill(blocker__what="No room.", blocker__who="Estates", blocker__by="2026-12-03")
    lead.fill(decision__what="Rent a room?", decision__from_whom="The board")
    lead.fill(decision__by="2026-12-10", risk="Winter.")
    assert lead.send() == {}

    [update] = stored(lead.stage)
    report = update.report
    assert report
    assert (report.rating, report.confidence, report.value) == (Rating.RED, Confidence.LOW, 14.2)
    assert report.as_at == date(2026, 11, 10)
    assert report.recovery == "More nurses from Monday."
    assert report.blocker == Blocker("No room.", "Estates", date(2026, 12, 3))
    assert report.decision == DecisionRequired("Rent a room?", "The board", date(2026, 12, 10))
    assert (report.risk, report.next) == ("Winter.", "Move the clinic.")


def test_the_form_is_prefilled_from_last_week(lead: Lead) -> None:
    record(lead.stage, RED, WEEK.plus(-1))
    lead.open()

    assert (lead.value("rating"), lead.value("done")) == ("red", "Go on.")
    assert lead.value("value") is None
    assert "Last time: 🟥 Red, week of 2 November 2026." in lead.words
    assert "Last: 12 weeks, as at 5 November 2026." in lead.words


def test_a_fall_asks_for_the_recovery_step_and_keeps_what_is_typed(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-1))
    lead.open()
    lead.fill(done="Typed before.", rating="amber")
    assert "recovery" in lead.fields
    assert lead.value("done") == "Typed before."
    assert lead.send() == {"recovery": "Please complete this required field."}

    lead.fill(recovery="More nurses.")
    assert lead.send() == {}
    assert [u.rating for u in stored(lead.stage)] == [Rating.AMBER]


def test_a_recovery_step_stands_until_the_goal_is_green(lead: Lead) -> None:
    record(lead.stage, RED, WEEK.plus(-1))
    lead.open()
    assert lead.value("recovery") == "More nurses."
    lead.fill(rating="green")
    assert "recovery" not in lead.fields
    lead.fill(rating="amber")
    assert lead.send() == {}  # it is asked for at a fall only

    assert [u.rating for u in stored(lead.stage)] == [Rating.AMBER]


def test_a_week_before_the_goals_plan_asks_are_you_sure(lead: Lead) -> None:
    with lead.stage.works() as work:
        work.plans.put_plan(replace(PLAN, start=date(2026, 11, 16)))
        work.commit()
    lead.open()
    assert "lies before the goal's annual plan, which begins on 16 November 2026." in lead.words
    lead.fill(rating="green", done="Begun early.")
    assert set(lead.send()) == {"sure"}
    assert stored(lead.stage) == []

    lead.fill(sure=["sure"])
    assert lead.send() == {}
    assert len(stored(lead.stage)) == 1
    lead.open()
    assert "sure" not in lead.fields, "it was said once"


def test_red_to_green_asks_are_you_sure(lead: Lead) -> None:
    record(lead.stage, RED, WEEK.plus(-1))
    lead.open()
    lead.fill(rating="green")
    assert "sure" in lead.fields
    assert set(lead.send()) == {"sure"}

    lead.fill(sure=["sure"])
    assert lead.send() == {}
    assert [u.rating for u in stored(lead.stage)] == [Rating.GREEN]


def test_a_field_that_is_not_shown_yet_is_shown_when_the_rules_ask_for_it(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-1))
    lead.open()
    form = lead.form
    lead.fill(done="Typed.")
    # Slack sends the form before it has told of the rating.
    from playground import forms

    forms.fill(form, "rating", "red")
    assert lead.send() == {}

    assert stored(lead.stage) == []
    assert "recovery" in lead.fields
    assert "Recovery step: The goal is now red" in lead.words
    assert (lead.value("rating"), lead.value("done")) == ("red", "Typed.")


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"rating": "green", "done": " ", "next": " "}, "done"),
        ({"rating": "green", "done": "x" * 601}, "done"),
        ({"rating": "green", "done": "Yes", "value": "1e400"}, "value"),
        ({"rating": "green", "done": "Yes", "value": "ten"}, "value"),
        ({"rating": "green", "done": "Yes", "value": "5", "as_at": "2026-12-24"}, "as_at"),
        ({"rating": "green", "done": "NHS number 943 476 5919"}, "done"),
        ({"rating": "green", "done": "Yes", "next": "I want to kill myself"}, "next"),
    ],
)
def test_mistakes_come_back_at_their_field_with_nothing_lost(
    lead: Lead, fields: dict[str, Any], at: str
) -> None:
    lead.open()
    lead.fill(**fields)
    errors = lead.send()

    assert list(errors) == [at]
    assert stored(lead.stage) == []
    assert {name: lead.value(name) for name in fields} == fields
    state = lead.stage.database.state
    assert state.posts == {}
    assert state.drafts == {}


def test_distress_is_answered_with_the_help_text_and_stored_nowhere(lead: Lead) -> None:
    lead.open()
    lead.fill(rating="green", done="I want to kill myself")

    assert "Made-up help text." in lead.send()["done"]
    assert "kill" not in repr(lead.stage.database.state)


def test_small_numbers_are_warned_of_once(lead: Lead) -> None:
    lead.open()
    lead.fill(rating="green", done="Two patients were moved.")
    assert lead.send() == {}

    assert stored(lead.stage) == []
    assert "Done: Small numbers can identify people" in lead.words
    assert lead.value("done") == "Two patients were moved."
    assert lead.send() == {}
    assert len(stored(lead.stage)) == 1


def test_small_numbers_that_stand_already_are_not_warned_of_again(lead: Lead) -> None:
    record(lead.stage, replace(GREEN, next="See two patients."), WEEK.plus(-1))
    lead.open()
    assert lead.value("done") == "See two patients."
    lead.fill(rating="green", next="Three nurses start.")
    lead.send()
    assert "Next: Small numbers can identify people" in lead.words
    assert "Done: Small numbers" not in lead.words
    lead.send()
    lead.open()
    lead.fill(value="12")
    assert lead.send() == {}
    assert [u.version for u in stored(lead.stage)] == [1, 2]

    lead.open()
    lead.fill(done="Saw two patients, and one patient more.")
    lead.send()
    assert "Done: Small numbers can identify people" in lead.words
    assert len(stored(lead.stage)) == 2


def test_nothing_to_report_needs_a_reason_and_loses_nothing(lead: Lead) -> None:
    lead.open()
    lead.fill(done="Typed.", rating="nothing_to_report")
    assert lead.fields[:2] == ["rating", "reason"]
    assert lead.value("done") == "Typed."
    assert set(lead.send()) == {"reason"}
    lead.fill(reason="Everybody is on leave.")
    assert lead.send() == {}

    [update] = stored(lead.stage)
    assert (update.kind, update.reason) == (UpdateKind.NOTHING_TO_REPORT, "Everybody is on leave.")
    assert update.report is None


def test_detail_is_shown_only_when_it_matters(lead: Lead) -> None:
    lead.open()
    assert not [field for field in lead.fields if "." in field]
    lead.fill(more=["decision"])

    assert [f for f in lead.fields if "." in f] == [
        "decision.what",
        "decision.from_whom",
        "decision.by",
    ]
    assert set(lead.send()) == {"rating", "decision.what", "decision.from_whom"}


def test_more_goals_than_one_are_chosen_from_those_not_reported_first(two: Lead) -> None:
    record(two.stage, GREEN)
    two.open()

    words = two.words
    assert "1 of 2 still to report" in words
    assert words.index("Fewer falls") < words.index("Dementia waits")
    assert "reported: 🟢 Green" in words
    assert "Respite beds" not in words
    two.press("Report")
    assert two.form.view["blocks"][0]["text"]["text"] == "Fewer falls"
    assert "value" not in two.fields


def test_the_next_goal_follows_without_reopening(two: Lead) -> None:
    two.open()
    two.press("Report")
    two.fill(rating="green", done="Opened a clinic.")
    two.send()
    assert "1 goal is still to report. Next: Fewer falls" in two.words
    two.press("Next goal")
    two.fill(rating="green", done="Fewer fell.")
    two.send()

    assert "Next goal" not in two.words
    assert [len(stored(two.stage, goal)) for goal in (DEMENTIA, FALLS)] == [1, 1]
    assert len(two.stage.calls("views.open")) == 1


def test_part_of_a_goals_name_opens_its_form(two: Lead) -> None:
    two.open("/truenorth update FALLS")
    assert two.form.view["blocks"][0]["text"]["text"] == "Fewer falls"
    two.open("/truenorth update demenita waits")
    assert two.form.view["blocks"][0]["text"]["text"] == "Dementia waits"
    two.open("/truenorth update something else")
    assert "None of your goals is called that" in two.words


def test_a_late_week_that_is_missing_can_be_chosen(lead: Lead) -> None:
    record(lead.stage, GREEN, WEEK.plus(-2))
    lead.open()
    lead.fill(done="Typed.")
    [weeks] = [b["accessory"] for b in lead.form.view["blocks"] if "accessory" in b]
    assert [each["text"]["text"] for each in weeks["options"]] == [
        "Week of 2 November 2026",
        "Week of 9 November 2026",
    ]
    [block] = [b["block_id"] for b in lead.form.view["blocks"] if "accessory" in b]
    lead.stage.acting.fill(lead.user, lead.form, {block: f"{WEEK.plus(-1)} dementia"})
    lead.stage.settle()
    assert lead.value("done") == "Typed."
    lead.fill(rating="green")
    lead.send()

    with lead.stage.services.readings() as work:
        [update] = work.updates.versions("dementia", WEEK.plus(-1))
    assert update.timing is Timing.LATE
    assert "after the week's deadline" in lead.words


def test_only_the_present_week_is_offered_to_a_new_goal(lead: Lead) -> None:
    lead.open()

    assert not [block for block in lead.form.view["blocks"] if "accessory" in block]


def test_sending_amends_what_was_reported(lead: Lead) -> None:
    lead.report()
    lead.open()
    assert lead.form.view["title"]["text"] == "Amend update"
    assert lead.value("done") == "Opened a second clinic."
    lead.fill(done="Opened a third clinic.")
    lead.send()

    assert "Your amended update is stored" in lead.words
    assert [(u.version, u.report and u.report.done) for u in stored(lead.stage)] == [
        (1, "Opened a second clinic."),
        (2, "Opened a third clinic."),
    ]


def test_amending_after_the_digest_asks_why(lead: Lead) -> None:
    lead.report()
    with lead.stage.works() as work:
        work.updates.close_week(WEEK, lead.stage.clock())
        work.commit()
    lead.open()
    assert "reason" in lead.fields
    lead.fill(done="Opened a third clinic.", reason="It was the wrong clinic.")
    lead.send()

    assert stored(lead.stage)[-1].after_digest
    assert stored(lead.stage)[-1].reason == "It was the wrong clinic."


def test_a_digest_sent_meanwhile_shows_the_reason_and_keeps_what_is_typed(lead: Lead) -> None:
    lead.report()
    lead.open()
    lead.fill(done="Opened a third clinic.")
    with lead.stage.works() as work:
        work.updates.close_week(WEEK, lead.stage.clock())
        work.commit()
    lead.send()

    assert "reason" in lead.fields
    assert "say why this changes now" in lead.words
    assert lead.value("done") == "Opened a third clinic."


def test_somebody_elses_update_in_between_is_shown_and_nothing_is_lost(lead: Lead) -> None:
    lead.open()
    lead.fill(rating="green", done="Mine.")
    record(lead.stage, RED)
    lead.send()

    assert "Somebody has posted on this goal's week" in lead.words
    assert "It now says: 🟥 Red" in lead.words
    assert "by Sample Ben" in lead.words
    assert lead.value("done") == "Mine."
    assert len(stored(lead.stage)) == 1
    lead.send()
    assert [u.report and u.report.done for u in stored(lead.stage)] == ["Begun.", "Mine."]


def test_a_submission_delivered_three_times_is_stored_once(lead: Lead) -> None:
    lead.report()
    first = lead.stage.acting.receipts[-1]
    lead.stage.acting.redeliver(3)

    assert len(stored(lead.stage)) == 1
    again = {receipt.body for receipt in lead.stage.acting.receipts[-3:]}
    assert again == {first.body}
    assert len([p for p in lead.posts() if "stored" in p.text]) == 1


def test_a_form_sent_again_from_another_copy_amends(lead: Lead) -> None:
    """What is sent the second time differs, so it is not taken for the same."""
    lead.open()
    lead.fill(rating="green", done="First.")
    form = lead.form
    view, state = form.view, {k: dict(v) for k, v in form.state.items()}
    lead.send()
    form.view, form.state = view, state
    lead.fill(done="Second.")
    lead.send()
    assert "What you sent first was stored after all" in lead.words
    assert lead.value("done") == "Second."
    lead.send()

    assert [u.report and u.report.done for u in stored(lead.stage)] == ["First.", "Second."]


def test_staff_are_told_whom_to_ask(lead: Lead) -> None:
    with lead.stage.works() as work:
        work.people.put(replace(OFFICE, roles=frozenset()))
        work.commit()
    staff = Lead(lead.stage, BEN)
    staff.open()

    assert "There is no goal that you lead" in staff.words
    assert "ask the programme office" in staff.words


def test_the_office_is_not_sent_to_itself(lead: Lead) -> None:
    office = Lead(lead.stage, BEN)
    office.open()

    assert "You lead no goal yourself" in office.words
    assert "ask the programme office" not in office.words


def test_guests_bots_and_strangers_get_nothing(lead: Lead) -> None:
    for user in ("U0GUEST", "U0STRANGER", "U0ROBOT"):
        lead.stage.acting.command(user, CHANNEL, "/truenorth update")
        lead.stage.acting.use_shortcut(user, "post_update")
        lead.stage.settle()

    assert lead.stage.calls("views.open") == []
    assert lead.stage.posts(CHANNEL) == []


def test_a_goal_of_somebody_else_is_refused_at_once(lead: Lead) -> None:
    lead.report()
    lead.posts()
    [post] = lead.stage.posts(CHANNEL)
    with lead.stage.works() as work:
        person = work.people.get("ben")
        assert person
        from dataclasses import replace

        work.people.put(replace(person, roles=frozenset()))
        work.commit()
    ben = Lead(lead.stage, BEN)
    ben.press_in(post, "Amend")

    assert "“Dementia waits” is reported by its own leads." in ben.words


def test_every_view_is_within_slacks_limits_with_eighty_goals() -> None:
    from dataclasses import replace

    goals = [replace(FALLS, key=f"goal-{n}", name=f"Goal {n} " + "x" * 80) for n in range(85)]
    with a_lead(*goals) as lead:
        lead.open()

        assert check_view(lead.form.view, "modal") == []
        assert "And 5 more" in lead.words


def test_the_week_is_the_one_that_is_open(lead: Lead) -> None:
    lead.report()

    assert stored(lead.stage)[0].week == ReportingWeek(2026, 46)
