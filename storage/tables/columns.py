"""Column types that mean the same on SQLite and on PostgreSQL."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator

# A database's own collation may sort "b" before "B"; keys sort as Python sorts them, everywhere.
KEY = Text().with_variant(Text(collation="C"), "postgresql")

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Moment(TypeDecorator[datetime]):
    """A moment in time, kept in UTC; a datetime that does not say its zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """To UTC on the way in."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a datetime without a time zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """UTC on the way out: SQLite drops the zone, PostgreSQL gives the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Words of people and documents.

    PostgreSQL cannot keep a NUL, and neither database can keep half a surrogate pair: each is
    replaced by the replacement character, one for one, so that places in a text stay true.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> str | None:
        """Replace the few characters that no database can keep."""
        return None if value is None else _UNKEEPABLE.sub("\ufffd", value)


def one_of(kind: type[StrEnum]) -> Enum:
    """A column holding one of an enumeration's values, as its text."""

    def values(of: Any) -> list[str]:
        return [str(member.value) for member in of]

    return Enum(kind, native_enum=False, create_constraint=False, length=32, values_callable=values)
