"""Digests, decisions, acknowledgements and rebases in SQL."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update

from programme.digest import Digest, Scope, without_words
from programme.digest.compare import REMOVED
from programme.exchange import decode, encode
from programme.ports import Acknowledgement, DecisionMade, DigestRecord, Rebase
from programme.weeks import ReportingWeek
from storage.eraser import ERASED, ErasingStore
from storage.statements import AnyRow, in_chunks, insert_or_keep, upsert
from storage.tables import (
    AcknowledgementRow,
    DecisionRow,
    DigestRow,
    DigestUpdateRow,
    RebaseRow,
)

_RECORD = (
    DigestRow.id,
    DigestRow.body,
    DigestRow.sent_at,
    DigestRow.sent_by,
    DigestRow.sent_to,
)
# In the order of DecisionMade's own fields.
_DECISIONS = select(
    DecisionRow.update_id,
    DecisionRow.goal,
    DecisionRow.decided,
    DecisionRow.person,
    DecisionRow.noted_at,
).order_by(DecisionRow.noted_at, DecisionRow.update_id)
# In the order of Rebase's own fields.
_REBASES = select(
    RebaseRow.measure,
    RebaseRow.day,
    RebaseRow.reason,
    RebaseRow.person,
    RebaseRow.noted_at,
    RebaseRow.kind,
).order_by(RebaseRow.measure, RebaseRow.day)


class SqlDigestStore(ErasingStore):
    """`programme.ports.DigestStore` on SQLite or PostgreSQL, inside a unit of work."""

    def add(self, record: DigestRecord) -> bool:
        """Keep a digest; False when one with this id is there already."""
        digest = record.digest
        written = self._connection.execute(
            insert_or_keep(self._connection, DigestRow).returning(DigestRow.id),
            {
                "id": record.id,
                "week": digest.week.key,
                "scope_kind": digest.scope.kind,
                "scope_key": digest.scope.key,
                "sent_at": record.sent_at,
                "sent_by": record.sent_by,
                "sent_to": record.sent_to,
                "body": encode(digest),
            },
        )
        if written.first() is None:
            return False
        # decisions may come from updates of earlier weeks
        used = {each.update for each in digest.updates}
        used |= {line.update for line in digest.decisions}
        if used:
            rows = [{"digest": record.id, "update_id": each} for each in sorted(used)]
            self._connection.execute(insert(DigestUpdateRow), rows)
        return True

    def get(self, record: str) -> DigestRecord | None:
        """One record, or None."""
        row = self._connection.execute(select(*_RECORD).where(DigestRow.id == record)).first()
        return None if row is None else _record_of(row)

    def sent(self, week: ReportingWeek, scope: Scope) -> DigestRecord | None:
        """The first digest sent of a week and scope, or None."""
        row = self._connection.execute(
            select(*_RECORD)
            .where(
                DigestRow.week == week.key,
                DigestRow.scope_kind == scope.kind,
                DigestRow.scope_key == scope.key,
            )
            .order_by(DigestRow.sent_at, DigestRow.id)
            .limit(1)
        ).first()
        return None if row is None else _record_of(row)

    def recent(self, limit: int = 20) -> Sequence[DigestRecord]:
        """The latest records, newest first."""
        rows = self._connection.execute(
            select(*_RECORD).order_by(DigestRow.sent_at.desc(), DigestRow.id.desc()).limit(limit)
        )
        return [_record_of(row) for row in rows]

    def erase_words(self, updates: Collection[str]) -> int:
        """Remove the words of these updates from every record, and decisions on them; how many."""
        touched = 0
        for some in in_chunks(updates):
            rows = self._connection.execute(
                select(DigestRow.id, DigestRow.body).where(
                    DigestRow.id.in_(
                        select(DigestUpdateRow.digest).where(DigestUpdateRow.update_id.in_(some))
                    )
                )
            ).all()
            for row in rows:
                digest = decode(Digest, row.body)
                bare = without_words(digest, some)
                if bare != digest:
                    self._connection.execute(
                        update(DigestRow).where(DigestRow.id == row.id).values(body=encode(bare))
                    )
                    touched += 1
            gone = self._connection.execute(
                update(DecisionRow)
                .where(DecisionRow.update_id.in_(some), DecisionRow.decided != REMOVED)
                .values(decided=REMOVED)
            )
            touched += gone.rowcount
        self.erased = True
        return touched

    def erase_person(self, person: str) -> int:
        """Remove a person's acknowledgements, and their id from decisions, rebases and records."""
        gone = self._connection.execute(
            delete(AcknowledgementRow).where(AcknowledgementRow.person == person)
        ).rowcount
        for statement in (
            update(DecisionRow).where(DecisionRow.person == person).values(person=ERASED),
            update(RebaseRow).where(RebaseRow.person == person).values(person=ERASED),
            update(DigestRow).where(DigestRow.sent_by == person).values(sent_by=ERASED),
        ):
            gone += self._connection.execute(statement).rowcount
        self.erased = True
        return gone

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove digests sent before a moment; how many went."""
        gone = self._connection.execute(delete(DigestRow).where(DigestRow.sent_at < moment))
        self.erased = True
        return gone.rowcount

    def decide(self, made: DecisionMade) -> bool:
        """Keep what was decided; False when that decision was closed already."""
        written = self._connection.execute(
            insert_or_keep(self._connection, DecisionRow).returning(DecisionRow.update_id),
            {
                "update_id": made.update,
                "goal": made.goal,
                "decided": made.decided,
                "person": made.by,
                "noted_at": made.at,
            },
        )
        return written.first() is not None

    def decided(self, goals: Collection[str] | None = None) -> Sequence[DecisionMade]:
        """What was decided on these goals, or on all, oldest first."""
        if goals is None:
            return [DecisionMade(*row) for row in self._connection.execute(_DECISIONS)]
        found: list[DecisionMade] = []
        for some in in_chunks(goals):
            rows = self._connection.execute(_DECISIONS.where(DecisionRow.goal.in_(some)))
            found += [DecisionMade(*row) for row in rows]
        return sorted(found, key=lambda made: (made.at, made.update))

    def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        """Keep an acknowledgement; False when this person gave it already."""
        written = self._connection.execute(
            insert_or_keep(self._connection, AcknowledgementRow).returning(
                AcknowledgementRow.person
            ),
            {
                "update_id": acknowledgement.update,
                "person": acknowledgement.person,
                "noted_at": acknowledgement.at,
            },
        )
        return written.first() is not None

    def acknowledged(self, updates: Collection[str]) -> dict[str, list[Acknowledgement]]:
        """Who has read what, by update."""
        found: dict[str, list[Acknowledgement]] = {}
        for some in in_chunks(updates):
            rows = self._connection.execute(
                select(
                    AcknowledgementRow.update_id,
                    AcknowledgementRow.person,
                    AcknowledgementRow.noted_at,
                )
                .where(AcknowledgementRow.update_id.in_(some))
                .order_by(AcknowledgementRow.noted_at, AcknowledgementRow.person)
            )
            for row in rows:
                found.setdefault(row.update_id, []).append(Acknowledgement(*row))
        return found

    def rebase(self, rebase: Rebase) -> None:
        """Keep a rebase; one of the same measure and day is replaced."""
        values = {
            "reason": rebase.reason,
            "person": rebase.by,
            "noted_at": rebase.at,
            "kind": rebase.kind,
        }
        self._connection.execute(
            upsert(self._connection, RebaseRow)
            .values(measure=rebase.measure, day=rebase.day, **values)
            .on_conflict_do_update(index_elements=["measure", "day"], set_=values)
        )

    def remove_rebase(self, measure: str, day: date) -> bool:
        """Take a rebase back; False when there is none."""
        gone = self._connection.execute(
            delete(RebaseRow).where(RebaseRow.measure == measure, RebaseRow.day == day)
        )
        return gone.rowcount > 0

    def rebases(self, measures: Collection[str] | None = None) -> dict[str, list[Rebase]]:
        """Rebases of these measures, or of all, by measure and in order of day."""
        found: dict[str, list[Rebase]] = {}
        # few measures are ever rebased: one statement for all is the cheapest
        for row in self._connection.execute(_REBASES):
            if measures is None or row.measure in measures:
                found.setdefault(row.measure, []).append(Rebase(*row))
        return found


def _record_of(row: AnyRow) -> DigestRecord:
    return DigestRecord(
        id=row.id,
        digest=decode(Digest, row.body),
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        sent_to=row.sent_to,
    )
