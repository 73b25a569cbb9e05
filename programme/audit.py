"""Who did what, when, and what was before and after: kept for every write, changed never.

Entries hold no person's name and no free words: people are named by an id that says nothing
once they are erased, and the words of an update stay in its versions. So an erasure need not,
and cannot, touch them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Facts = Mapping[str, str | int | float | bool | None]
"""Plain facts of a record, by field."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One write.

    Attributes:
        actor: `Actor.id`.
        action: `update.recorded`, `update.withdrawn`, `goal.changed`, `person.erased` …
        subject: `update:<id>`, `goal:<key>`, `person:<id>` …
        before, after: None where there was nothing, or is nothing now.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    before: Facts | None = None
    after: Facts | None = None
