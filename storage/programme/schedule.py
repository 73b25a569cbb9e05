"""Claims on scheduled work in SQL: one row for each job and period."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.statements import insert_or_keep
from storage.tables import ScheduleClaimRow


class SqlScheduleStore:
    """`programme.ports.ScheduleStore` on SQLite or PostgreSQL, inside a unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, job: str, period: str, at: datetime) -> bool:
        """True for the one unit of work that may do a job for a period, once it commits.

        Another that claims at the same time waits here until this one has committed or not.
        """
        claimed = self._connection.execute(
            insert_or_keep(self._connection, ScheduleClaimRow).returning(ScheduleClaimRow.job),
            {"job": job, "period": period, "claimed_at": at},
        )
        return claimed.first() is not None

    def last(self, job: str) -> str | None:
        """The latest period (by its own order) that a job was done for, or None."""
        return self._connection.scalar(
            select(func.max(ScheduleClaimRow.period)).where(ScheduleClaimRow.job == job)
        )
