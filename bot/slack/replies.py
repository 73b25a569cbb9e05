"""What is said to a request."""

import logging
import uuid

from bot.slack.blocks.answer import answer_message, card_of_reply
from bot.slack.blocks.guide import documents_message, help_message
from bot.slack.given import GivenReplies
from bot.slack.outgoing import Outgoing
from bot.slack.people import People
from bot.slack.reporting.lines import Lines
from bot.slack.requests import Request, Wanted
from bot.slack.services import SlackServices
from programme.errors import Unavailable
from programme.ports import ReceivedEvent

log = logging.getLogger(__name__)

# Any fixed uuid serves; a retried event then finds the question it kept before.
QUESTIONS = uuid.UUID("6f0b6f0a-9f5e-5c1c-8c54-0d2a3f1e7b42")


class Replies:
    """Answers requests: an answer, help, or the list of documents."""

    def __init__(
        self, services: SlackServices, outgoing: Outgoing, people: People, given: GivenReplies
    ) -> None:
        self._services = services
        self._given = given
        self._outgoing = outgoing
        self._people = people
        self._contact = services.texts.office
        self._lines = Lines(services)

    def was_given(self, event: ReceivedEvent, request: Request) -> bool:
        """Whether the reply to an event that is taken up again stands in Slack already.

        Only direct messages can be looked at. Where Slack does not say, the answer is no: an
        answer that comes twice is better than none.
        """
        if not request.place.direct:
            return False
        try:
            return self._given.has(request.place, event.id, event.received_at)
        except Unavailable:
            log.warning("event %s: Slack does not say whether it was answered", event.id)
            return False

    def answer(self, event_id: str, request: Request) -> None:
        """Reply where the person asked; people who may not ask get nothing.

        Raises:
            AssistantError: what the person is to be told instead.
        """
        if not self._people.may_ask(request.place.user):
            log.info("event %s is from somebody who may not ask", event_id)
            return
        if request.wanted is Wanted.HELP:
            self._outgoing.reply(request.place, help_message(self._contact), event_id)
        elif request.wanted is Wanted.DOCUMENTS:
            listed = documents_message(self._services.documents(), self._contact)
            self._outgoing.reply(request.place, listed, event_id)
        elif not self._is_update(event_id, request):
            self._answer_question(event_id, request)

    def _is_update(self, event_id: str, request: Request) -> bool:
        """Show what was understood of a lead's line; False for anything that is a question."""
        if request.wanted is not Wanted.UPDATE or request.decline or request.question is None:
            return False
        shown = self._lines.drafted(event_id, request.place, request.question)
        if shown is None:
            return False
        self._outgoing.reply(request.place, shown, event_id)
        return True

    def _answer_question(self, event_id: str, request: Request) -> None:
        decline = request.decline
        if request.wanted is Wanted.UPDATE and request.question and decline is None:
            # It was looked at as an update; as a question it is looked at as one.
            decline = self._services.screen(request.question, self._services.texts)
        try:
            self._outgoing.working(request.place)
        except Unavailable:
            log.info("event %s: no working status was shown", event_id)
        reply = self._services.conversation.ask(
            "" if decline else request.question or "",
            asker=request.place.user,
            surface=request.surface,
            question_id=question_id_of(event_id),
            decline=decline,
        )
        card = card_of_reply(reply, asked=request.question if request.echo else None)
        shareable = request.place.response_url is not None
        message = answer_message(card, shareable=shareable)
        self._outgoing.reply(request.place, message, event_id)


def question_id_of(event_id: str) -> str:
    """The id of the question an event asks: the same however often the event is worked on."""
    return uuid.uuid5(QUESTIONS, event_id).hex
