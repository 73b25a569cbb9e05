from collections.abc import Collection
from dataclasses import replace

import pytest
from pydantic import ValidationError

from bot.slack.settings import SlackSettings
from bot.slack.user_groups import AGAIN_SECONDS, KNOWN_SECONDS, UserGroups
from bot.use_cases.who import Directory
from programme.errors import Unavailable
from programme.people import Role
from tests.bot.use_cases.made_up import BEN, database_with_plans

OFFICE, ADMINISTRATORS = "S0OFFICE", "S0ADMIN"


class FakeSlackGroups:
    """Members by group, and how often Slack was asked."""

    def __init__(self) -> None:
        self.groups = {OFFICE: ["U0ANN"], ADMINISTRATORS: ["U0ANN", "U0BEN"]}
        self.asked = 0
        self.down = False

    def members(self, group: str) -> Collection[str]:
        self.asked += 1
        if self.down:
            raise Unavailable("Slack is down.")
        return self.groups[group]


@pytest.fixture
def slack() -> FakeSlackGroups:
    return FakeSlackGroups()


@pytest.fixture
def time() -> list[float]:
    return [1000.0]


@pytest.fixture
def groups(slack: FakeSlackGroups, time: list[float]) -> UserGroups:
    roles = [(OFFICE, Role.OFFICE), (ADMINISTRATORS, Role.ADMINISTRATOR)]
    return UserGroups(slack.members, roles, clock=lambda: time[0])


def test_membership_gives_roles(groups: UserGroups) -> None:
    assert groups.roles_of("U0ANN") == {Role.OFFICE, Role.ADMINISTRATOR}
    assert groups.roles_of("U0BEN") == {Role.ADMINISTRATOR}
    assert groups.roles_of("U0CAY") == frozenset()


def test_slack_is_asked_again_after_minutes(
    groups: UserGroups, slack: FakeSlackGroups, time: list[float]
) -> None:
    groups.roles_of("U0ANN")
    slack.groups[OFFICE] = ["U0CAY"]
    time[0] += KNOWN_SECONDS - 1
    assert groups.roles_of("U0CAY") == frozenset()
    assert slack.asked == 2
    time[0] += 1
    assert groups.roles_of("U0CAY") == {Role.OFFICE}
    assert groups.roles_of("U0ANN") == {Role.ADMINISTRATOR}


def test_while_slack_is_down_what_it_said_last_holds(
    groups: UserGroups, slack: FakeSlackGroups, time: list[float]
) -> None:
    groups.roles_of("U0ANN")
    slack.down = True
    time[0] += KNOWN_SECONDS
    assert groups.roles_of("U0BEN") == {Role.ADMINISTRATOR}
    asked = slack.asked
    assert groups.roles_of("U0BEN") == {Role.ADMINISTRATOR}
    assert slack.asked == asked, "it is not asked again at once"
    slack.down = False
    slack.groups[ADMINISTRATORS] = []
    time[0] += AGAIN_SECONDS
    assert groups.roles_of("U0BEN") == frozenset()


def test_before_slack_has_answered_nobody_has_a_role(
    groups: UserGroups, slack: FakeSlackGroups
) -> None:
    slack.down = True
    assert groups.roles_of("U0ANN") == frozenset()


def test_the_directory_adds_roles_of_groups(groups: UserGroups) -> None:
    directory = Directory(database_with_plans().readings, groups.roles_of)
    ben = directory.actor("U0BEN")
    assert (ben.id, ben.is_administrator) == ("ben", True)
    assert not directory.actor("U0STAFF").roles


def test_somebody_who_has_left_has_no_role_by_a_group(groups: UserGroups) -> None:
    database = database_with_plans()
    with database.works() as work:
        work.people.put(replace(BEN, active=False))
        work.commit()
    assert not Directory(database.readings, groups.roles_of).actor("U0BEN").roles


def test_the_setting_is_written_as_pairs() -> None:
    settings = SlackSettings(
        _env_file=None, groups="S0OFFICE=programme_office, S0ADMIN = administrator"
    )
    assert settings.groups == ((OFFICE, Role.OFFICE), (ADMINISTRATORS, Role.ADMINISTRATOR))
    assert SlackSettings(_env_file=None, groups="").groups == ()


@pytest.mark.parametrize("text", ["S0OFFICE", "office=programme_office", "S0OFFICE=king", "="])
def test_a_setting_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        SlackSettings(_env_file=None, groups=text)


def test_the_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUENORTH_SLACK_GROUPS", "S0OFFICE=programme_office")
    assert SlackSettings(_env_file=None).groups == ((OFFICE, Role.OFFICE),)
