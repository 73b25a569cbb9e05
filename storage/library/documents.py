"""Document versions and their passages in SQL."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, bindparam, func, insert, select

from programme.documents import Document, Passage
from programme.ports import DocumentSummary
from storage.library.rows import (
    DOCUMENT_COLUMNS,
    PASSAGE_COLUMNS,
    document_of,
    document_values,
    passage_of,
    passage_values,
)
from storage.statements import in_chunks, insert_or_keep
from storage.tables import DocumentRow, GenerationDocumentRow, PassageRow

# Built once, because it is run for every question: building it anew takes longer than running it.
_BY_ID = select(*PASSAGE_COLUMNS).where(PassageRow.id.in_(bindparam("ids", expanding=True)))


class SqlDocuments:
    """Writes document versions once, and reads them by generation or by passage id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_document(
        self, document: Document, passages: Sequence[Passage], text_hashes: Sequence[str]
    ) -> None:
        """Write a document version and its passages; the same id again changes nothing."""
        rows = [
            passage_values(passage, text_hash)
            for passage, text_hash in zip(passages, text_hashes, strict=True)
        ]
        kept = self._connection.execute(
            insert_or_keep(self._connection, DocumentRow).returning(DocumentRow.id),
            document_values(document),
        )
        if kept.first() is not None and rows:
            self._connection.execute(insert(PassageRow), rows)

    def documents(self, generation_id: str) -> list[DocumentSummary]:
        """The documents of a generation, current editions first, then by title and key."""
        passages = (
            select(func.count())
            .where(PassageRow.document_id == DocumentRow.id)
            .scalar_subquery()
            .label("passages")
        )
        rows = self._connection.execute(
            select(*DOCUMENT_COLUMNS, passages)
            .join(GenerationDocumentRow, GenerationDocumentRow.document_id == DocumentRow.id)
            .where(GenerationDocumentRow.generation_id == generation_id)
        )
        summaries = [DocumentSummary(document_of(row), row.passages) for row in rows]
        # Sorted here, because the two databases sort titles differently.
        return sorted(
            summaries,
            key=lambda summary: (
                not summary.document.edition.is_current,
                summary.document.edition.title,
                summary.document.key,
            ),
        )

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages of these ids; an unknown id is left out."""
        found: dict[str, Passage] = {}
        for some in in_chunks(ids):
            rows = self._connection.execute(_BY_ID, {"ids": some})
            found.update((row[0], passage_of(row)) for row in rows)
        return found

    def passages_of(self, generation_id: str, *, batch: int = 1000) -> Iterator[Passage]:
        """All passages of a generation, by document then ordinal, `batch` rows in memory."""
        rows = self._connection.execution_options(yield_per=batch).execute(
            select(*PASSAGE_COLUMNS)
            .join(
                GenerationDocumentRow,
                GenerationDocumentRow.document_id == PassageRow.document_id,
            )
            .where(GenerationDocumentRow.generation_id == generation_id)
            .order_by(GenerationDocumentRow.document_id, PassageRow.ordinal)
        )
        with rows:
            for row in rows:
                yield passage_of(row)
