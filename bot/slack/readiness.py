"""Whether the app can answer: the database and the index, each in a word."""

import logging
from dataclasses import dataclass

from bot.slack.services import SlackServices
from programme.errors import AssistantError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which parts answer."""

    database: bool
    index: bool

    @property
    def ready(self) -> bool:
        """True when every part answers."""
        return self.database and self.index


def readiness(services: SlackServices) -> Readiness:
    """Ask the database and the index; a part that does not answer is not an error here."""
    return Readiness(database=_database(services), index=_index(services))


def _database(services: SlackServices) -> bool:
    try:
        with services.readings() as work:
            work.library.served()
    except AssistantError:
        return False
    return True


def _index(services: SlackServices) -> bool:
    try:
        return services.answering.generation_id() is not None
    except AssistantError:
        return False
