"""Modals that open at once and are filled after: a trigger lives three seconds."""

import logging
from collections.abc import Callable
from functools import partial

from bot.errors import as_told, told
from bot.slack.blocks.parts import View
from bot.slack.blocks.update_form import loading, told_view
from bot.slack.boundary import guarded
from bot.slack.outgoing import Outgoing
from bot.slack.people import People
from bot.slack.reporting.desk import Desk
from programme.people import Actor

log = logging.getLogger(__name__)

Draw = Callable[[Actor], View]
"""Draws what a modal is filled with, for the person who opened it."""


class Opening:
    """Opens and fills modals; people who may not ask get nothing."""

    def __init__(self, desk: Desk, outgoing: Outgoing, people: People) -> None:
        self._desk = desk
        self._outgoing = outgoing
        self._people = people

    def open(self, user: str, trigger_id: str, draw: Draw, words: str | None = None) -> None:
        """Open a modal, and fill it.

        Args:
            user: who pressed.
            trigger_id: of the press.
            draw: what to fill it with; what goes wrong in it is shown in the modal.
            words: what is shown until then.

        Raises:
            Unavailable: Slack does not say who they are, or does not open it.
        """
        if not self._people.may_ask(user):
            log.info("a modal was asked for by somebody who may not ask")
            return
        view_id = self._outgoing.open_view(trigger_id, loading(words) if words else loading())
        self.fill(user, view_id, draw)

    def fill(self, user: str, view_id: str, draw: Draw) -> None:
        """Fill a modal that is open."""
        guarded(
            lambda: self._outgoing.update_view(view_id, draw(self._desk.actor(user))),
            partial(self._say, view_id),
        )

    def _say(self, view_id: str, error: Exception) -> None:
        self._outgoing.update_view(view_id, told_view(told(as_told(error))))
