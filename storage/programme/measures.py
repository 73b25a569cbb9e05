"""Measures and their values in SQL."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from programme.plans import Measure, MeasureValue
from storage.statements import AnyRow, in_chunks, one_or_many, upsert, upsert_in
from storage.tables import MeasureRow, MeasureValueRow, Table

# In the order of Measure's own fields.
_MEASURES = select(
    MeasureRow.key,
    MeasureRow.name,
    MeasureRow.unit,
    MeasureRow.direction,
    MeasureRow.baseline,
    MeasureRow.target,
    MeasureRow.belongs_to,
    MeasureRow.team,
    MeasureRow.true_north,
)
_MEASURES_BY_KEY = _MEASURES.where(MeasureRow.key.in_(bindparam("keys", expanding=True)))
# In the order of MeasureValue's own fields.
_VALUES = (
    select(
        MeasureValueRow.measure,
        MeasureValueRow.as_at,
        MeasureValueRow.value,
        MeasureValueRow.update_id,
    )
    .where(
        MeasureValueRow.measure.in_(bindparam("measures", expanding=True)),
        MeasureValueRow.as_at >= bindparam("since"),
    )
    .order_by(MeasureValueRow.measure, MeasureValueRow.as_at)
)
_REMOVE = delete(MeasureValueRow).where(MeasureValueRow.update_id == bindparam("update"))


def replacing(added: Any) -> Any:
    """An INSERT of a value that takes the place of the one already there for its day."""
    return added.on_conflict_do_update(
        index_elements=[MeasureValueRow.measure, MeasureValueRow.as_at],
        set_={"value": added.excluded.value, "update_id": added.excluded.update_id},
    )


def value_values(value: MeasureValue) -> dict[str, Any]:
    """A value as the columns of its row."""
    return {
        "measure": value.measure,
        "as_at": value.as_at,
        "value": value.value,
        "update_id": value.update,
    }


@cache
def _putting(dialect: str) -> Any:
    return replacing(upsert_in(dialect, MeasureValueRow))


class SqlMeasures:
    """Keeps measures, and one value of each for a day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def measures(self, keys: Collection[str] | None = None) -> list[Measure]:
        """Measures with these keys, or all, by name."""
        rows: list[AnyRow] = []
        if keys is None:
            rows += self._connection.execute(_MEASURES)
        for some in in_chunks(keys or ()):
            rows += self._connection.execute(_MEASURES_BY_KEY, {"keys": some})
        # Sorted here, because the two databases sort names differently.
        return sorted(
            (Measure(*row) for row in rows), key=lambda measure: (measure.name, measure.key)
        )

    def put_measure(self, measure: Measure) -> None:
        """Keep a measure."""
        self._put(
            MeasureRow,
            {"key": measure.key},
            name=measure.name,
            unit=measure.unit,
            direction=measure.direction,
            baseline=measure.baseline,
            target=measure.target,
            belongs_to=measure.set,
            team=measure.team,
            true_north=measure.true_north,
        )

    def values(
        self, measures: Collection[str], since: date | None = None
    ) -> dict[str, list[MeasureValue]]:
        """Values of measures in order of date, from a day on; a measure without any is left out."""
        found: dict[str, list[MeasureValue]] = {}
        for some in in_chunks(measures):
            for row in self._connection.execute(
                _VALUES, {"measures": some, "since": since or date.min}
            ):
                found.setdefault(row[0], []).append(MeasureValue(*row))
        return found

    def put_values(self, values: Sequence[MeasureValue]) -> None:
        """Keep values; one already there for the same measure and day is replaced."""
        if not values:
            return
        rows = [value_values(value) for value in values]
        self._connection.execute(_putting(self._connection.dialect.name), one_or_many(rows))

    def remove_values(self, update: str) -> None:
        """Remove what one update brought."""
        self._connection.execute(_REMOVE, {"update": update})

    def _put(self, table: type[Table], key: dict[str, str], **values: Any) -> None:
        """Add a row, or change the one with this key."""
        self._connection.execute(
            upsert(self._connection, table)
            .values(**key, **values)
            .on_conflict_do_update(index_elements=list(key), set_=values)
        )
