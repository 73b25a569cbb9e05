"""What the Slack app needs from the rest of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Conversation
from programme.guard import Decline, HelpTexts, screen
from programme.ports import Answering, DocumentSummary, UnitOfWorkFactory

Screen = Callable[[str, HelpTexts], Decline | None]


@dataclass(frozen=True, slots=True)
class SlackServices:
    """The use cases and stores behind the Slack app.

    `readings` makes units of work that only read, and so wait for nobody. `documents` lists what
    is served now, current editions first; it raises `Unavailable` when the database does not
    answer. `screen` is the guard, which looks before anything is kept.
    """

    conversation: Conversation
    answering: Answering
    works: UnitOfWorkFactory
    readings: UnitOfWorkFactory
    documents: Callable[[], list[DocumentSummary]]
    now: Callable[[], datetime]
    texts: HelpTexts
    screen: Screen = screen
