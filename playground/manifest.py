"""What the app's manifest tells Slack: the commands, shortcuts and events of the app."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: `on_message` where it is used on a message, otherwise from anywhere."""

    name: str
    callback_id: str
    on_message: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of the manifest that a person in Slack would notice."""

    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[str, ...]
    shortcuts: tuple[Shortcut, ...]


@cache
def manifest() -> Manifest:
    """The manifest that the app is installed with."""
    whole = json.loads(files("bot.slack").joinpath("manifest.json").read_text("utf-8"))
    features = whole["features"]
    return Manifest(
        scopes=frozenset(whole["oauth_config"]["scopes"]["bot"]),
        events=frozenset(whole["settings"]["event_subscriptions"]["bot_events"]),
        commands=tuple(each["command"] for each in features.get("slash_commands", [])),
        shortcuts=tuple(
            Shortcut(each["name"], each["callback_id"], each["type"] == "message")
            for each in features.get("shortcuts", [])
        ),
    )
