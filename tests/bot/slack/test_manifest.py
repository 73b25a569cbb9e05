"""The manifest asks for what the code uses, no less and no more, and every ask has a reason."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

import bot.slack
from bot.slack.blocks.asking import LONGEST_QUESTION
from bot.slack.listeners.shortcuts.updates import LOG_UPDATE, POST_UPDATE
from bot.slack.settings import SlackSettings
from playground.methods import METHODS
from programme.guard.screening import LONGEST_QUESTION as LONGEST_SCREENED

FOLDER = Path(bot.slack.__file__).parent
MANIFEST: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
NOTES = (FOLDER / "manifest-notes.md").read_text("utf-8")
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])

# What an event or a feature needs: https://docs.slack.dev/reference/events
NEEDED_TO_HEAR = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": None,
}


# Asked for only where a setting makes use of it.
BY_CHOICE = {"usergroups:read"}


# What helpers of the library call by themselves.
CALLED_BY_HELPERS = {
    "files_upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"},
}


def methods_called() -> set[str]:
    """The Web API methods named by calls on a client anywhere in the Slack package."""
    names = {name for name in dir(WebClient) if not name.startswith("_")}
    known = {name.replace(".", "_"): name for name in METHODS}
    found: set[str] = set()
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute) or node.attr not in names:
                continue
            if node.attr in CALLED_BY_HELPERS:
                found |= CALLED_BY_HELPERS[node.attr]
            elif "_" in node.attr and ast.unparse(node.value).endswith("client"):
                assert node.attr in known, f"{node.attr} is not known to the stand-in"
                found.add(known[node.attr])
    return found - {"apps.connections.open"}


def test_the_scopes_are_those_the_code_uses() -> None:
    used = {METHODS[method].scope for method in methods_called()}
    heard = {NEEDED_TO_HEAR[e] for e in MANIFEST["settings"]["event_subscriptions"]["bot_events"]}

    assert used >= BY_CHOICE
    assert (used | heard | {"commands"}) - {None} - BY_CHOICE == SCOPES


@pytest.mark.parametrize("scope", sorted(BY_CHOICE))
def test_a_scope_by_choice_is_not_asked_for_and_has_a_reason(scope: str) -> None:
    assert scope not in SCOPES
    assert f"| `{scope}`" in NOTES


def test_the_code_calls_what_it_is_thought_to() -> None:
    assert {"chat.postMessage", "views.open", "users.info", "auth.test"} <= methods_called()


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_each_scope_has_a_reason(scope: str) -> None:
    assert re.search(rf"^\| `{re.escape(scope)}` \| \S.+ \|$", NOTES, re.MULTILINE)


def test_the_surface_is_the_one_for_new_apps() -> None:
    features = MANIFEST["features"]

    assert "assistant_view" not in features
    assert set(features["agent_view"]) == {"agent_description", "suggested_prompts"}
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert features["app_home"]["messages_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"]
    assert features["app_home"]["home_tab_enabled"]


def test_no_user_token_and_no_more_than_is_needed() -> None:
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True


def test_words_are_as_long_as_slack_takes() -> None:
    display = MANIFEST["display_information"]

    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 174 <= len(display["long_description"]) <= 4000


def test_a_question_in_the_form_is_not_too_long_for_the_guard() -> None:
    assert LONGEST_QUESTION <= LONGEST_SCREENED


def test_settings_are_read_under_slacks_own_names(tmp_path: Path) -> None:
    settings = SlackSettings(SLACK_BOT_TOKEN="xoxb-1", SLACK_API_URL="http://127.0.0.1/api/")  # type: ignore[call-arg]

    assert settings.bot_token
    assert settings.bot_token.get_secret_value() == "xoxb-1"
    assert settings.api_url == "http://127.0.0.1/api/"
    assert "xoxb-1" not in repr(settings)


@pytest.mark.parametrize("name", sorted(SlackSettings.model_fields))
def test_each_setting_says_what_it_is_for(name: str) -> None:
    assert SlackSettings.model_fields[name].description


def test_each_shortcut_is_heard_and_fits() -> None:
    shortcuts = {each["callback_id"]: each for each in MANIFEST["features"]["shortcuts"]}

    assert {key: each["type"] for key, each in shortcuts.items()} == {
        POST_UPDATE: "global",
        LOG_UPDATE: "message",
    }
    for each in shortcuts.values():
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
        assert each["name"] in NOTES
