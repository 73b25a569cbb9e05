"""The Home tab, by what somebody is: of the office, a lead, or staff."""

import logging

from bot.errors import as_told, told
from bot.slack.blocks.guide import home_view
from bot.slack.blocks.notices import notice
from bot.slack.blocks.office_home import office_blocks
from bot.slack.blocks.parts import VIEW_BLOCKS, Block, View
from bot.slack.boundary import guarded
from bot.slack.chasing import chasing_of
from bot.slack.digests.desk import DigestDesk, card_of
from bot.slack.outgoing import Outgoing
from bot.slack.reporting.desk import Desk
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings
from bot.use_cases.digest_refs import DigestRef
from programme.errors import AssistantError
from programme.outbox import Post
from programme.permissions import can_see_programme

log = logging.getLogger(__name__)


class Home:
    """Draws Home tabs and shows them."""

    def __init__(
        self, services: SlackServices, settings: SlackSettings, outgoing: Outgoing
    ) -> None:
        self._services = services
        self._settings = settings
        self._outgoing = outgoing
        self._desk = Desk(services)
        self._digests = DigestDesk(services)

    def show(self, user: str) -> None:
        """Show somebody their Home tab as things stand.

        Raises:
            Unavailable: Slack does not take it.
        """
        view = self._for_everybody()
        try:
            own = [*self._for_office(user), *self._desk.due(user)]
        except AssistantError as error:
            # whoever opens it sees that something is wrong, and the rest of the tab
            own = list(notice(told(as_told(error))).blocks)
        view["blocks"] = [*own, *view["blocks"]][:VIEW_BLOCKS]
        self._outgoing.publish_home(user, view)

    def told(self, post: Post) -> None:
        """Somebody has got the receipt of an update: their tab is to say so too."""
        if post.kind == "receipt" and post.to.startswith(("U", "W")):
            guarded(lambda: self.show(post.to), lambda error: log.warning(_NOT_SHOWN, _name(error)))

    def _for_office(self, user: str) -> list[Block]:
        actor = self._digests.actor(user)
        if not can_see_programme(actor):
            return []
        week = self._services.digesting.digests.current_week()
        card = card_of(self._digests.view(actor, DigestRef(week)))
        return office_blocks(card, chasing_of(self._services).silent(actor))

    def _for_everybody(self) -> View:
        names = [each.name for each in self._services.programme.true_norths]
        now, prompts = self._services.now(), self._settings.prompts
        try:
            documents = self._services.documents()
        except AssistantError as error:
            trouble = told(as_told(error))
            return home_view(None, trouble, true_norths=names, prompts=prompts, now=now)
        return home_view(documents, true_norths=names, prompts=prompts, now=now)


_NOT_SHOWN = "a Home tab could not be shown after an update: %s"


def _name(error: Exception) -> str:
    return type(error).__name__
