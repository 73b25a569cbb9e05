"""Embeddings in SQL, by model and by the hash of the text they are of."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, and_, bindparam, select

from programme.documents import Passage
from programme.ports import Embedding
from storage.library.rows import PASSAGE_COLUMNS, passage_of
from storage.statements import in_chunks, insert_or_keep
from storage.tables import EmbeddingRow, GenerationDocumentRow, GenerationRow, PassageRow

_VECTORS = (EmbeddingRow.text_hash, EmbeddingRow.vector, EmbeddingRow.unit_vectors)

# Built once, because it is run for every question: building it anew takes longer than running it.
_BY_PASSAGE = (
    select(PassageRow.id, *_VECTORS)
    .join(
        EmbeddingRow,
        and_(
            EmbeddingRow.text_hash == PassageRow.text_hash,
            EmbeddingRow.model == bindparam("model"),
        ),
    )
    .where(PassageRow.id.in_(bindparam("ids", expanding=True)))
)


class SqlEmbeddings:
    """Keeps each text's vectors once per model, however many passages share the text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def embeddings_of(self, passage_ids: Collection[str], model: str) -> dict[str, Embedding]:
        """Embeddings by passage id, under one model; those not embedded are left out."""
        found: dict[str, Embedding] = {}
        for some in in_chunks(passage_ids):
            rows = self._connection.execute(_BY_PASSAGE, {"ids": some, "model": model})
            found.update((row[0], Embedding(*row[1:])) for row in rows)
        return found

    def known_hashes(self, model: str, hashes: Collection[str]) -> set[str]:
        """Which of these text hashes already have an embedding under this model."""
        known: set[str] = set()
        for some in in_chunks(hashes):
            known.update(
                self._connection.scalars(
                    select(EmbeddingRow.text_hash).where(
                        EmbeddingRow.model == model, EmbeddingRow.text_hash.in_(some)
                    )
                )
            )
        return known

    def add_embeddings(self, model: str, embeddings: Sequence[Embedding]) -> None:
        """Keep embeddings; one that is already there stays as it is."""
        if embeddings:
            self._connection.execute(
                insert_or_keep(self._connection, EmbeddingRow),
                [
                    {
                        "model": model,
                        "text_hash": embedding.text_hash,
                        "vector": embedding.vector,
                        "unit_vectors": embedding.unit_vectors,
                    }
                    for embedding in embeddings
                ],
            )

    def passages_with_vectors(
        self, generation_id: str, *, batch: int = 1000
    ) -> Iterator[tuple[Passage, Embedding]]:
        """All passages of a generation with their embeddings, by document then ordinal."""
        rows = self._connection.execution_options(yield_per=batch).execute(
            select(*PASSAGE_COLUMNS, *_VECTORS)
            .select_from(GenerationRow)
            .join(GenerationDocumentRow, GenerationDocumentRow.generation_id == GenerationRow.id)
            .join(PassageRow, PassageRow.document_id == GenerationDocumentRow.document_id)
            .join(
                EmbeddingRow,
                and_(
                    EmbeddingRow.model == GenerationRow.model,
                    EmbeddingRow.text_hash == PassageRow.text_hash,
                ),
            )
            .where(GenerationRow.id == generation_id)
            .order_by(GenerationDocumentRow.document_id, PassageRow.ordinal)
        )
        with rows:
            for row in rows:
                yield passage_of(row), Embedding(*row[-3:])
