"""Index generations in SQL, and the one pointer that says which is served."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from programme.errors import RuleBroken
from programme.ports import Generation, GenerationState
from storage.statements import AnyRow, in_chunks, upsert
from storage.tables import (
    DocumentRow,
    EmbeddingRow,
    GenerationDocumentRow,
    GenerationRow,
    PassageRow,
    ServedRow,
)

_COLUMNS = (
    GenerationRow.id,
    GenerationRow.model,
    GenerationRow.state,
    GenerationRow.passages,
    GenerationRow.created_at,
    GenerationRow.served_at,
)
# Built once, because it is run for every question.
_SERVED = select(*_COLUMNS).join(ServedRow, ServedRow.generation_id == GenerationRow.id)
_GONE = "The index that was being built is no longer on record; please run the ingest again."
_UNPROVEN = "The index that was being built has not been proven; please run the ingest again."


class SqlGenerations:
    """Records generations from being built to being swept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin_generation(self, generation: Generation, document_ids: Collection[str]) -> None:
        """Record a generation being built and the document versions it will hold."""
        self._connection.execute(
            insert(GenerationRow),
            {
                "id": generation.id,
                "model": generation.model,
                "state": generation.state,
                "passages": generation.passages,
                "created_at": generation.created_at,
                "served_at": generation.served_at,
            },
        )
        held = [
            {"generation_id": generation.id, "document_id": document_id}
            for document_id in dict.fromkeys(document_ids)
        ]
        if held:
            self._connection.execute(insert(GenerationDocumentRow), held)

    def mark_proven(self, generation_id: str) -> None:
        """Record that every stored vector of this generation was found again.

        Raises:
            RuleBroken: no such generation is being built.
        """
        proven = self._connection.execute(
            update(GenerationRow)
            .where(
                GenerationRow.id == generation_id,
                GenerationRow.state.in_([GenerationState.BUILDING, GenerationState.PROVEN]),
            )
            .values(state=GenerationState.PROVEN)
        )
        if not proven.rowcount:
            raise RuleBroken(_GONE)

    def serve(self, generation_id: str, at: datetime) -> None:
        """Move the pointer: this proven generation is served, the one before is retired.

        A retired generation was proven once, so going back to it is allowed while it is on
        record; serving the served one again changes nothing.

        Raises:
            RuleBroken: the generation is not there, or was not proven.
        """
        state = self._connection.scalar(
            select(GenerationRow.state).where(GenerationRow.id == generation_id)
        )
        if state is None:
            raise RuleBroken(_GONE)
        if state is GenerationState.BUILDING:
            raise RuleBroken(_UNPROVEN)
        if state is GenerationState.SERVED:
            return
        before = self._connection.scalar(select(ServedRow.generation_id).with_for_update())
        if before is not None:
            self._set_state(before, GenerationState.RETIRED)
        self._set_state(generation_id, GenerationState.SERVED, served_at=at)
        pointer = {"generation_id": generation_id, "previous_id": before}
        self._connection.execute(
            upsert(self._connection, ServedRow)
            .values(id=1, **pointer)
            .on_conflict_do_update(index_elements=[ServedRow.id], set_=pointer)
        )

    def served(self) -> Generation | None:
        """The generation that answers questions now, or None before the first ingest."""
        row = self._connection.execute(_SERVED).first()
        return None if row is None else _generation_of(row)

    def generations(self) -> list[Generation]:
        """All generations on record, newest first."""
        rows = self._connection.execute(
            select(*_COLUMNS).order_by(GenerationRow.created_at.desc(), GenerationRow.id.desc())
        )
        return [_generation_of(row) for row in rows]

    def sweep(self) -> list[str]:
        """Drop what no served generation needs, and say which generation ids were dropped.

        Generations being built go too, so this is called under the ingest lock and not between
        beginning a generation and serving it.
        """
        pointer = self._connection.execute(
            select(ServedRow.generation_id, ServedRow.previous_id)
        ).first()
        needed = {id_ for id_ in (pointer or ()) if id_ is not None}
        on_record = self._connection.scalars(select(GenerationRow.id).order_by(GenerationRow.id))
        dropped = [id_ for id_ in on_record if id_ not in needed]
        for some in in_chunks(dropped):
            self._connection.execute(delete(GenerationRow).where(GenerationRow.id.in_(some)))
        held = exists().where(GenerationDocumentRow.document_id == DocumentRow.id)
        self._connection.execute(delete(DocumentRow).where(~held))
        used = exists().where(PassageRow.text_hash == EmbeddingRow.text_hash)
        self._connection.execute(delete(EmbeddingRow).where(~used))
        return dropped

    def _set_state(self, generation_id: str, state: GenerationState, **values: Any) -> None:
        self._connection.execute(
            update(GenerationRow)
            .where(GenerationRow.id == generation_id)
            .values(state=state, **values)
        )


def _generation_of(row: AnyRow) -> Generation:
    return Generation(
        id=row.id,
        model=row.model,
        state=row.state,
        passages=row.passages,
        created_at=row.created_at,
        served_at=row.served_at,
    )
