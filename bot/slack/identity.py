"""Who the assistant is in Slack: asked once, and remembered."""

import threading

from slack_bolt.authorization import AuthorizeResult

from bot.slack.outgoing import Outgoing


class Identity:
    """The assistant's own user and workspace.

    Bolt would ask Slack at the first request, and drop that request without a word if Slack did
    not answer. Here the question is asked at the start, and a failure is an error like any other:
    the person is told, and Slack delivers again.
    """

    def __init__(self, outgoing: Outgoing, token: str) -> None:
        self._outgoing = outgoing
        self._token = token
        self._lock = threading.Lock()
        self._known: AuthorizeResult | None = None

    def who(self) -> AuthorizeResult:
        """What Bolt needs to know for each request.

        Raises:
            Unavailable: Slack has not said yet who the assistant is.
        """
        with self._lock:
            if self._known is None:
                told = self._outgoing.itself()
                self._known = AuthorizeResult(
                    enterprise_id=told.get("enterprise_id"),
                    team_id=told["team_id"],
                    bot_user_id=told["user_id"],
                    bot_id=told.get("bot_id"),
                    bot_token=self._token,
                )
            return self._known
