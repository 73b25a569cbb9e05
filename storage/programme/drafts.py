"""Drafts that wait to be confirmed, in SQL."""

from datetime import datetime

from sqlalchemy import delete, select

from programme.ports import KeptDraft
from storage.eraser import ErasingStore
from storage.statements import upsert
from storage.tables import DraftRow

# In the order of KeptDraft's own fields.
_COLUMNS = (DraftRow.id, DraftRow.person, DraftRow.body, DraftRow.created_at)


class SqlDraftStore(ErasingStore):
    """`programme.ports.DraftStore` on SQLite or PostgreSQL, inside a unit of work."""

    def put(self, draft: KeptDraft) -> None:
        """Keep a draft, or replace it."""
        kept = upsert(self._connection, DraftRow)
        self._connection.execute(
            kept.on_conflict_do_update(
                index_elements=[DraftRow.id],
                set_={
                    "person": kept.excluded.person,
                    "body": kept.excluded.body,
                    "created_at": kept.excluded.created_at,
                },
            ),
            {
                "id": draft.id,
                "person": draft.person,
                "body": draft.body,
                "created_at": draft.created_at,
            },
        )

    def get(self, draft: str) -> KeptDraft | None:
        """One draft, or None."""
        row = self._connection.execute(select(*_COLUMNS).where(DraftRow.id == draft)).first()
        return None if row is None else KeptDraft(*row)

    def waiting(self) -> list[KeptDraft]:
        """Every draft that waits, oldest first."""
        rows = self._connection.execute(
            select(*_COLUMNS).order_by(DraftRow.created_at, DraftRow.id)
        )
        return [KeptDraft(*row) for row in rows]

    def remove(self, draft: str) -> None:
        """Remove a draft; one that is not there is no trouble."""
        self._connection.execute(delete(DraftRow).where(DraftRow.id == draft))

    def erase_person(self, person: str) -> int:
        """Remove a person's drafts; how many went."""
        self.erased = True
        return self._connection.execute(delete(DraftRow).where(DraftRow.person == person)).rowcount

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove drafts made before a moment; how many went."""
        self.erased = True
        gone = self._connection.execute(delete(DraftRow).where(DraftRow.created_at < moment))
        return gone.rowcount
