"""Slack: are the tokens there and good, are the scopes granted, do the clocks agree."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.doctor.check import Check, broken, ok, warning

APART_WARNING = 30
APART_BROKEN = 240
"""Seconds; Slack's requests are refused when signed more than 300 seconds ago."""
FOR_CHANNELS = frozenset({"channels:history", "groups:history"})
"""Scopes that are needed only where whole channels are listened to."""
FOR_GROUPS = frozenset({"usergroups:read"})
"""Needed only where roles are given by user group."""
HOW_TO = "see docs/how-to/create-the-slack-app.md."


class SlackWeb(Protocol):
    """The two calls of Slack's Web API that an examination needs."""

    def auth_test(self) -> Any:
        """Who the bot token belongs to."""
        ...

    def apps_connections_open(self, *, app_token: str) -> Any:
        """Ask for a Socket Mode address."""
        ...


def scopes_of(manifest: str) -> frozenset[str]:
    """The bot scopes that an app manifest (JSON) asks for."""
    return frozenset(json.loads(manifest)["oauth_config"]["scopes"]["bot"])


def check_slack(
    web: SlackWeb | None,
    *,
    app_token: str | None,
    signing_secret: str | None,
    scopes: frozenset[str],
    clock: Callable[[], datetime],
    optional: frozenset[str] = frozenset(),
) -> list[Check]:
    """Tokens, scopes and clock; `web` is None when no bot token is set.

    `scopes` are those the app's manifest asks for; `optional` ones may be granted besides.
    """
    if web is None:
        return [
            warning(
                "Slack bot token",
                "It is not set, so the Slack app cannot run; the terminal needs none.",
                f"Set SLACK_BOT_TOKEN; {HOW_TO}",
            )
        ]
    checks = _bot_token(web, scopes, optional, clock)
    checks.append(_way_in(web, app_token, signing_secret))
    return checks


def _bot_token(
    web: SlackWeb,
    scopes: frozenset[str],
    optional: frozenset[str],
    clock: Callable[[], datetime],
) -> list[Check]:
    part = "Slack bot token"
    try:
        answer = web.auth_test()
    except SlackApiError as error:
        finding = f"Slack refuses it ({_reason(error)})."
        return [broken(part, finding, f"Set SLACK_BOT_TOKEN to a token that is valid; {HOW_TO}")]
    except (SlackClientError, OSError):
        mend = "Check the network, the proxy settings and SLACK_API_URL."
        return [broken(part, "Slack could not be reached to try it.", mend)]
    now = clock()  # at once: what is examined before may take a minute
    headers = {str(name).lower(): value for name, value in dict(answer.headers).items()}
    return [
        ok(part, "Slack accepts it."),
        _scopes(headers, scopes, optional),
        _clock(headers, now),
    ]


def _scopes(headers: Mapping[str, Any], wanted: frozenset[str], optional: frozenset[str]) -> Check:
    part = "Slack scopes"
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")} - {""}
    if not granted:
        mend = f"Compare the app's scopes with its manifest; {HOW_TO}"
        return warning(part, "Slack did not say which scopes are granted.", mend)
    if missing := sorted(wanted - granted):
        mend = "Add them in the app's settings (OAuth & Permissions), then install the app again."
        return broken(part, f"Not granted: {', '.join(missing)}.", mend)
    if spare := sorted(granted - wanted - optional):
        mend = "Remove them in the app's settings: it should hold no right it does not use."
        return warning(part, f"Granted, but not needed: {', '.join(spare)}.", mend)
    return ok(part, f"All {len(wanted)} are granted, and no other.")


def _clock(headers: Mapping[str, Any], now: datetime) -> Check:
    part = "clock"
    stamp = str(headers.get("date", ""))
    try:
        apart = abs((now - parsedate_to_datetime(stamp)).total_seconds())
    except (TypeError, ValueError):
        mend = "Compare this machine's clock with a time server by hand."
        return warning(part, "Slack did not say what time it is.", mend)
    finding = f"This machine and Slack are {apart:.0f} seconds apart."
    mend = "Switch on time synchronisation on this machine."
    if apart > APART_BROKEN:
        return broken(part, finding, mend)
    if apart > APART_WARNING:
        return warning(part, finding, mend)
    return ok(part, finding)


def _way_in(web: SlackWeb, app_token: str | None, signing_secret: str | None) -> Check:
    part = "Slack way in"
    if app_token is None:
        if signing_secret is None:
            mend = f"Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP); {HOW_TO}"
            return broken(part, "Neither Socket Mode nor HTTP is set up.", mend)
        return ok(part, "HTTP: the signing secret is set. Start with truenorth serve --http.")
    try:
        web.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        mend = "Set SLACK_APP_TOKEN to an app-level token with the scope connections:write."
        return broken(part, f"Slack refuses the app-level token ({_reason(error)}).", mend)
    except (SlackClientError, OSError):
        mend = "Check the network, the proxy settings and SLACK_API_URL."
        return broken(part, "Slack could not be reached for Socket Mode.", mend)
    return ok(part, "Socket Mode: Slack accepts the app-level token.")


def _reason(error: SlackApiError) -> str:
    """Slack's own short code for a refusal; never its whole answer."""
    code = str(error.response.get("error", "")) if error.response else ""
    return code if code.replace("_", "").isalnum() else "no reason given"
