"""Stand-ins that keep to the same contracts as the real things."""

from tests.fakes.library import FakeLibraryStore
from tests.fakes.questions import FakeQuestionStore
from tests.fakes.received import FakeReceivedEventStore
from tests.fakes.work import FakeDatabase, FakeUnitOfWork

__all__ = [
    "FakeDatabase",
    "FakeLibraryStore",
    "FakeQuestionStore",
    "FakeReceivedEventStore",
    "FakeUnitOfWork",
]
