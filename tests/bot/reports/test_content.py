"""A digest in words: the order in which it is read, and what it leaves unsaid."""

from bot.reports.content import content_of
from bot.reports.words import counts_words
from programme.digest import LOOK_BACK, Counts, Outcome, Since
from programme.updates import DecisionRequired, Rating
from tests.bot.reports.made_up import full_digest
from tests.programme.digest.made_up import digest_of, goal, trace, update


def test_decisions_come_first_then_reds_changes_blockers_silence_and_the_rest() -> None:
    content = content_of(full_digest())
    assert [section.key for section in content.sections] == [
        "decisions",
        "reds",
        "changes",
        "blockers",
        "silent",
        "practice",
        "true_north:timely",
        "true_north:safe",
        "wider",
        "unanswered",
        "marked_wrong",
    ]


def test_counts_are_told_with_their_movement() -> None:
    assert counts_words(Counts(14, 5, 3, 0, 2), Counts(13, 5, 4, 0, 2)) == (
        "24 goals: 14 green (1 more), 5 amber, 3 red (1 fewer), 2 with no update"
    )


def test_a_decision_says_from_whom_by_when_and_for_how_long() -> None:
    section = content_of(full_digest()).section("decisions")
    assert section is not None
    assert section.items[0].text == (
        "Agree a locum. From Finance. By 2 November 2026, which has passed. "
        "Outstanding for 1 week, since the week of 2 November 2026."
    )


def test_a_red_goal_shows_its_recovery_step_and_its_measure_apart_from_its_rating() -> None:
    section = content_of(full_digest()).section("reds")
    assert section is not None
    item = section.items[0]
    assert item.text == "Red for 2 weeks in a row. Recovery: Borrow two nurses."
    assert item.more[0] == (
        "Measure waits: 10.5 weeks as at 9 November 2026; target at most 10 weeks: missed; "
        "special cause: improving, lower."
    )


def test_key_issues_are_at_most_five() -> None:
    issues = content_of(full_digest()).issues
    assert len(issues) <= 5
    assert issues[0] == "1 decision required, overdue; outstanding for 1 week, from Finance."


def test_leads_are_named_only_when_asked() -> None:
    assert "Sample Person" not in repr(content_of(full_digest()))
    assert "Sample Person" in repr(content_of(full_digest(), names=True))


def test_practice_is_never_told_as_the_strategy() -> None:
    section = content_of(full_digest()).section("practice")
    assert section is not None
    assert section.items[0].text.startswith("Programme practice: ")
    assert "The strategy sets none" in section.note


def test_what_is_empty_is_said_where_it_matters_and_left_out_elsewhere() -> None:
    content = content_of(digest_of([goal("a")], [update("a")]))
    decisions = content.section("decisions")
    assert decisions is not None
    assert decisions.nothing == "None is waiting."
    assert content.section("practice") is None


def test_goals_amended_since_are_told() -> None:
    digest = full_digest()
    section = content_of(digest, since=Since(amended=digest.lines[:1])).section("amended")
    assert section is not None
    assert len(section.items) == 1


def test_decisions_made_since_are_told_with_what_was_decided() -> None:
    digest = full_digest()
    since = Since(decided=(Outcome(digest.decisions[0], "Yes, until April"),))
    content = content_of(digest, since=since)
    section, asked = content.section("decided"), content.section("decisions")
    assert section is not None
    assert asked is not None
    assert asked.items[0].text == "Decided since: Yes, until April. Agree a locum."
    assert content.issues[0].endswith("1 decision made since.")
    assert section.items[0].text == "Asked for: Agree a locum. Decided: Yes, until April."


def test_what_is_counted_up_to_some_weeks_is_not_told_as_if_it_were_all() -> None:
    reds = [
        trace("a", back, Rating.RED, decision=DecisionRequired("Buy a lift", "Finance"))
        for back in range(1, LOOK_BACK + 1)
    ]
    now = update("a", Rating.RED, decision=DecisionRequired("Buy a lift", "Finance"))
    content = content_of(digest_of([goal("a")], [now], reds))
    red, decision = content.section("reds"), content.section("decisions")
    assert red is not None
    assert decision is not None
    assert red.items[0].text.startswith("Red for 27 weeks or more in a row.")
    assert "Outstanding for 26 weeks or more, since the week of 11 May 2026 or before." in (
        decision.items[0].text
    )
    assert "for 27 weeks or more" in content.issues[1]


def test_an_empty_programme_does_not_claim_that_every_goal_was_reported() -> None:
    content = content_of(digest_of([], []))
    assert content.summary == "No goal is planned in this part of the programme yet."
    assert content.sections == ()
