"""The buttons under what was understood of a line."""

import re
from typing import Any

from slack_bolt import App

from bot.errors import as_told, told
from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.notices import notice
from bot.slack.blocks.parts import Message
from bot.slack.blocks.update_lines import LINE_ASK, LINE_CHANGE, LINE_GOAL, LINE_POST
from bot.slack.blocks.updates import receipt_lead, short
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.lines import Lines
from bot.slack.reporting.opening import Opening
from bot.slack.requests import Request, Wanted
from bot.use_cases.reporting import Recorded
from programme.errors import Fault, Unavailable
from programme.people import Actor
from programme.ports import Surface

Body = dict[str, Any]


def register(app: App, assembly: Assembly) -> None:
    """Hear them; the message they stand under says afterwards what was done."""
    buttons = LineButtons(assembly)
    app.action(LINE_POST)(assembly.receipts.before(buttons.on_post))
    app.action(LINE_CHANGE)(assembly.receipts.before(buttons.on_change))
    app.action(LINE_ASK)(assembly.receipts.before(buttons.on_ask))
    app.action(re.compile(f"^{LINE_GOAL}:"))(assembly.receipts.before(buttons.on_goal))


class LineButtons:
    """What each button does, given the request's body."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._lines = Lines(assembly.services)
        self._desk = Desk(assembly.services)
        self._opening = Opening(self._desk, assembly.outgoing, assembly.people)

    def on_post(self, body: Body) -> None:
        """Store it; the draft stays where it cannot be stored just now."""
        try:
            actor = self._actor(body)
            done = self._lines.post(actor, _value(body))
        except (Unavailable, Fault) as error:
            sentence = f"Not stored. {told(as_told(error))} Your line is kept: press Post it again."
            self._whisper(body, notice(sentence))
            return
        if isinstance(done, Recorded):
            self._assembly.posting.wake()
            done = self._posted(actor, done)
        self._replace(body, done)

    def on_change(self, body: Body) -> None:
        """Open the form with what was understood."""
        draft = _value(body)
        self._opening.open(
            body["user"]["id"],
            body["trigger_id"],
            lambda actor: self._lines.form(actor, draft),
            "Loading your update…",
        )

    def on_goal(self, body: Body) -> None:
        """This is the goal that is meant."""
        draft, _, goal = _value(body).partition(" ")
        self._replace(body, self._lines.meant(self._actor(body), draft, goal))

    def on_ask(self, body: Body) -> None:
        """It is a question."""
        draft = _value(body)
        place = place_of(body)
        words = self._lines.words(self._actor(body), draft)
        if place is None:
            return
        surface = Surface.DIRECT_MESSAGE if place.direct else Surface.COMMAND
        request = Request(Wanted.ANSWER, place, surface, question=words, echo=not place.direct)
        self._assembly.inbox.receive(f"draft-{draft}", "draft", request)
        self._lines.put_aside(draft)
        self._replace(body, notice("Not an update: I answer it as a question."))

    def _posted(self, actor: Actor, recorded: Recorded) -> Message:
        card = self._desk.card(actor, recorded)
        return notice(f"✅ {receipt_lead(recorded.update)} {short(card)}")

    def _actor(self, body: Body) -> Actor:
        return self._desk.actor(body["user"]["id"])

    def _replace(self, body: Body, message: Message) -> None:
        self._assembly.outgoing.replace(body["response_url"], message)

    def _whisper(self, body: Body, message: Message) -> None:
        place = place_of(body)
        if place:
            self._assembly.outgoing.whisper(place, message)


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])
