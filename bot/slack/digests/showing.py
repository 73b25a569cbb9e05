"""Digests shown to whoever asks: as a message only they see, or page by page in a window."""

import logging
from typing import Any

from bot.slack.assembly import Assembly
from bot.slack.blocks.digest_pages import OpenPage, page_view
from bot.slack.blocks.digests import DigestCard, asked_message, comparison_message
from bot.slack.blocks.parts import Message, View
from bot.slack.digests.desk import DigestDesk, card_of
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.opening import Opening
from bot.slack.requests import Place
from bot.use_cases.digest_refs import DigestRef
from programme.people import Actor
from programme.permissions import can_follow_up

log = logging.getLogger(__name__)

Body = dict[str, Any]


class ShowingDigests:
    """Shows digests.

    Raises:
        RuleBroken: from every method: they may not see it, or there is no such thing.
        Unavailable: from every method: Slack or the database does not answer.
    """

    def __init__(self, assembly: Assembly) -> None:
        self._desk = DigestDesk(assembly.services)
        self._outgoing = assembly.outgoing
        self._people = assembly.people
        self._opening = Opening(Desk(assembly.services), assembly.outgoing, assembly.people)

    def command(self, place: Place, words: str) -> None:
        """Answer `/truenorth digest …` to whoever typed it."""
        if not self._people.may_ask(place.user):
            log.info("a digest was asked for by somebody who may not ask")
            return
        actor = self._desk.actor(place.user)
        ref = self._desk.asked(actor, words)
        self._outgoing.reply(place, self._message(actor, ref, here=not place.direct))

    def on_show_all(self, body: Body) -> None:
        """Open all of a digest."""
        ref = body["actions"][0]["value"]
        opened = OpenPage(ref, seen_in=(body.get("channel") or {}).get("id") or "")
        self._opening.open(
            body["user"]["id"],
            body["trigger_id"],
            lambda actor: self.page(actor, opened),
            "Loading the digest…",
        )

    def on_turn(self, body: Body) -> None:
        """Another page, or another part, was chosen in the window."""
        action = body["actions"][0]
        chosen = str(action.get("value") or action["selected_option"]["value"])
        opened = OpenPage.of(body["view"])
        turned = OpenPage(opened.ref, int(chosen.partition(" ")[0]), opened.seen_in)
        self._opening.fill(
            body["user"]["id"], body["view"]["id"], lambda actor: self.page(actor, turned)
        )

    def page(self, actor: Actor, opened: OpenPage, notice: str = "") -> View:
        """One page of a digest; its lines have buttons for the office."""
        card = self._desk.card(actor, DigestRef.parse(opened.ref), opened.seen_in)
        return page_view(card, opened, office=can_follow_up(actor), notice=notice)

    def _message(self, actor: Actor, ref: DigestRef, *, here: bool) -> Message:
        if ref.since:
            return comparison_message(self._desk.card(actor, ref))
        return asked_message(self._asked(actor, ref), here=here)

    def _asked(self, actor: Actor, ref: DigestRef) -> DigestCard:
        return card_of(self._desk.view(actor, ref))
