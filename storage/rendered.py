"""Statements rendered once and handed to the driver as they are, for what every update runs.

SQLAlchemy writes them and says how their values are converted, as for any other statement; but
running one through it takes several times as long as the database takes over it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Enum
from sqlalchemy.exc import DBAPIError, StatementError

from programme.errors import AssistantError, Fault
from storage.translation import WENT_WRONG, translate

Convert = Callable[[Any], Any]


class Rendered:
    """A statement as one kind of database reads it, with the conversions of its values.

    Args:
        statement: with a parameter for each value that changes, and no lists among them; None
            is kept as NULL whatever the type.
        columns: what it reads, in order; empty where nothing of it is looked at.

    Raises:
        AssistantError: from `first` and `count`: the database's error, translated as any other.
    """

    def __init__(self, statement: Any, dialect: Dialect, columns: Sequence[Any] = ()) -> None:
        compiled = statement.compile(dialect=dialect)
        self._driver = dialect.dbapi
        self._text = str(compiled)
        self._by_place: bool = compiled.positional
        self._names: list[str] = list(compiled.positiontup if self._by_place else compiled.binds)
        bound = [(place, compiled.binds[name]) for place, name in enumerate(self._names)]
        self._fixed = [each.effective_value for _, each in bound]
        self._given: list[tuple[int, Convert]] = [
            (place, convert)
            for place, each in bound
            if (convert := _binding(each.type, dialect)) is not None
        ]
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        self._read: list[tuple[int, Convert]] | None = None

    def first(self, connection: Connection, values: Mapping[str, Any]) -> list[Any] | None:
        """The first row it finds, or None."""
        known = self._read
        # The driver makes its description anew each time, which takes as long as the row.
        found, told = self._run(
            connection,
            values,
            lambda cursor: (cursor.fetchone(), None if known is not None else cursor.description),
        )
        if found is None:
            return None
        if known is None:
            known = self._read = self._conversions(connection.dialect, told)
        row = list(found)
        for place, convert in known:
            if row[place] is not None:
                row[place] = convert(row[place])
        return row

    def count(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """How many rows it added, or found where it reads."""
        return int(self._run(connection, values, lambda cursor: cursor.rowcount))

    def _run(self, connection: Connection, values: Mapping[str, Any], asked: Convert) -> Any:
        """What is asked of the driver's cursor once the statement has run, in the transaction."""
        given = self._converted(values)
        if not connection.in_transaction():
            connection.begin()
        pooled = connection.connection
        driver: Any = self._driver
        try:
            cursor = pooled.cursor()
            try:
                cursor.execute(self._text, given)
                return asked(cursor)
            finally:
                cursor.close()
        except driver.Error as error:
            lost = connection.dialect.is_disconnect(error, pooled.driver_connection, None)
            told = self._translated(error, driver.Error, lost=lost)
            if lost:
                connection.invalidate(error)
        raise told

    def _conversions(self, dialect: Dialect, told: Any) -> list[tuple[int, Convert]]:
        """How columns are read, by place, from what the driver tells of them at the first row."""
        found = [
            of.result_processor(dialect, column[1])
            for of, column in zip(self._types, told, strict=True)
        ]
        return [(place, convert) for place, convert in enumerate(found) if convert is not None]

    def _converted(self, values: Mapping[str, Any]) -> Any:
        given = list(map(values.get, self._names, self._fixed))
        try:
            for place, convert in self._given:
                if given[place] is not None:
                    given[place] = convert(given[place])
            return given if self._by_place else dict(zip(self._names, given, strict=True))
        except (ValueError, LookupError) as error:
            # a moment without its zone, say: told as what it is, without the value
            told = translate(StatementError("cannot be kept", self._text, None, error))
        raise told or Fault(WENT_WRONG)

    def _translated(self, error: Any, kind: Any, *, lost: bool) -> AssistantError:
        told = DBAPIError.instance(
            self._text, None, error, kind, hide_parameters=True, connection_invalidated=lost
        )
        return translate(told) or Fault(WENT_WRONG)


def _binding(of: Any, dialect: Dialect) -> Convert | None:
    """How a value of a type is given to the driver; None where it is given as it is."""
    convert: Convert | None = of.dialect_impl(dialect).bind_processor(dialect)
    if convert is None or not isinstance(of, Enum) or of.enum_class is None:
        return convert
    # Looked up in SQLAlchemy's own words, once for each member and not at every row.
    known = {member: convert(member) for member in of.enum_class}
    return known.__getitem__
