"""Digests, decisions, acknowledgements and rebases in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from programme.digest import Scope, without_words
from programme.digest.compare import REMOVED
from programme.ports import Acknowledgement, DecisionMade, DigestRecord, Rebase
from programme.weeks import ReportingWeek
from tests.fakes.state import FakeState, aware

ERASED = "erased"


class FakeDigestStore:
    """`DigestStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def add(self, record: DigestRecord) -> bool:
        if record.id in self._state.digests:
            return False
        self._state.digests[record.id] = replace(record, sent_at=aware(record.sent_at))
        return True

    def get(self, record: str) -> DigestRecord | None:
        return self._state.digests.get(record)

    def sent(self, week: ReportingWeek, scope: Scope) -> DigestRecord | None:
        found = [
            record
            for record in self._state.digests.values()
            if record.digest.week == week
            and (record.digest.scope.kind, record.digest.scope.key) == (scope.kind, scope.key)
        ]
        return min(found, key=lambda r: (r.sent_at, r.id), default=None)

    def recent(self, limit: int = 20) -> Sequence[DigestRecord]:
        found = sorted(self._state.digests.values(), key=lambda r: (r.sent_at, r.id), reverse=True)
        return found[:limit]

    def erase_words(self, updates: Collection[str]) -> int:
        touched = 0
        for key, record in self._state.digests.items():
            bare = without_words(record.digest, updates)
            if bare != record.digest:
                self._state.digests[key] = replace(record, digest=bare)
                touched += 1
        for key, made in self._state.decisions.items():
            if made.update in updates and made.decided != REMOVED:
                self._state.decisions[key] = replace(made, decided=REMOVED)
                touched += 1
        return touched

    def erase_person(self, person: str) -> int:
        acknowledged = [key for key in self._state.acknowledgements if key[1] == person]
        for key in acknowledged:
            del self._state.acknowledgements[key]
        touched = len(acknowledged)
        for name, made in self._state.decisions.items():
            if made.by == person:
                self._state.decisions[name] = replace(made, by=ERASED)
                touched += 1
        for place, rebase in self._state.rebases.items():
            if rebase.by == person:
                self._state.rebases[place] = replace(rebase, by=ERASED)
                touched += 1
        for name, record in self._state.digests.items():
            if record.sent_by == person:
                self._state.digests[name] = replace(record, sent_by=ERASED)
                touched += 1
        return touched

    def forget_before(self, moment: datetime) -> int:
        aware(moment)
        gone = [key for key, record in self._state.digests.items() if record.sent_at < moment]
        for key in gone:
            del self._state.digests[key]
        return len(gone)

    def decide(self, made: DecisionMade) -> bool:
        if made.update in self._state.decisions:
            return False
        self._state.decisions[made.update] = replace(made, at=aware(made.at))
        return True

    def decided(self, goals: Collection[str] | None = None) -> Sequence[DecisionMade]:
        found = [d for d in self._state.decisions.values() if goals is None or d.goal in goals]
        return sorted(found, key=lambda d: (d.at, d.update))

    def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        key = (acknowledgement.update, acknowledgement.person)
        if key in self._state.acknowledgements:
            return False
        self._state.acknowledgements[key] = replace(acknowledgement, at=aware(acknowledgement.at))
        return True

    def acknowledged(self, updates: Collection[str]) -> Mapping[str, Sequence[Acknowledgement]]:
        found: dict[str, list[Acknowledgement]] = {}
        for each in sorted(self._state.acknowledgements.values(), key=lambda a: (a.at, a.person)):
            if each.update in updates:
                found.setdefault(each.update, []).append(each)
        return found

    def rebase(self, rebase: Rebase) -> None:
        self._state.rebases[rebase.measure, rebase.day] = replace(rebase, at=aware(rebase.at))

    def remove_rebase(self, measure: str, day: date) -> bool:
        return self._state.rebases.pop((measure, day), None) is not None

    def rebases(self, measures: Collection[str] | None = None) -> Mapping[str, Sequence[Rebase]]:
        found: dict[str, list[Rebase]] = {}
        for each in sorted(self._state.rebases.values(), key=lambda r: (r.measure, r.day)):
            if measures is None or each.measure in measures:
                found.setdefault(each.measure, []).append(each)
        return found
