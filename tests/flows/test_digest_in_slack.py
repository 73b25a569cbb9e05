"""Digests through the whole app: asked for, shown, sent, given out, acknowledged, decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.use_cases.who import Directory
from playground.refusals import Outcome
from playground.workspace import BOT_USER, Post
from programme.digest import Scope
from programme.outbox import PostState
from programme.people import TERMINAL, Actor, Role
from programme.plans import Team
from programme.updates import DecisionRequired, Rating, Report, UpdateDraft, Via
from tests.flows.reporting import DEMENTIA, FALLS, GREEN, RESPITE, WEEK, Lead, a_lead, record
from tests.flows.stage import ANN, BEN, CHANNEL, ELSEWHERE, seen

FRIDAY = datetime(2026, 11, 13, 18, 0, tzinfo=UTC)
BEFORE = WEEK.plus(-1)
DECISION = DecisionRequired("Agree a <!channel> locum *now*", "Finance", date(2026, 11, 2))
RED = Report(
    Rating.RED, value=14.0, as_at=date(2026, 11, 9), done="Begun.", recovery="More nurses.",
    decision=DECISION,
)  # fmt: skip
PLAIN = replace(GREEN, value=None, as_at=None)


@pytest.fixture
def office() -> Iterator[Lead]:
    """Somebody of the office, on a Friday evening; one goal is red, one green, one silent."""
    with a_lead(DEMENTIA, FALLS, RESPITE, now=FRIDAY) as ann:
        ask(ann)
        yield Lead(ann.stage, BEN)


def ask(lead: Lead) -> None:
    stage = lead.stage
    record(stage, replace(RED, decision=None), BEFORE)
    record(stage, RED)
    record(stage, PLAIN, BEFORE, FALLS)
    record(stage, replace(PLAIN, done="Opened a café."), goal=FALLS)
    stage.app.posting.turn()


def digest(office: Lead, typed: str = "", user: str = BEN, channel: str = CHANNEL) -> Post:
    """What `/truenorth digest …` answers."""
    office.stage.acting.command(user, channel, f"/truenorth digest {typed}".strip())
    [answer] = [p for p in office.stage.posts(channel) if p.seen_by == user][-1:]
    return answer


def sent(office: Lead, channel: str = CHANNEL) -> list[Post]:
    """What stands in a channel for all once everything has gone out, the team's posts aside."""
    for _ in range(3):
        office.stage.app.posting.turn()
        office.stage.clock.ahead += timedelta(seconds=20)
    posts = [p for p in office.stage.posts(channel) if p.seen_by is None]
    first = next((n for n, p in enumerate(posts) if "Where we stand" in p.text), len(posts))
    return posts[first:]


def test_the_office_asks_for_the_digest(office: Lead) -> None:
    answer = digest(office)

    words = seen(answer.blocks)
    assert "Where we stand: week of 9 November 2026" in words
    assert "3 goals: 1 green, 0 amber, 1 red" in words
    assert "not sent yet" in words
    assert "🟥 Red · " in words
    assert "Outstanding" in words or "Asked for this week." in words
    assert answer.pings == []
    assert "3 goals" in answer.text


def test_lines_link_to_the_post_of_the_update(office: Lead) -> None:
    [update] = [
        p for p in office.stage.posts(CHANNEL) if "Dementia" in p.text and p.edited is False
    ][-1:]
    answer = digest(office)

    links = [
        run["url"]
        for block in answer.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for item in part["elements"]
        for run in item.get("elements", [])
        if run["type"] == "link"
    ]
    assert f"https://playground.example/archives/{CHANNEL}/p{update.ts.replace('.', '')}" in links


def test_staff_are_told_whom_to_ask_and_nothing_else(office: Lead) -> None:
    for typed in ("", "timely access", "2026-W45", "no such name"):
        answer = digest(office, typed, user=ANN)

        words = seen(answer.blocks)
        assert words.startswith("Only the programme office can see where the whole programme")
        assert "Dementia" not in words
        assert "nearest" not in words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("last", "week of 2 November 2026"),
        ("2026-W45", "week of 2 November 2026"),
        ("timely access", "True North: "),
        ("sample: older adults", "Directorate or team: Sample: Older adults"),
        ("last sample: older adults", "week of 2 November 2026"),
        ("older adults", "Directorate or team: Sample: Older adults"),
        ("W45", "Weeks are written like"),
        ("week 45", "Weeks are written like"),
        ("2031-W01", "The week that is reported on now is 2026-W46"),
        ("2026-W60", "There is no week 60 in 2026"),
        ("timly acess", "The nearest are: "),
        ("since 2026-W45", "Since the week of 2 November 2026"),
        ("since soon", "Weeks are written like"),
        ("2026-W45 since 2026-W46", "Compare a digest with an earlier one"),
    ],
)
def test_what_can_be_asked_for(office: Lead, typed: str, told: str) -> None:
    answer = digest(office, typed)

    assert told in seen(answer.blocks) or told in answer.text


