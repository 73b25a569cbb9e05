"""What the programme needs from the outside: plain nouns, each with a fake and a SQL adapter."""

from programme.ports.answering import Answering, FoundPassage
from programme.ports.audit import AuditStore
from programme.ports.digests import (
    Acknowledgement,
    DecisionMade,
    DigestRecord,
    DigestStore,
    Rebase,
    RebaseKind,
)
from programme.ports.library import (
    DocumentSummary,
    Embedding,
    Generation,
    GenerationState,
    LibraryStore,
)
from programme.ports.outbox import DraftStore, KeptDraft, OutboxStore, ScheduleStore
from programme.ports.people import PeopleStore
from programme.ports.plans import PlanStore
from programme.ports.questions import (
    AskedQuestion,
    Feedback,
    FeedbackVerdict,
    QuestionStore,
    Surface,
)
from programme.ports.received import EventState, ReceivedEvent, ReceivedEventStore
from programme.ports.updates import UpdateGround, UpdateStore
from programme.ports.work import UnitOfWork, UnitOfWorkFactory

__all__ = [
    "Acknowledgement",
    "Answering",
    "AskedQuestion",
    "AuditStore",
    "DecisionMade",
    "DigestRecord",
    "DigestStore",
    "DocumentSummary",
    "DraftStore",
    "Embedding",
    "EventState",
    "Feedback",
    "FeedbackVerdict",
    "FoundPassage",
    "Generation",
    "GenerationState",
    "KeptDraft",
    "LibraryStore",
    "OutboxStore",
    "PeopleStore",
    "PlanStore",
    "QuestionStore",
    "Rebase",
    "RebaseKind",
    "ReceivedEvent",
    "ReceivedEventStore",
    "ScheduleStore",
    "Surface",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "UpdateGround",
    "UpdateStore",
]
