"""Whether Slack takes the tokens: asked before serving, so that a wrong one is told at once."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from programme.errors import RuleBroken, Unavailable


def check_bot_token(client: WebClient) -> frozenset[str]:
    """The scopes Slack has given the bot token.

    Raises:
        RuleBroken: Slack does not take the token.
        Unavailable: Slack cannot be reached.
    """
    answer = _ask("SLACK_BOT_TOKEN", client.auth_test)
    scopes = answer.headers.get("x-oauth-scopes", "")
    return frozenset(scope.strip() for scope in scopes.split(",") if scope.strip())


def check_app_token(client: WebClient, app_token: str) -> None:
    """Ask whether the app-level token may open a connection.

    Raises:
        RuleBroken: Slack does not take the token.
        Unavailable: Slack cannot be reached.
    """
    _ask("SLACK_APP_TOKEN", lambda: client.apps_connections_open(app_token=app_token))


def _ask(name: str, ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except SlackApiError as error:
        code = error.response.get("error")
        raise RuleBroken(f"Slack does not take {name} ({code}). Please check it.") from error
    except (SlackClientError, OSError) as error:
        raise Unavailable("Slack cannot be reached just now. Please try again later.") from error