def test_in_a_direct_message_it_is_shown_and_cannot_be_sent(office: Lead) -> None:
    direct = office.stage.slack.workspace.direct_channel(BEN).id
    answer = digest(office, channel=direct)

    labels = [e["text"]["text"] for b in answer.blocks if b["type"] == "actions"
              for e in b["elements"]]  # fmt: skip
    assert labels == ["Show all", "Word", "Excel", "PDF", "Charts"]


def test_a_value_that_a_late_update_brings_is_in_the_digest_of_its_week(office: Lead) -> None:
    monday = WEEK.plus(1).monday
    office.stage.clock.ahead += timedelta(days=3)
    record(office.stage, replace(RED, value=16.5, as_at=monday))
    office.press_in(digest(office, str(WEEK)), "Show all")

    assert "16.5 weeks as at 16 November 2026" in office.words


def test_all_of_it_opens_in_a_window_with_pages(office: Lead) -> None:
    office.press_in(digest(office), "Show all")

    assert "Page 1 of 1" in office.words
    assert "Opened a café." in office.words
    assert "No update this week" in office.words


def test_it_is_sent_to_the_channel_with_its_detail_in_the_thread(office: Lead) -> None:
    answer = digest(office)
    office.press_in(answer, "Send to this channel")

    main, *thread = sent(office)
    assert main.thread_ts is None
    assert {post.thread_ts for post in thread} == {main.ts}
    titles = [p.blocks[0]["text"]["text"] for p in thread if p.blocks]
    assert titles[:3] == [
        "Decisions required",
        "Red: help or a decision is needed",
        "What changed since last week",
    ]
    charts = [file for post in thread for file in post.files]
    assert [file.name for file in charts] == [
        "true-norths-2026-W46.png",
        "goals-by-week-2026-W46.png",
    ]
    assert all(file.alt and file.data and file.data[:4] == b"\x89PNG" for file in charts)
    assert all(post.pings == [] for post in (main, *thread))
    assert "Sent on" in seen(answer.blocks)


def test_sending_closes_the_week_and_keeps_what_was_said(office: Lead) -> None:
    office.press_in(digest(office), "Send to this channel")
    with office.stage.services.readings() as work:
        assert work.updates.closed_at(WEEK)
        kept = work.digests.sent(WEEK, Scope())
    assert kept
    assert (kept.sent_by, kept.sent_to) == ("ben", CHANNEL)

    amend(office, replace(PLAIN, done="Better words."))
    words = seen(digest(office).blocks)
    assert "Sent on" in words
    assert "1 update amended since" in words


def amend(office: Lead, report: Report) -> None:
    ben = Actor("ben", "Sample Ben", frozenset({Role.OFFICE}))
    reporting = office.stage.services.reporting
    before = reporting.goal_week(ben, FALLS.key, WEEK).version
    reporting.submit(
        ben,
        UpdateDraft(
            FALLS.key, WEEK, "amended", Via.FORM, report=report, based_on=before, sure=True,
            reason="A word was wrong.",
        ),
    )  # fmt: skip


def test_a_button_pressed_twice_sends_once(office: Lead) -> None:
    answer = digest(office)
    button_of = list(answer.blocks)
    office.press_in(answer, "Send to this channel")
    answer.blocks = button_of
    office.press_in(answer, "Send to this channel")

    mains = [post for post in sent(office) if post.thread_ts is None]
    assert len(mains) == 1


def test_seen_there_without_a_word_from_slack_it_has_no_thread(office: Lead) -> None:
    failed = Outcome(500, {"ok": False, "error": "internal_error"})
    office.stage.slack.api.order("chat.postMessage", failed)
    office.press_in(digest(office), "Send to this channel")
    office.stage.app.posting.turn()
    office.stage.clock.ahead += timedelta(minutes=3)
    sent(office)
    asked = office.stage.dm(BEN)[-1]
    assert "I cannot tell whether the digest, week of 9 November 2026" in asked.text
    office.press_in(asked, "It is there")

    assert "press Show all on it" in office.stage.dm(BEN)[-1].text
    assert sent(office) == []


