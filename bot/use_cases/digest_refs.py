"""Which digest a button or a post speaks of."""

from dataclasses import dataclass

from programme.digest import Scope, ScopeKind
from programme.errors import Fault, RuleBroken
from programme.ports import DigestRecord
from programme.weeks import ReportingWeek

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class DigestRef:
    """A digest as it is asked for again.

    Attributes:
        kind, key: of its scope.
        record: id of the record; empty while the digest was not sent.
        since: the earlier week it is compared with, or None.
    """

    week: ReportingWeek
    kind: ScopeKind = ScopeKind.PROGRAMME
    key: str = ""
    record: str = ""
    since: ReportingWeek | None = None

    @classmethod
    def of(cls, week: ReportingWeek, scope: Scope, record: DigestRecord | None) -> "DigestRef":
        """What names a digest that somebody looks at."""
        return cls(week, scope.kind, scope.key, record.id if record else "")

    @classmethod
    def parse(cls, value: str) -> "DigestRef":
        """Read what `str` wrote.

        Raises:
            Fault: it is none.
        """
        try:
            week, kind, key, record, since = value.split(_BETWEEN)
            earlier = ReportingWeek.parse(since) if since else None
            return cls(ReportingWeek.parse(week), ScopeKind(kind), key, record, earlier)
        except (ValueError, RuleBroken) as error:
            raise Fault("Sorry, this button is of an older version.") from error

    def __str__(self) -> str:
        since = self.since.key if self.since else ""
        return _BETWEEN.join((self.week.key, self.kind.value, self.key, self.record, since))
