"""How long records are kept: what is older goes, once a day."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from programme.audit import AuditEntry
from programme.ports import UnitOfWork
from programme.weeks import LONDON, ReportingWeek

RETENTION = "retention"
SCHEDULE = "schedule"
"""The audit's name for what is done by the clock."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each kind of record is kept.

    Attributes:
        updates_weeks: of updates and of the digests made from them, counted back from the week
            that is now; 0 keeps them all.
        questions_days: 0 keeps them all.
        posts_days: what was sent or given up; what still waits is never removed.
        events_days: ids of finished events, which refuse redeliveries.
    """

    updates_weeks: int = 0
    questions_days: int = 365
    posts_days: int = 90
    drafts_days: int = 7
    events_days: int = 7


@dataclass(frozen=True, slots=True)
class Retention:
    """Removes what is older than it is to be kept."""

    keep: Keep

    def due(self, now: datetime) -> list[str]:
        """Once a day, by the clock in England."""
        return [now.astimezone(LONDON).date().isoformat()]

    def do(self, work: UnitOfWork, _: str, now: datetime) -> None:
        """Remove it, with an audit entry that says how much of each went."""
        keep = self.keep
        gone = {
            "posts": work.outbox.forget_before(now - timedelta(days=keep.posts_days)),
            "drafts": work.drafts.forget_before(now - timedelta(days=keep.drafts_days)),
            "events": work.events.forget_before(now - timedelta(days=keep.events_days)),
        }
        if keep.questions_days:
            questions = work.questions.erase_before(now - timedelta(days=keep.questions_days))
            gone["questions"] = questions
        if keep.updates_weeks:
            week = ReportingWeek.of(now.astimezone(LONDON).date()).plus(-keep.updates_weeks)
            gone["updates"] = work.updates.erase_before(week)
            # a digest repeats words of updates, so it is kept no longer than they are
            begins = datetime.combine(week.monday, time(), tzinfo=LONDON)
            gone["digests"] = work.digests.forget_before(begins)
        if any(gone.values()):
            entry = AuditEntry(
                at=now, actor=SCHEDULE, action="retention", subject="records", after=gone
            )
            work.audit.add(entry)