def test_a_channel_that_the_app_is_not_in(office: Lead) -> None:
    office.press_in(digest(office, channel=ELSEWHERE), "Send to this channel")
    assert sent(office, ELSEWHERE) == []
    with office.stage.services.readings() as work:
        assert work.digests.sent(WEEK, Scope())

    told = office.posts()[-1]
    assert "/invite @True North" in seen(told.blocks)
    assert "Slack did not take the digest, week of 9 November 2026." in seen(told.blocks)
    office.stage.slack.workspace.channels[ELSEWHERE].members.add(BOT_USER)
    office.press_in(told, "Post it again")
    main, *thread = sent(office, ELSEWHERE)
    assert main.thread_ts is None
    assert len(thread) > 3


@pytest.mark.parametrize(
    ("label", "ending"), [("Word", ".docx"), ("Excel", ".xlsx"), ("PDF", ".pdf")]
)
def test_files_come_in_a_direct_message(office: Lead, label: str, ending: str) -> None:
    office.press_in(digest(office), label)

    [file] = [file for post in office.stage.dm(BEN) for file in post.files]
    assert file.name == f"digest-2026-W46{ending}"
    assert file.data


def test_charts_come_with_words(office: Lead) -> None:
    office.press_in(digest(office), "Charts")

    files = [file for post in office.stage.dm(BEN) for file in post.files]
    assert len(files) == 3
    assert all(file.alt for file in files)
    whispered = [p for p in office.stage.posts(CHANNEL) if p.seen_by == BEN]
    assert "The charts are being made. They come to you" in whispered[-1].text


def test_acknowledged_the_lead_is_told_once(office: Lead) -> None:
    as_ann(office)
    office.press_in(digest(office), "Send to this channel")
    reds = next(
        p for p in sent(office) if p.blocks and p.blocks[0]["text"]["text"].startswith("Red")
    )

    office.press_in(reds, "Acknowledge")
    office.press_in(reds, "Acknowledge")

    office.stage.app.posting.turn()
    told = [p for p in office.stage.dm(ANN) if "has read your update" in p.text]
    assert len(told) == 1
    assert "Sample Ben has read your update on “Dementia waits”" in told[0].text
    whispered = [p for p in office.stage.posts(CHANNEL) if p.seen_by == BEN]
    assert any("Sample Ann will be told" in p.text for p in whispered)
    assert any("already" in p.text for p in whispered)


def as_ann(office: Lead) -> None:
    """The red update is the lead's own words."""
    ann = Directory(office.stage.services.readings).actor(ANN)
    reporting = office.stage.services.reporting
    before = reporting.goal_week(ann, DEMENTIA.key, WEEK).version
    draft = UpdateDraft(DEMENTIA.key, WEEK, "anns", Via.FORM, report=RED, based_on=before)
    reporting.submit(ann, draft)
    office.stage.app.posting.turn()


def test_somebody_else_cannot_acknowledge(office: Lead) -> None:
    office.press_in(digest(office), "Send to this channel")
    reds = next(
        p for p in sent(office) if p.blocks and p.blocks[0]["text"]["text"].startswith("Red")
    )

    Lead(office.stage, ANN).press_in(reds, "Acknowledge")

    [refused] = [p for p in office.stage.posts(CHANNEL) if p.seen_by == ANN]
    assert "Only the programme office can acknowledge a line of a digest" in refused.text
    with office.stage.services.readings() as work:
        update = work.updates.standing(DEMENTIA.key, WEEK)
        assert update
        assert work.digests.acknowledged([update.id]) == {}


def test_a_decision_made_closes_it_and_the_thread_is_told(office: Lead) -> None:
    as_ann(office)
    office.press_in(digest(office), "Send to this channel")
    decisions = next(
        p for p in sent(office) if p.blocks and p.blocks[0]["text"]["text"] == "Decisions required"
    )
    office.press_in(decisions, "Decision made")
    assert "Agree a" in office.words
    office.fill(decided="A locum until March.")
    assert office.send() == {}
    assert "is noted as made" in office.words
    assert "Sample Ann will be told" in office.words

    office.stage.app.posting.turn()
    assert [p for p in office.stage.dm(ANN) if "A locum until March." in p.text]
    [said] = [p for p in sent(office) if "A locum until March." in p.text]
    assert said.thread_ts == decisions.thread_ts
    with office.stage.services.readings() as work:
        assert [made.decided for made in work.digests.decided()] == ["A locum until March."]
    office.press_in(decisions, "Decision made")
    office.fill(decided="Another.")
    office.send()
    assert "noted as made already" in office.words


def test_all_of_a_digest_that_was_sent_is_for_those_who_see_the_channel(office: Lead) -> None:
    office.press_in(digest(office), "Send to this channel")
    main = sent(office)[0]
    ann = Lead(office.stage, ANN)

    ann.press_in(main, "Show all")
    assert "Opened a café." in ann.words
    labels = [e["text"]["text"] for b in ann.form.view["blocks"] if b["type"] == "actions"
              for e in b["elements"] if e["type"] == "button"]  # fmt: skip
    assert "Acknowledge" not in labels


