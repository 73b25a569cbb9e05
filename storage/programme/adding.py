"""An update written with its audit entry and its value: all of them, or none.

On PostgreSQL they are one statement, and so one journey to the server.
"""

from functools import cache, lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, bindparam, exists, insert, select
from sqlalchemy.orm import aliased

from programme.audit import AuditEntry
from programme.plans import MeasureValue
from programme.updates import WeeklyUpdate
from storage.programme.audit import entry_values
from storage.programme.measures import replacing, value_values
from storage.programme.update_rows import UPDATE_COLUMNS, update_values
from storage.rendered import Rendered
from storage.statements import upsert_in
from storage.tables import AuditRow, MeasureValueRow, UpdateRow

_ENTRY = (
    AuditRow.at,
    AuditRow.actor,
    AuditRow.action,
    AuditRow.subject,
    AuditRow.facts_before,
    AuditRow.facts_after,
)
_VALUE = (
    MeasureValueRow.measure,
    MeasureValueRow.as_at,
    MeasureValueRow.value,
    MeasureValueRow.update_id,
)
_Later = aliased(UpdateRow)


def add_update(
    connection: Connection,
    update: WeeklyUpdate,
    entry: AuditEntry | None,
    value: MeasureValue | None,
) -> bool:
    """Add what there is of the three; False, and none of them, where the version is there."""
    given = _named("update_", update_values(update))
    if entry is not None:
        given |= _named("entry_", entry_values(entry))
    if value is not None:
        given |= _named("value_", value_values(value))
    first, *others = _writing(connection.dialect, entry is not None, value is not None)
    if first.count(connection, given) == 0:
        return False
    for other in others:
        other.count(connection, given)
    return True


@lru_cache(maxsize=16)
def _writing(dialect: Dialect, entry: bool, value: bool) -> list[Rendered]:
    """The statements that add, the update's own first."""
    build = _together if dialect.name == "postgresql" else _one_by_one
    return [Rendered(each, dialect) for each in build(dialect.name, entry, value)]


def _together(dialect: str, entry: bool, value: bool) -> list[Any]:
    """One statement: the others add what they add for each update that was added, so none or one.

    Reads a row when the update was added, and none when it was not.
    """
    added = _adding(dialect).returning(UpdateRow.id).cte("added")
    others: list[Any] = []
    if entry:
        told = select(*_given("entry_", _ENTRY).values()).select_from(added)
        others.append(insert(AuditRow).from_select(_ENTRY, told).cte("told"))
    if value:
        measured = select(*_given("value_", _VALUE).values()).select_from(added)
        upsert = upsert_in(dialect, MeasureValueRow).from_select(_VALUE, measured)
        others.append(replacing(upsert).cte("measured"))
    return [select(added.c.id).add_cte(*others)]


def _one_by_one(dialect: str, entry: bool, value: bool) -> list[Any]:
    """A statement for each; a SQLite statement changes a single table."""
    statements = [_adding(dialect)]
    if entry:
        statements.append(insert(AuditRow).values(_given("entry_", _ENTRY)))
    if value:
        upsert = upsert_in(dialect, MeasureValueRow).values(_given("value_", _VALUE))
        statements.append(replacing(upsert))
    return statements


def _adding(dialect: str) -> Any:
    given = _given("update_", UPDATE_COLUMNS)
    later = exists().where(
        _Later.goal == given["goal"],
        _Later.week == given["week"],
        _Later.version > given["version"],
    )
    return upsert_in(dialect, UpdateRow).values(**given, stands=~later).on_conflict_do_nothing()


def _given(prefix: str, columns: tuple[Any, ...]) -> dict[str, BindParameter[Any]]:
    """A parameter for each column, of its type; their tables' columns share some names."""
    return {each.key: bindparam(prefix + each.key, type_=each.type) for each in columns}


def _named(prefix: str, values: dict[str, Any]) -> dict[str, Any]:
    return dict(zip(_names(prefix, tuple(values)), values.values(), strict=True))


@cache
def _names(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(prefix + name for name in names)
