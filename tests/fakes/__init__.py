"""Stand-ins that keep to the same contracts as the real things."""

from tests.fakes.audit import FakeAuditStore
from tests.fakes.library import FakeLibraryStore
from tests.fakes.outbox import FakeDraftStore, FakeOutboxStore, FakeScheduleStore
from tests.fakes.people import FakePeopleStore
from tests.fakes.plans import FakePlanStore
from tests.fakes.questions import FakeQuestionStore
from tests.fakes.received import FakeReceivedEventStore
from tests.fakes.updates import FakeUpdateStore
from tests.fakes.work import FakeDatabase, FakeUnitOfWork

__all__ = [
    "FakeAuditStore",
    "FakeDatabase",
    "FakeDraftStore",
    "FakeLibraryStore",
    "FakeOutboxStore",
    "FakePeopleStore",
    "FakePlanStore",
    "FakeQuestionStore",
    "FakeReceivedEventStore",
    "FakeScheduleStore",
    "FakeUnitOfWork",
    "FakeUpdateStore",
]
