"""Weekly updates in SQL: a version is added, never changed; the latest one stands."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Delete, bindparam, delete, select, update
from sqlalchemy.orm import aliased

from programme.audit import AuditEntry
from programme.digest import Trace
from programme.plans import MeasureValue
from programme.ports import UpdateGround
from programme.updates import UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from storage.programme.adding import add_update
from storage.programme.grounds import read_ground
from storage.programme.traces import read_traces
from storage.programme.update_rows import (
    UPDATE_COLUMNS,
    WORDS_REMOVED,
    update_of,
)
from storage.statements import in_chunks, insert_or_keep
from storage.tables import ClosedWeekRow, GoalRow, UpdateRow

# Built once, because they are run for every update and every click.
_UPDATES = select(*UPDATE_COLUMNS)
_BY_ID = _UPDATES.where(UpdateRow.id == bindparam("id"))
_BY_SUBMISSION = _UPDATES.where(UpdateRow.submission == bindparam("submission"))
_STANDING = _UPDATES.where(UpdateRow.stands)
_STANDING_ONE = _STANDING.where(
    UpdateRow.goal == bindparam("goal"), UpdateRow.week == bindparam("week")
)
_IN_WEEK = _STANDING.where(UpdateRow.week == bindparam("week"))
_GOALS_IN_WEEK = _IN_WEEK.where(UpdateRow.goal.in_(bindparam("goals", expanding=True)))
_HISTORY = (
    _STANDING.where(UpdateRow.goal == bindparam("goal"))
    .order_by(UpdateRow.week.desc())
    .limit(bindparam("limit"))
)
# One look-up for each goal, whatever the length of its history: the key of goal, week and
# version is read backwards until the first report.
_Earlier = aliased(UpdateRow)
_LAST_REPORTS = _UPDATES.where(
    UpdateRow.id.in_(
        select(
            select(_Earlier.id)
            .where(
                _Earlier.goal == GoalRow.key,
                _Earlier.week < bindparam("before"),
                _Earlier.stands,
                _Earlier.kind == UpdateKind.REPORT,
            )
            .order_by(_Earlier.week.desc())
            .limit(1)
            .correlate(GoalRow)
            .scalar_subquery()
        ).where(GoalRow.key.in_(bindparam("goals", expanding=True)))
    )
)
_STANDS_NO_MORE = (
    update(UpdateRow)
    .where(
        UpdateRow.goal == bindparam("of_goal"),
        UpdateRow.week == bindparam("of_week"),
        UpdateRow.version < bindparam("of_version"),
        UpdateRow.stands,
    )
    .values(stands=False)
)
_CLOSED_AT = select(ClosedWeekRow.closed_at).where(ClosedWeekRow.week == bindparam("week"))


class SqlUpdateStore:
    """`programme.ports.UpdateStore` on SQLite or PostgreSQL, inside a unit of work.

    `erased` says that people's words were removed, so that the unit of work clears up behind.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.erased = False

    def add(
        self,
        update: WeeklyUpdate,
        *,
        entry: AuditEntry | None = None,
        value: MeasureValue | None = None,
    ) -> bool:
        """Keep a version with its audit entry and its value.

        False, and nothing of the three, when this submission or this version is there already.
        Both are unique in the database: of two writers the second waits for the first, and then
        finds its row in the way.
        """
        if not add_update(self._connection, update, entry, value):
            return False
        if update.version > 1:
            place = {
                "of_goal": update.goal,
                "of_week": update.week.key,
                "of_version": update.version,
            }
            self._connection.execute(_STANDS_NO_MORE, place)
        return True

    def by_submission(self, submission: str) -> WeeklyUpdate | None:
        """What one submission was kept as, or None."""
        row = self._connection.execute(_BY_SUBMISSION, {"submission": submission}).first()
        return None if row is None else update_of(row)

    def get(self, update: str) -> WeeklyUpdate | None:
        """One version by its id, or None."""
        row = self._connection.execute(_BY_ID, {"id": update}).first()
        return None if row is None else update_of(row)

    def standing(self, goal: str, week: ReportingWeek) -> WeeklyUpdate | None:
        """The latest version for a goal's week, or None; it may be a withdrawal."""
        row = self._connection.execute(_STANDING_ONE, {"goal": goal, "week": week.key}).first()
        return None if row is None else update_of(row)

    def ground(self, goal: str, week: ReportingWeek) -> UpdateGround | None:
        """All that the rules of an update look at, read at once; None without such a goal."""
        return read_ground(self._connection, goal, week, self.get)

    def versions(self, goal: str, week: ReportingWeek) -> list[WeeklyUpdate]:
        """All versions for a goal's week, oldest first."""
        rows = self._connection.execute(
            _UPDATES.where(UpdateRow.goal == goal, UpdateRow.week == week.key).order_by(
                UpdateRow.version
            )
        )
        return [update_of(row) for row in rows]

    def in_week(
        self, week: ReportingWeek, goals: Collection[str] | None = None
    ) -> dict[str, WeeklyUpdate]:
        """What stands for a week, by goal; goals that were not reported are left out."""
        if goals is None:
            rows = list(self._connection.execute(_IN_WEEK, {"week": week.key}))
            return {row.goal: update_of(row) for row in rows}
        found: dict[str, WeeklyUpdate] = {}
        for some in in_chunks(goals):
            rows = list(self._connection.execute(_GOALS_IN_WEEK, {"week": week.key, "goals": some}))
            found.update((row.goal, update_of(row)) for row in rows)
        return found

    def last_reports(
        self, goals: Collection[str], before: ReportingWeek
    ) -> dict[str, WeeklyUpdate]:
        """The last standing report of each goal before a week, by goal."""
        found: dict[str, WeeklyUpdate] = {}
        for some in in_chunks(goals):
            rows = self._connection.execute(_LAST_REPORTS, {"before": before.key, "goals": some})
            found.update((row.goal, update_of(row)) for row in rows)
        return found

    def traces(
        self, goals: Collection[str], first: ReportingWeek, last: ReportingWeek
    ) -> dict[str, list[Trace]]:
        """What stood for goals in the weeks from first to last, in brief, newest first, by goal."""
        return read_traces(self._connection, goals, first, last)

    def history(self, goal: str, limit: int = 52) -> list[WeeklyUpdate]:
        """What stands for a goal's weeks, newest week first."""
        rows = self._connection.execute(_HISTORY, {"goal": goal, "limit": limit})
        return [update_of(row) for row in rows]

    def by_author(self, person: str) -> list[WeeklyUpdate]:
        """Every version a person posted, oldest first."""
        rows = self._connection.execute(
            _UPDATES.where(UpdateRow.author == person).order_by(
                UpdateRow.submitted_at, UpdateRow.id
            )
        )
        return [update_of(row) for row in rows]

    def erase_author(self, person: str) -> int:
        """Remove a person's words and id from all versions they posted; how many.

        Rating, confidence and value stay: they are the programme's. The author becomes `erased`.
        """
        self.erased = True
        emptied = self._connection.execute(
            update(UpdateRow).where(UpdateRow.author == person).values(**WORDS_REMOVED)
        )
        return emptied.rowcount

    def erase_goal(self, goal: str) -> int:
        """Remove every version of a goal's weeks; how many went."""
        return self._remove(delete(UpdateRow).where(UpdateRow.goal == goal))

    def erase_before(self, week: ReportingWeek) -> int:
        """Retention: remove all versions of weeks before one; how many went."""
        return self._remove(delete(UpdateRow).where(UpdateRow.week < week.key))

    def close_week(self, week: ReportingWeek, at: datetime) -> None:
        """Note that a week's digest was sent; the first time stands."""
        self._connection.execute(
            insert_or_keep(self._connection, ClosedWeekRow), {"week": week.key, "closed_at": at}
        )

    def closed_at(self, week: ReportingWeek) -> datetime | None:
        """When a week's digest was sent, or None."""
        return self._connection.scalar(_CLOSED_AT, {"week": week.key})

    def _remove(self, which: Delete) -> int:
        self.erased = True
        return self._connection.execute(which).rowcount
