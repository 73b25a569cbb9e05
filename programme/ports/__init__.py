"""What the programme needs from the outside: plain nouns, each with a fake and a SQL adapter."""

from programme.ports.answering import Answering, FoundPassage
from programme.ports.library import (
    DocumentSummary,
    Embedding,
    Generation,
    GenerationState,
    LibraryStore,
)
from programme.ports.questions import (
    AskedQuestion,
    Feedback,
    FeedbackVerdict,
    QuestionStore,
    Surface,
)
from programme.ports.received import EventState, ReceivedEvent, ReceivedEventStore
from programme.ports.work import UnitOfWork, UnitOfWorkFactory

__all__ = [
    "Answering",
    "AskedQuestion",
    "DocumentSummary",
    "Embedding",
    "EventState",
    "Feedback",
    "FeedbackVerdict",
    "FoundPassage",
    "Generation",
    "GenerationState",
    "LibraryStore",
    "QuestionStore",
    "ReceivedEvent",
    "ReceivedEventStore",
    "Surface",
    "UnitOfWork",
    "UnitOfWorkFactory",
]
