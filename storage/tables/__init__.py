"""The tables, as SQLAlchemy knows them. No row leaves this package's parent."""

from storage.tables.audit import AuditRow
from storage.tables.declaration import Table
from storage.tables.digests import (
    AcknowledgementRow,
    DecisionRow,
    DigestRow,
    DigestUpdateRow,
    RebaseRow,
)
from storage.tables.generations import GenerationDocumentRow, GenerationRow, ServedRow
from storage.tables.library import DocumentRow, EmbeddingRow, PassageRow
from storage.tables.outbox import DraftRow, PostRow, ScheduleClaimRow
from storage.tables.people import PersonRow
from storage.tables.plans import (
    AnnualPlanRow,
    GoalLeadRow,
    GoalRow,
    MeasureRow,
    MeasureValueRow,
    TeamLeadRow,
    TeamRow,
)
from storage.tables.questions import CitationRow, FeedbackRow, QuestionRow
from storage.tables.received import ReceivedEventRow
from storage.tables.updates import ClosedWeekRow, UpdateRow

__all__ = [
    "AcknowledgementRow",
    "AnnualPlanRow",
    "AuditRow",
    "CitationRow",
    "ClosedWeekRow",
    "DecisionRow",
    "DigestRow",
    "DigestUpdateRow",
    "DocumentRow",
    "DraftRow",
    "EmbeddingRow",
    "FeedbackRow",
    "GenerationDocumentRow",
    "GenerationRow",
    "GoalLeadRow",
    "GoalRow",
    "MeasureRow",
    "MeasureValueRow",
    "PassageRow",
    "PersonRow",
    "PostRow",
    "QuestionRow",
    "RebaseRow",
    "ReceivedEventRow",
    "ScheduleClaimRow",
    "ServedRow",
    "Table",
    "TeamLeadRow",
    "TeamRow",
    "UpdateRow",
]
