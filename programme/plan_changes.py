"""What is different between a plan's record as it was and as it is to be."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from programme.audit import Facts
from programme.plans import AnnualPlan, Goal, Measure, Team

PlanRecord = Team | AnnualPlan | Goal | Measure
Kept = TypeVar("Kept", bound=PlanRecord)

_NOT_TOLD = frozenset({"key"})
_WORDS = frozenset({"name", "title"})
"""Free words: the audit says that they changed, and the record itself says to what."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, before and after; None where it was or is empty."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is added, or changed in some of its fields.

    Attributes:
        kind: `team`, `plan`, `measure` or `goal`.
        name: as people know it, after the change.
        fields: in the order of the record; empty for one that is added.
    """

    kind: str
    key: str
    name: str
    added: bool
    fields: tuple[FieldChange, ...] = ()

    @property
    def action(self) -> str:
        """As the audit calls it: `goal.added`, `measure.changed`."""
        return f"{self.kind}.{'added' if self.added else 'changed'}"

    @property
    def subject(self) -> str:
        """As the audit names it: `goal:<key>`."""
        return f"{self.kind}:{self.key}"


def kind_of(record: PlanRecord) -> str:
    """What a record is, in a word."""
    match record:
        case Team():
            return "team"
        case AnnualPlan():
            return "plan"
        case Measure():
            return "measure"
        case Goal():
            return "goal"


def change_of(before: Kept | None, after: Kept) -> RecordChange | None:
    """What putting `after` in the place of `before` changes, or None when it changes nothing.

    Raises:
        ValueError: the two are not the same record.
    """
    if before is not None and before.key != after.key:
        raise ValueError("two records with different keys are not one record changed")
    if before == after:
        return None
    name = after.title if isinstance(after, AnnualPlan) else after.name
    if before is None:
        return RecordChange(kind_of(after), after.key, name, added=True)
    return RecordChange(kind_of(after), after.key, name, added=False, fields=_differ(before, after))


def facts_of(record: PlanRecord | None) -> Facts | None:
    """A record as the audit keeps it: keys, figures and dates, none of anybody's words."""
    if record is None:
        return None
    return {
        field: _plain(value)
        for field, value in _values(record).items()
        if field not in _NOT_TOLD | _WORDS
    }


def audit_facts(before: Kept | None, after: Kept) -> tuple[Facts | None, Facts]:
    """Both sides of an audit entry; a change of words is told as such, not word for word."""
    was, values = facts_of(before), facts_of(after)
    changed = frozenset() if before is None else _WORDS & _changed(before, after)
    return was, {**(values or {}), **{f"{field}_changed": True for field in sorted(changed)}}


def _differ(before: PlanRecord, after: PlanRecord) -> tuple[FieldChange, ...]:
    was, values = _values(before), _values(after)
    return tuple(
        FieldChange(field, _shown(was.get(field)), _shown(value))
        for field, value in values.items()
        if value != was.get(field) and field not in _NOT_TOLD
    )


def _changed(before: PlanRecord, after: PlanRecord) -> frozenset[str]:
    return frozenset(change.field for change in _differ(before, after))


def _values(record: PlanRecord) -> Mapping[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _shown(value: object) -> str | None:
    plain = _plain(value)
    if isinstance(plain, float):
        return f"{plain:.15g}"
    return None if plain is None else str(plain)


def _plain(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(map(str, value)) or None
    return str(value)
