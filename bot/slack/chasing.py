"""The chase list as it is asked for in Slack."""

from bot.slack.blocks.chasing import chase_message
from bot.slack.outgoing import Outgoing
from bot.slack.requests import Place
from bot.slack.services import SlackServices
from bot.use_cases.chasing import Chasing


def chasing_of(services: SlackServices) -> Chasing:
    """The use case behind the list and its buttons."""
    return Chasing(
        services.works,
        services.readings,
        rhythm=services.programme.rhythm,
        now=services.now,
    )


class ChaseCommand:
    """`/truenorth chase`: only who asks sees the answer."""

    def __init__(self, services: SlackServices, outgoing: Outgoing) -> None:
        self._directory = services.directory
        self._chasing = chasing_of(services)
        self._outgoing = outgoing

    def show(self, place: Place) -> None:
        """Answer with the list.

        Raises:
            RuleBroken: they are not of the office.
            Unavailable: the database or Slack does not answer.
        """
        actor = self._directory.actor(place.user)
        self._outgoing.reply(place, chase_message(self._chasing.silent(actor)))
