"""The tables, as SQLAlchemy knows them. No row leaves this package's parent."""

from storage.tables.declaration import Table
from storage.tables.generations import GenerationDocumentRow, GenerationRow, ServedRow
from storage.tables.library import DocumentRow, EmbeddingRow, PassageRow
from storage.tables.questions import CitationRow, FeedbackRow, QuestionRow
from storage.tables.received import ReceivedEventRow

__all__ = [
    "CitationRow",
    "DocumentRow",
    "EmbeddingRow",
    "FeedbackRow",
    "GenerationDocumentRow",
    "GenerationRow",
    "PassageRow",
    "QuestionRow",
    "ReceivedEventRow",
    "ServedRow",
    "Table",
]
