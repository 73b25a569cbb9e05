"""What the Slack app needs from the rest of the house."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation import Conversation
from bot.schedule import Job
from bot.use_cases.digest_services import DigestServices
from bot.use_cases.reporting import Reporting
from bot.use_cases.who import Directory
from programme.configuration import Programme, load_programme
from programme.guard import Decline, HelpTexts, screen
from programme.ports import Answering, DocumentSummary, UnitOfWorkFactory

Screen = Callable[[str, HelpTexts], Decline | None]

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike in meaning words are to each of some names, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SlackServices:
    """The use cases and stores behind the Slack app.

    `readings` makes units of work that only read, and so wait for nobody. `documents` lists what
    is served now, current editions first; it raises `Unavailable` when the database does not
    answer. `reporting` is what leads do with weekly updates, and `directory` says who somebody
    is. `digesting` is what is done with digests. `screen` is the guard, which looks before
    anything is kept. `programme` is what the programme office has set up. `jobs` are done by the
    clock. `likeness` finds what somebody means who does not use its name; None to do without.
    """

    conversation: Conversation
    answering: Answering
    works: UnitOfWorkFactory
    readings: UnitOfWorkFactory
    documents: Callable[[], list[DocumentSummary]]
    now: Callable[[], datetime]
    texts: HelpTexts
    reporting: Reporting
    directory: Directory
    digesting: DigestServices
    programme: Programme = field(default_factory=load_programme)
    screen: Screen = screen
    jobs: tuple[Job, ...] = ()
    likeness: Likeness | None = None
