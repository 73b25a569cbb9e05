"""Weekly updates to rows and back; no row leaves the storage."""

from typing import Any

from programme.updates import Blocker, DecisionRequired, Report, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek
from storage.eraser import ERASED
from storage.statements import AnyRow
from storage.tables import UpdateRow

UPDATE_COLUMNS = (
    UpdateRow.id,
    UpdateRow.goal,
    UpdateRow.week,
    UpdateRow.version,
    UpdateRow.kind,
    UpdateRow.author,
    UpdateRow.submitted_at,
    UpdateRow.timing,
    UpdateRow.via,
    UpdateRow.submission,
    UpdateRow.reason,
    UpdateRow.after_digest,
    UpdateRow.backfilled,
    UpdateRow.erased,
    UpdateRow.rating,
    UpdateRow.confidence,
    UpdateRow.value,
    UpdateRow.as_at,
    UpdateRow.done,
    UpdateRow.next,
    UpdateRow.recovery,
    UpdateRow.blocker_what,
    UpdateRow.blocker_who,
    UpdateRow.blocker_by,
    UpdateRow.decision_what,
    UpdateRow.decision_from,
    UpdateRow.decision_by,
    UpdateRow.risk,
    UpdateRow.source,
)

WORDS_REMOVED: dict[str, Any] = {
    "author": ERASED,
    "erased": True,
    "reason": None,
    "done": None,
    "next": None,
    "recovery": None,
    "blocker_what": None,
    "blocker_who": None,
    "blocker_by": None,
    "decision_what": None,
    "decision_from": None,
    "decision_by": None,
    "risk": None,
    "source": None,
}
"""What erasure of its author does to a row; rating, confidence and value are the programme's."""

_NOTHING_SAID = Report()


def update_values(update: WeeklyUpdate) -> dict[str, Any]:
    """A version as the columns of its row, all but `stands`."""
    report = update.report or _NOTHING_SAID
    blocker, decision = report.blocker, report.decision
    return {
        "id": update.id,
        "goal": update.goal,
        "week": update.week.key,
        "version": update.version,
        "kind": update.kind,
        "author": update.author,
        "submitted_at": update.submitted_at,
        "timing": update.timing,
        "via": update.via,
        "submission": update.submission,
        "reason": update.reason,
        "after_digest": update.after_digest,
        "backfilled": update.backfilled,
        "erased": update.erased,
        "rating": report.rating,
        "confidence": report.confidence,
        "value": report.value,
        "as_at": report.as_at,
        "done": report.done,
        "next": report.next,
        "recovery": report.recovery,
        "blocker_what": blocker.what if blocker else None,
        "blocker_who": blocker.who if blocker else None,
        "blocker_by": blocker.by if blocker else None,
        "decision_what": decision.what if decision else None,
        "decision_from": decision.from_whom if decision else None,
        "decision_by": decision.by if decision else None,
        "risk": report.risk,
        "source": report.source,
    }


def update_of(row: AnyRow) -> WeeklyUpdate:
    """A version from `UPDATE_COLUMNS`."""
    return WeeklyUpdate(
        id=row.id,
        goal=row.goal,
        week=ReportingWeek.parse(row.week),
        version=row.version,
        kind=row.kind,
        author=row.author,
        submitted_at=row.submitted_at,
        timing=row.timing,
        via=row.via,
        submission=row.submission,
        report=_report_of(row) if row.kind is UpdateKind.REPORT else None,
        reason=row.reason,
        after_digest=row.after_digest,
        backfilled=row.backfilled,
        erased=row.erased,
    )


def _report_of(row: AnyRow) -> Report:
    blocker = decision = None
    if row.blocker_what is not None:
        blocker = Blocker(row.blocker_what, row.blocker_who, row.blocker_by)
    if row.decision_what is not None:
        decision = DecisionRequired(row.decision_what, row.decision_from, row.decision_by)
    return Report(
        rating=row.rating,
        confidence=row.confidence,
        value=row.value,
        as_at=row.as_at,
        done=row.done,
        next=row.next,
        recovery=row.recovery,
        blocker=blocker,
        decision=decision,
        risk=row.risk,
        source=row.source,
    )
