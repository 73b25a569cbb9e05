"""A digest on its way to a channel: when it is due, and what is named by its name."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.digest_posts import CHART, PART, in_thread, thread_posts
from bot.use_cases.digest_services import digest_services
from bot.use_cases.digest_weeks import ratings_by_week, weeks_up_to
from bot.use_cases.scopes import find_by_name
from programme.configuration import load_programme
from programme.digest import ScopeKind
from programme.errors import RuleBroken, Unavailable
from programme.outbox import Post
from programme.plans import BreakthroughObjective, Team, TrueNorth
from programme.updates import Rating, WeekState
from programme.weeks import ReportingWeek
from tests.bot.use_cases.made_up import database_with_plans
from tests.fakes import FakeDatabase
from tests.flows.digests import digesting

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TEAMS = (Team("harbour", "Sample: Harbour"), Team("timely", "Timely team"))
NORTHS = (TrueNorth("timely-access", "Timely access"), TrueNorth("safe-care", "Safe care"))
BREAKTHROUGHS = (BreakthroughObjective("b1", "Shorter waits for all", "timely-access"),)


@given(st.integers(0, 2 * 365 * 24).map(lambda hours: NOW + timedelta(hours=hours)))
def test_due_is_the_latest_week_whose_time_has_come(now: datetime) -> None:
    database, programme = FakeDatabase(), load_programme()
    sending = digesting(database.works, database.readings, lambda: now, "C0BOARD").sending

    [period] = sending.due(now)

    week = ReportingWeek.parse(period)
    assert programme.digest_at(week) <= now < programme.digest_at(week.plus(1))


def test_the_thread_follows_in_the_order_of_the_digest() -> None:
    main = Post("digest:r", "digest", "C1", "{}", NOW)
    posts = thread_posts("r", main, "1.2", 12, NOW)

    assert [post.kind for post in posts] == [PART] * 12 + [CHART] * 2
    assert [post.id for post in posts] == sorted(post.id for post in posts)
    assert [in_thread(post).after for post in posts] == ["digest:r", *(p.id for p in posts[:-1])]
    assert {in_thread(post).thread_ts for post in posts} == {"1.2"}


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Timely access", ScopeKind.TRUE_NORTH, "timely-access"),
        ("timely-access", ScopeKind.TRUE_NORTH, "timely-access"),
        ("safe", ScopeKind.TRUE_NORTH, "safe-care"),
        ("sample: HARBOUR", ScopeKind.TEAM, "harbour"),
        ("timely team", ScopeKind.TEAM, "timely"),
        ("shorter waits", ScopeKind.BREAKTHROUGH, "b1"),
    ],
)
def test_a_part_is_found_by_name_whatever_it_is(name: str, kind: ScopeKind, key: str) -> None:
    scope = find_by_name(name, TEAMS, NORTHS, BREAKTHROUGHS)

    assert (scope.kind, scope.key) == (kind, key)


@pytest.mark.parametrize("name", ["time", "saef care", "harbor"])
def test_of_what_is_not_clear_the_nearest_are_offered(name: str) -> None:
    with pytest.raises(RuleBroken, match="The nearest are: "):
        find_by_name(name, TEAMS, NORTHS, BREAKTHROUGHS)


def test_a_week_without_a_word_is_missing_and_never_green() -> None:
    database = database_with_plans()
    with database.readings() as work:
        found = ratings_by_week(work, ["waits"], ReportingWeek(2026, 46), 3)
    assert found == {"waits": (WeekState.MISSING,) * 3}
    assert Rating.GREEN not in found["waits"]
    assert weeks_up_to(ReportingWeek(2026, 1), 2) == [
        ReportingWeek(2025, 52),
        ReportingWeek(2026, 1),
    ]


def test_while_slack_does_not_say_where_it_is_nothing_is_begun() -> None:
    database = FakeDatabase()
    known = digesting(database.works, database.readings, lambda: NOW)

    def away() -> None:
        raise Unavailable("Slack does not answer.")

    services = digest_services(
        known.digests, database.works, load_programme(), now=lambda: NOW, channel="C1", prepare=away
    )
    with pytest.raises(Unavailable):
        services.sending.due(NOW)
