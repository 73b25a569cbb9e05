"""Weekly updates in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from programme.audit import AuditEntry
from programme.digest import Trace
from programme.errors import Fault
from programme.plans import MeasureValue
from programme.ports import UpdateGround
from programme.updates import LastReport, Report, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from tests.fakes.audit import FakeAuditStore
from tests.fakes.plans import FakePlanStore
from tests.fakes.state import FakeState, aware


class FakeUpdateStore:
    """`UpdateStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def add(
        self,
        update: WeeklyUpdate,
        *,
        entry: AuditEntry | None = None,
        value: MeasureValue | None = None,
    ) -> bool:
        kept = replace(update, submitted_at=aware(update.submitted_at))
        if update.goal not in self._state.goals:
            raise Fault("there is no such goal")
        if any(
            u.id == update.id
            or u.submission == update.submission
            or (u.goal, u.week, u.version) == (update.goal, update.week, update.version)
            for u in self._state.updates.values()
        ):
            return False
        self._state.updates[update.id] = kept
        if entry is not None:
            FakeAuditStore(self._state).add(entry)
        if value is not None:
            FakePlanStore(self._state).put_values([value])
        return True

    def by_submission(self, submission: str) -> WeeklyUpdate | None:
        return next(iter(self._found(lambda u: u.submission == submission)), None)

    def get(self, update: str) -> WeeklyUpdate | None:
        return self._state.updates.get(update)

    def standing(self, goal: str, week: ReportingWeek) -> WeeklyUpdate | None:
        return next(reversed(self.versions(goal, week)), None)

    def ground(self, goal: str, week: ReportingWeek) -> UpdateGround | None:
        found = self._state.goals.get(goal)
        if found is None:
            return None
        last = self.last_reports([goal], week).get(goal)
        return UpdateGround(
            found,
            self._state.teams[found.team],
            self._state.measures.get(found.measure or ""),
            self.standing(goal, week),
            LastReport(last.week, last.rating, last.days_by) if last else None,
            self.closed_at(week),
            self._state.plans[found.plan].start,
        )

    def versions(self, goal: str, week: ReportingWeek) -> Sequence[WeeklyUpdate]:
        found = self._found(lambda u: u.goal == goal and u.week == week)
        return sorted(found, key=lambda u: u.version)

    def in_week(
        self, week: ReportingWeek, goals: Collection[str] | None = None
    ) -> Mapping[str, WeeklyUpdate]:
        return {
            u.goal: u
            for u in self._standing()
            if u.week == week and (goals is None or u.goal in goals)
        }

    def last_reports(
        self, goals: Collection[str], before: ReportingWeek
    ) -> Mapping[str, WeeklyUpdate]:
        # in order of week, so that a later one takes an earlier one's place
        return {
            u.goal: u
            for u in self._standing()
            if u.goal in goals and u.week < before and u.kind is UpdateKind.REPORT
        }

    def traces(
        self, goals: Collection[str], first: ReportingWeek, last: ReportingWeek
    ) -> Mapping[str, Sequence[Trace]]:
        found: dict[str, list[Trace]] = {}
        for update in reversed(self._standing()):
            if update.goal in goals and first <= update.week <= last and update.says_something:
                report = update.report
                found.setdefault(update.goal, []).append(
                    Trace(
                        update.id,
                        update.goal,
                        update.week,
                        update.kind,
                        update.rating,
                        report.decision if report else None,
                        report.recovery if report else None,
                    )
                )
        return found

    def history(self, goal: str, limit: int = 52) -> Sequence[WeeklyUpdate]:
        return [u for u in reversed(self._standing()) if u.goal == goal][:limit]

    def by_author(self, person: str) -> Sequence[WeeklyUpdate]:
        found = self._found(lambda u: u.author == person)
        return sorted(found, key=lambda u: (u.submitted_at, u.id))

    def erase_author(self, person: str) -> int:
        found = self._found(lambda u: u.author == person)
        for update in found:
            self._state.updates[update.id] = replace(
                update,
                author="erased",
                report=_without_words(update.report),
                reason=None,
                erased=True,
            )
        return len(found)

    def erase_goal(self, goal: str) -> int:
        return self._remove(lambda u: u.goal == goal)

    def erase_before(self, week: ReportingWeek) -> int:
        return self._remove(lambda u: u.week < week)

    def close_week(self, week: ReportingWeek, at: datetime) -> None:
        self._state.closed.setdefault(week.key, aware(at))

    def closed_at(self, week: ReportingWeek) -> datetime | None:
        return self._state.closed.get(week.key)

    def _found(self, which: Callable[[WeeklyUpdate], bool]) -> list[WeeklyUpdate]:
        return [u for u in self._state.updates.values() if which(u)]

    def _standing(self) -> list[WeeklyUpdate]:
        latest: dict[tuple[str, ReportingWeek], WeeklyUpdate] = {}
        for update in sorted(self._state.updates.values(), key=lambda u: u.version):
            latest[update.goal, update.week] = update
        return sorted(latest.values(), key=lambda u: (u.week, u.goal))

    def _remove(self, which: Callable[[WeeklyUpdate], bool]) -> int:
        found = self._found(which)
        for update in found:
            del self._state.updates[update.id]
        return len(found)


def _without_words(report: Report | None) -> Report | None:
    if report is None:
        return None
    return Report(report.rating, report.confidence, report.value, report.as_at)