def test_in_the_window_the_office_acknowledges_and_decides(office: Lead) -> None:
    as_ann(office)
    office.press_in(digest(office), "Show all")
    office.press("Acknowledge")
    assert "✅ Acknowledged: the update on “Dementia waits”" in office.words
    office.press("Decision made")
    assert "What was decided?" in office.words
    office.fill(decided="Yes.")
    office.send()
    assert "is noted as made" in office.words


def test_an_update_that_stands_in_no_channel_opens_in_a_window(office: Lead) -> None:
    reporting = office.stage.services.reporting
    by_machine = UpdateDraft(
        RESPITE.key, WEEK, "typed", Via.COMMAND_LINE, report=replace(RED, value=None, as_at=None)
    )
    with office.stage.works() as work:
        work.plans.put_team(Team("carers", "Sample: Carers"))
        work.plans.put_goal(replace(RESPITE, team="carers"))
        work.commit()
    reporting.submit(TERMINAL, by_machine)
    office.press_in(digest(office), "Show all")
    office.press("See the update")
    assert RESPITE.name in office.words
    assert "Week of 9 November 2026\n🟥 Red" in office.words
    assert office.form.view["title"]["text"] == "Weekly updates"

    office.press_in(digest(office), "Send to this channel")
    reds = next(
        p for p in sent(office) if p.blocks and p.blocks[0]["text"]["text"].startswith("Red")
    )
    with office.stage.works() as work:
        work.plans.put_goal(replace(RESPITE, team="carers", leads=()))
        work.commit()
    ann = Lead(office.stage, ANN)
    ann.press_in(reds, "See the update")
    assert "is for its leads" in ann.words


def choices(post: Post) -> dict[str, dict[str, str]]:
    """What the menus of a message offer: by its words, the use of each option."""
    return {
        option["text"]["text"]: {
            "block": block["block_id"],
            "action": each["action_id"],
            "value": option["value"],
        }
        for block in post.blocks
        for each in block.get("elements", [])
        if each["type"] == "static_select"
        for option in each["options"]
    }


def test_every_line_without_a_link_is_chosen_from_a_menu(office: Lead) -> None:
    stage, reporting = office.stage, office.stage.services.reporting
    with stage.works() as work:
        work.plans.put_team(Team("carers", "Sample: Carers"))
        work.plans.put_goal(replace(RESPITE, team="carers"))
        work.commit()
    for week, report in ((BEFORE, PLAIN), (WEEK, replace(RED, value=None, as_at=None))):
        typed = UpdateDraft(RESPITE.key, week, f"{week}", Via.COMMAND_LINE, report=report)
        reporting.submit(TERMINAL, typed)

    asked = digest(office)
    line = f"{RESPITE.name} · Sample: Carers"
    # the other goals were posted on in their team's channel, so a link leads to them
    assert list(choices(asked)) == [line]
    stage.acting.use(BEN, asked, chosen(asked, line))
    stage.settle()
    assert office.form.view["title"]["text"] == "Weekly updates"
    assert RESPITE.name in office.words

    office.press_in(digest(office), "Send to this channel")
    posts = sent(office)
    assert line in choices(posts[0])
    changed = next(p for p in posts if p.text.startswith("What changed"))
    assert list(choices(changed)) == [line]
    stage.acting.use(ANN, changed, chosen(changed, line))
    stage.settle()
    assert RESPITE.name in Lead(stage, ANN).words


def chosen(post: Post, words: str) -> dict[str, Any]:
    """The use of a menu's option, as Slack tells of it."""
    use = choices(post)[words]
    option = {"text": {"type": "plain_text", "text": words}, "value": use["value"]}
    return {
        "type": "static_select",
        "action_id": use["action"],
        "block_id": use["block"],
        "selected_option": option,
    }


def test_what_names_a_patient_is_not_noted(office: Lead) -> None:
    office.press_in(digest(office), "Show all")
    office.press("Decision made")
    office.fill(decided="Agreed for patient NHS number 943 476 5919.")
    errors = office.send()
    assert errors
    with office.stage.services.readings() as work:
        assert list(work.digests.decided()) == []


def test_the_posts_of_a_digest_end_as_sent(office: Lead) -> None:
    office.press_in(digest(office), "Send to this channel")
    sent(office)
    with office.stage.services.readings() as work:
        kept = work.digests.sent(WEEK, Scope())
        assert kept
        posts = work.outbox.about(f"digest:{kept.id}")
    assert {post.state for post in posts} == {PostState.SENT}
