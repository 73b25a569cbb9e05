"""Digests as messages and windows: within Slack's limits, inert, and nothing left out unsaid."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.comparison import comparison_content
from bot.reports.content import DigestContent, content_of
from bot.reports.items import Item, Section, Source
from bot.slack.blocks.digest_lines import short_line, whole_lines
from bot.slack.blocks.digest_pages import GO_TO, OpenPage, page_view, pages_of
from bot.slack.blocks.digests import (
    MOST_LINES,
    DigestCard,
    asked_message,
    comparison_message,
    digest_message,
    thread_messages,
)
from bot.slack.blocks.following import (
    OpenDecision,
    Settled,
    acknowledged_message,
    decided_message,
    decision_view,
    noted_view,
)
from bot.slack.blocks.parts import Message
from bot.slack.digests.asking import Wanted, wanted_digest
from bot.slack.text import printable
from bot.use_cases.digest_refs import DigestRef
from playground.kit import check_blocks, check_view
from playground.kit.texts import LINKS, PINGS, parsed_strings
from programme.digest import Digest, Outcome, Scope, ScopeKind, Since, compare_digests
from programme.errors import Fault
from programme.updates import Blocker, DecisionRequired, Rating
from programme.weeks import ReportingWeek
from tests.bot.reports.made_up import full_digest
from tests.programme.digest.made_up import WEEK, digest_of, goal, trace, update

HARM = "<!channel> <https://a.example|b> *bold* `x` & \u202e <@U0ANN> " + "word " * 60
REF = "2026-W46|programme||0123456789abcdef0123456789abcdef|"
PIECES = [
    "word ",
    "<!channel> ",
    "<https://a.example|b> ",
    "*",
    "&",
    "\u202e",
    "\t",
    "\n",
    "x" * 90,
]
SHORT = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
WORDS = SHORT | st.builds(lambda piece, n: piece * n, SHORT, st.integers(0, 90))
ITEMS = st.builds(
    Item,
    head=WORDS,
    text=WORDS,
    rating=st.none() | st.sampled_from(Rating),
    link=st.sampled_from([None, "https://t.slack.com/archives/C1/p1", "javascript:x", "x" * 4000]),
    update=st.none() | st.just("u" * 32),
    more=st.lists(WORDS, max_size=3).map(tuple),
)
SECTIONS = st.builds(
    Section,
    key=st.sampled_from(["decisions", "reds", "changes", "silent", "true_north:safe", "wider"]),
    title=WORDS.map(lambda words: words or "x"),
    items=st.lists(ITEMS, max_size=8).map(tuple),
    note=SHORT,
    nothing=SHORT,
)


def big_digest(goals: int = 2000) -> Digest:
    """So many goals, all in trouble, with words that mean harm."""
    keys = [f"g{n}" for n in range(goals)]
    said = [
        update(
            key,
            Rating.RED,
            recovery=HARM,
            blocker=Blocker(HARM, "Estates"),
            decision=DecisionRequired(HARM, "Finance", date(2026, 11, 2)),
            done=HARM,
        )
        for key in keys[: goals * 3 // 4]
    ]
    return digest_of(
        [goal(key, ("river", "hill")[n % 2], name=f"{n} {HARM}") for n, key in enumerate(keys)],
        said,
        [trace(key, 1, Rating.GREEN) for key in keys],
    )


BIG = big_digest()


def taken(message: Message) -> None:
    """Slack takes it, and nothing in it acts."""
    assert check_blocks(list(message.blocks), "message") == []
    assert message.text.strip()
    for text in [message.text, *parsed_strings(list(message.blocks))]:
        assert not PINGS.findall(text)
        assert not LINKS.findall(text)


def view_taken(view: dict[str, Any], kind: str = "modal") -> None:
    assert check_view(view, kind) == []
    assert len(view.get("private_metadata", "")) <= 3000


def all_taken(card: DigestCard) -> None:
    for message in (digest_message(card), asked_message(card), comparison_message(card)):
        taken(message)
    for message in thread_messages(card):
        taken(message)


def test_two_thousand_goals_fit() -> None:
    card = DigestCard(content_of(BIG), REF, "Sent on 16 November 2026")
    all_taken(card)
    pages = pages_of(card.content)
    for number in {0, 1, len(pages) // 2, len(pages) - 1, 10**6}:
        view_taken(page_view(card, OpenPage(REF, number, "C0GENERAL"), office=True))


def test_in_one_line_what_is_asked_is_cut_and_never_from_whom_by_when_and_for_how_long() -> None:
    asked = DecisionRequired("Agree " + "a locum " * 40, "The executive team", date(2026, 11, 2))
    content = content_of(
        digest_of(
            [goal("a")],
            [update("a", Rating.RED, decision=asked)],
            [trace("a", 1, Rating.RED, decision=asked)],
        )
    )
    section = content.section("decisions")
    assert section
    said = short_line(section, section.items[0]).words
    assert "…" in said
    assert said.endswith(
        "From The executive team. By 2 November 2026, which has passed. Outstanding for 1 week."
    )


def test_what_was_decided_since_is_not_to_be_decided_again() -> None:
    digest = full_digest()
    since = Since(decided=(Outcome(digest.decisions[0], "Yes, until April"),))
    view = page_view(DigestCard(content_of(digest, since=since), REF), OpenPage(REF), office=True)
    assert "Decision made" not in json.dumps(view["blocks"])


def test_what_a_digest_is_about_has_no_full_stop_before_a_dot() -> None:
    digest = full_digest()
    moved = comparison_content(compare_digests(digest, replace(digest, week=WEEK.plus(1))), Scope())
    for content in (content_of(digest), moved):
        card = DigestCard(content, REF, "Sent on 16 November 2026")
        assert ". ·" not in json.dumps(list(digest_message(card).blocks), ensure_ascii=False)


def test_what_is_not_in_the_thread_is_counted_and_offered() -> None:
    content = content_of(BIG)
    messages = thread_messages(DigestCard(content, REF))

    reds = [m for m in messages if m.blocks[0]["text"]["text"].startswith("Red")]
    last = reds[-1].blocks[-1]
    heads = sum(b["type"] == "rich_text" for m in reds for b in m.blocks)
    assert last["accessory"]["value"] == REF
    assert last["text"]["text"] == f"… and {1500 - heads:,} more"


def test_every_line_stands_on_a_page() -> None:
    content = content_of(BIG)
    on_pages = [line for page in pages_of(content) for _, line in page.lines if line]

    assert sum(line.begins for line in on_pages) == sum(len(s.items) for s in content.sections)


@pytest.mark.parametrize("digest", [BIG, full_digest()], ids=["big", "full"])
def test_the_main_message_has_at_most_ten_lines_and_says_how_many_there_are(
    digest: Digest,
) -> None:
    content = content_of(digest)
    message = digest_message(DigestCard(content, REF))

    lines = [
        line
        for block in message.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_list"
        for line in part["elements"]
    ]
    assert len(lines) <= MOST_LINES
    shown = json.dumps(list(message.blocks), ensure_ascii=False)
    for key in ("decisions", "reds"):
        section = content.section(key)
        assert section
        assert f"{len(section.items):,}" in shown


def test_a_rating_stands_in_words_beside_its_mark() -> None:
    content = content_of(full_digest())
    for section in content.sections:
        for item in section.items:
            if item.rating:
                first = whole_lines(section, item)[0].paragraphs[0][0]["text"]
                assert item.rating.value.capitalize() in first


@settings(max_examples=25, deadline=None)
@given(st.lists(SECTIONS, max_size=5, unique_by=lambda each: each.key), WORDS, SHORT)
def test_whatever_is_said_slack_takes_it(
    sections: Sequence[Section], summary: str, standing: str
) -> None:
    content = DigestContent(
        "Where we stand", summary, summary, summary, (summary,), tuple(sections)
    )
    card = DigestCard(content, REF, standing)
    all_taken(card)
    pages = pages_of(content)
    for number in range(min(3, len(pages))):
        view_taken(page_view(card, OpenPage(REF, number), office=True, notice=standing))


@settings(max_examples=40, deadline=None)
@given(st.builds(replace, ITEMS, rating=st.none()))
def test_no_word_of_an_item_is_lost_in_the_thread(item: Item) -> None:
    section = Section("wider", "Wider", (item,))
    runs = [run for line in whole_lines(section, item) for run in line.runs]
    said = "".join(run["text"] for run in runs if run["type"] == "text")

    wanted = printable("".join((item.text, *item.more)))
    assert "".join(wanted.split()) in "".join(said.split())


@given(WORDS, WORDS, WORDS)
def test_what_follows_a_line_fits(goal_name: str, asked: str, decided: str) -> None:
    settled = Settled(goal_name, goal_name, WEEK, goal_name, asked, decided or "x")
    taken(acknowledged_message(settled))
    taken(decided_message(settled))
    opened = OpenDecision("u" * 32, goal_name[:200], asked[:600], "C0GENERAL", "1.2")
    view_taken(noted_view(opened, [goal_name[:100]]))


def test_the_window_of_a_decision_fits_and_is_read_back() -> None:
    opened = OpenDecision("u" * 32, HARM[:200], HARM[:600], "C0GENERAL", "1.2")
    view = decision_view(opened, "x" * 600, notices=[HARM])
    view_taken(view)
    assert OpenDecision.of(view) == opened
    with pytest.raises(Fault):
        OpenDecision.of({"private_metadata": "{}"})


def test_a_line_about_several_goals_leads_to_each_of_their_updates() -> None:
    link = "https://t.slack.com/archives/C1/p1"
    item = Item(
        "Estates",
        "Reported by Sample: Hill and Sample: River.",
        more=("Waits: no room", "Falls: no room"),
        sources=(Source("waits", "Waits", link), Source("falls", "Falls")),
    )
    section = Section("blockers", "Blockers", (item,))
    short, [whole] = short_line(section, item), whole_lines(section, item)

    assert [run["text"] for run in short.runs if run.get("url") == link] == ["Waits"]
    led = [runs for runs in whole.paragraphs if any(run.get("url") == link for run in runs)]
    assert [runs[0]["text"] for runs in led] == ["Waits: no room"]
    content = replace(content_of(full_digest()), sections=(section,), issues=())
    card = DigestCard(content, REF)
    for message in (digest_message(card), *thread_messages(card)):
        menus = [
            each["options"]
            for block in message.blocks
            for each in block.get("elements", [])
            if each["type"] == "static_select"
        ]
        assert [[o["value"] for o in options] for options in menus] == [["falls"]]


def test_the_window_of_pages_is_read_back() -> None:
    card = DigestCard(content_of(full_digest()), REF)
    view = page_view(card, OpenPage(REF, 5, "C0GENERAL"), office=False)
    assert OpenPage.of(view) == OpenPage(REF, 0, "C0GENERAL")
    assert [e["action_id"] for b in view["blocks"] for e in b.get("elements", [])
            if e.get("type") == "static_select"] == [GO_TO]  # fmt: skip
    with pytest.raises(Fault):
        OpenPage.of({"private_metadata": "[1]"})


def test_a_comparison_fits() -> None:
    later = replace(BIG, week=WEEK.plus(1))
    content = comparison_content(
        compare_digests(full_digest(), replace(full_digest(), week=later.week)), Scope()
    )
    all_taken(DigestCard(content, REF, leading=("worse", "better")))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("this week", Wanted()),
        ("last", Wanted(last=True)),
        ("last week", Wanted(last=True)),
        ("2026-W45", Wanted(week="2026-W45")),
        ("2026w5 Safe care", Wanted(week="2026w5", name="Safe care")),
        ("“Safe care”", Wanted(name="Safe care")),
        ("last safe care since 2026-W42", Wanted(last=True, name="safe care", since="2026-W42")),
        ("since the 2026-W42", Wanted(since="2026-W42")),
        ("lasting change", Wanted(name="lasting change")),
        ("this is us", Wanted(name="this is us")),
    ],
)
def test_what_is_typed_is_read(typed: str, wanted: Wanted) -> None:
    assert wanted_digest(typed) == wanted


@given(
    st.integers(1, 52),
    st.sampled_from(ScopeKind),
    st.sampled_from(["", "safe-care"]),
    st.sampled_from(["", "a" * 32]),
    st.none() | st.integers(1, 52),
)
def test_a_reference_is_read_back(
    week: int, kind: ScopeKind, key: str, record: str, since: int | None
) -> None:
    ref = DigestRef(
        ReportingWeek(2026, week), kind, key, record, ReportingWeek(2025, since) if since else None
    )
    assert DigestRef.parse(str(ref)) == ref


@pytest.mark.parametrize("value", ["", "x", "2026-W46|programme||", "2026-W99|programme|||"])
def test_what_is_no_reference_is_a_fault(value: str) -> None:
    with pytest.raises(Fault):
        DigestRef.parse(value)
