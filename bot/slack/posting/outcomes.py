"""What came of a call that posts: taken, to be tried later, refused for good, or not known.

The difference that matters is between "Slack certainly did not take it" and "nobody knows": only
the first may be tried again by itself.

Source: https://docs.slack.dev/reference/methods/chat.postMessage (errors).
"""

import re
from dataclasses import dataclass
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
UNCERTAIN = frozenset({"internal_error", "fatal_error", "service_unavailable"})
"""Slack's words: it is possible some aspect of the operation succeeded."""

MENDABLE = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "request_timeout",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
"""Nothing is wrong with the post: it can go once the app's installation has been mended."""

_CODE = re.compile(r"[a-z0-9_]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Taken:
    """Slack has it; it stands there."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Later:
    """Slack certainly did not take it: it may be sent again.

    Attributes:
        seconds: how long Slack asks to wait; None when it does not say.
    """

    code: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class RefusedForGood:
    """Slack does not take it, and will not take it as it is."""

    code: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The call went out and no answer came back that says how it ended."""

    code: str


Outcome = Taken | Later | RefusedForGood | NotKnown


def outcome_of(error: Exception) -> Outcome:
    """What an error of the call says of the post; whatever is not recognised is not known."""
    if isinstance(error, SlackApiError):
        return _of_answer(error)
    # urllib wraps what fails until the request is out, and leaves bare what fails after that.
    if isinstance(error, URLError | SlackClientError):
        return Later(type(error).__name__)
    return NotKnown(type(error).__name__)


def _of_answer(error: SlackApiError) -> Outcome:
    response = error.response
    status = getattr(response, "status_code", 200)
    data = response if isinstance(response, dict) else response.data
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == 429 or code in RATE_LIMITED:
        return Later("ratelimited", _retry_after(error))
    if not _CODE.fullmatch(code):
        # Not Slack's own form of an answer: something on the way answered in its place.
        code = f"status_{status}"
        return Later(code) if 400 <= status < 500 else NotKnown(code)
    if status >= 500 or code in UNCERTAIN:
        return NotKnown(code)
    return Later(code) if code in MENDABLE else RefusedForGood(code)


def _retry_after(error: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    try:
        return max(1.0, float(headers.get("retry-after", "")))
    except ValueError:
        return 30.0
