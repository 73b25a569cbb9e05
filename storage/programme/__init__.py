"""The programme's data in SQL: plans, people, weekly updates, audit, outbox, schedule, drafts."""

from storage.programme.audit import SqlAuditStore
from storage.programme.digests import SqlDigestStore
from storage.programme.drafts import SqlDraftStore
from storage.programme.outbox import SqlOutboxStore
from storage.programme.people import SqlPeopleStore
from storage.programme.plans import SqlPlanStore
from storage.programme.schedule import SqlScheduleStore
from storage.programme.updates import SqlUpdateStore

__all__ = [
    "SqlAuditStore",
    "SqlDigestStore",
    "SqlDraftStore",
    "SqlOutboxStore",
    "SqlPeopleStore",
    "SqlPlanStore",
    "SqlScheduleStore",
    "SqlUpdateStore",
]
