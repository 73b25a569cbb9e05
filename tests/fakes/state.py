"""The memory behind the fake stores: copied at the start of a unit of work, put back on commit."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from programme.audit import AuditEntry
from programme.documents import Document, Passage
from programme.errors import Fault
from programme.outbox import Post
from programme.people import Person
from programme.plans import AnnualPlan, Goal, Measure, MeasureValue, Team
from programme.ports import (
    Acknowledgement,
    AskedQuestion,
    DecisionMade,
    DigestRecord,
    Embedding,
    Feedback,
    Generation,
    KeptDraft,
    Rebase,
    ReceivedEvent,
)
from programme.updates import WeeklyUpdate


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
    people: dict[str, Person] = field(default_factory=dict)
    snoozes: dict[str, datetime] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    plans: dict[str, AnnualPlan] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    values: dict[tuple[str, date], MeasureValue] = field(default_factory=dict)
    updates: dict[str, WeeklyUpdate] = field(default_factory=dict)
    closed: dict[str, datetime] = field(default_factory=dict)
    audit: tuple[AuditEntry, ...] = ()
    posts: dict[str, Post] = field(default_factory=dict)
    claims: dict[tuple[str, str], datetime] = field(default_factory=dict)
    drafts: dict[str, KeptDraft] = field(default_factory=dict)
    digests: dict[str, DigestRecord] = field(default_factory=dict)
    decisions: dict[str, DecisionMade] = field(default_factory=dict)
    acknowledgements: dict[tuple[str, str], Acknowledgement] = field(default_factory=dict)
    rebases: dict[tuple[str, date], Rebase] = field(default_factory=dict)

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
