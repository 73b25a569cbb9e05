"""What somebody asked for in Slack, as it is kept until it has been worked on."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from programme.answers import DeclineReason
from programme.errors import Fault
from programme.guard import Decline
from programme.ports import Surface


class Wanted(StrEnum):
    """What is to be done."""

    ANSWER = "answer"
    HELP = "help"
    DOCUMENTS = "documents"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody asked, and so where the reply goes.

    Attributes:
        channel: a channel's id, or a person's id for a direct message to them.
        thread_ts: the message whose thread the reply belongs in.
        response_url: for a command: where a reply that only the person sees can be posted.
        direct: whether the place is a direct message.
    """

    channel: str
    user: str
    thread_ts: str | None = None
    response_url: str | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One thing somebody asked for.

    Attributes:
        question: the words, only when they are to be answered, or read as an update, and the
            guard let them through.
        decline: the guard's sentence, which holds none of the person's words.
        echo: whether the reply repeats the question, where Slack itself does not show it.
    """

    wanted: Wanted
    place: Place
    surface: Surface
    question: str | None = None
    decline: Decline | None = None
    echo: bool = False

    def to_json(self) -> str:
        """The body of the received event."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, body: str) -> "Request":
        """Read back what `to_json` wrote.

        Raises:
            Fault: the body is not one this version wrote.
        """
        try:
            fields = json.loads(body)
            decline = fields["decline"]
            return cls(
                wanted=Wanted(fields["wanted"]),
                place=Place(**fields["place"]),
                surface=Surface(fields["surface"]),
                question=fields["question"],
                decline=decline
                and Decline(DeclineReason(decline["reason"]), sentence=decline["sentence"]),
                echo=fields["echo"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise Fault("Sorry, that question could not be read back.") from error


HELP_WORDS = frozenset(
    {
        "",
        "help",
        "?",
        "hello",
        "hi",
        "hey",
        "what can you do",
        "what can you do?",
        "how do you work?",
    }
)
DOCUMENT_WORDS = frozenset(
    {"documents", "what documents do you hold?", "which documents do you hold?"}
)


def wanted_by(text: str) -> Wanted:
    """What a message asks for: a few fixed words ask for help or the list of documents."""
    words = text.strip().lower()
    if words in HELP_WORDS:
        return Wanted.HELP
    if words in DOCUMENT_WORDS:
        return Wanted.DOCUMENTS
    return Wanted.ANSWER
