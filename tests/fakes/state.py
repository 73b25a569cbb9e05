"""The memory behind the fake stores: copied at the start of a unit of work, put back on commit."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from programme.documents import Document, Passage
from programme.errors import Fault
from programme.ports import AskedQuestion, Embedding, Feedback, Generation, ReceivedEvent


@dataclass
class FakeState:
    """All rows. The values are frozen, so copying the dictionaries is enough."""

    documents: dict[str, Document] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    hash_of: dict[str, str] = field(default_factory=dict)
    embeddings: dict[tuple[str, str], Embedding] = field(default_factory=dict)
    generations: dict[str, Generation] = field(default_factory=dict)
    held: dict[str, frozenset[str]] = field(default_factory=dict)
    pointer: tuple[str | None, str | None] = (None, None)
    questions: dict[str, AskedQuestion] = field(default_factory=dict)
    verdicts: dict[tuple[str, str], Feedback] = field(default_factory=dict)
    events: dict[str, ReceivedEvent] = field(default_factory=dict)
    working_since: dict[str, datetime] = field(default_factory=dict)

    def copy(self) -> "FakeState":
        """A state of its own with the same rows."""
        other = FakeState()
        for name, value in vars(self).items():
            setattr(other, name, dict(value) if isinstance(value, dict) else value)
        return other


def aware(moment: datetime) -> datetime:
    """The moment in UTC, refused when it does not say its zone, as the database refuses it."""
    if moment.utcoffset() is None:
        raise Fault("a datetime without a time zone cannot be kept")
    return moment.astimezone(UTC)
