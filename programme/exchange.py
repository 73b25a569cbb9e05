"""Values of the programme as plain JSON and back: records that must read the same years later."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from programme.errors import Fault
from programme.weeks import ReportingWeek

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Value = TypeVar("Value")

_BAD = "A kept record could not be read. Those who run this service need the reference."


def encode(value: object) -> Json:
    """A value as plain JSON: dataclasses by field, days and moments in ISO form, weeks as keys.

    Raises:
        Fault: a value of a kind that no record holds.
    """
    if is_dataclass(value) and not isinstance(value, ReportingWeek):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [encode(each) for each in value]
    return _encoded_plain(value)


def _encoded_plain(value: object) -> Json:
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case ReportingWeek():
            return value.key
    raise Fault(_BAD)


def decode(kind: type[Value], given: Json) -> Value:
    """A value from what `encode` made of it; fields that were not yet known take their defaults.

    Raises:
        Fault: it is not of this kind.
    """
    try:
        read: Value = _read(kind, given)
    except (TypeError, ValueError, KeyError):
        raise Fault(_BAD) from None
    return read


def _read(kind: Any, given: Json) -> Any:
    origin = get_origin(kind)
    if origin is types.UnionType:
        if given is None:
            return None
        return _read(next(each for each in get_args(kind) if each is not types.NoneType), given)
    if origin is tuple:
        if not isinstance(given, list):
            raise TypeError
        return tuple(_read(get_args(kind)[0], each) for each in given)
    if kind is ReportingWeek:
        return ReportingWeek.parse(str(given))
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(given, Mapping):
            raise TypeError
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in given.items()})
    return _plain(kind, given)


def _plain(kind: Any, given: Json) -> Any:
    if kind in (date, datetime):
        return kind.fromisoformat(str(given))
    if issubclass(kind, StrEnum):
        return kind(given)
    if kind is float and isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    if not isinstance(given, kind) or (kind is int and isinstance(given, bool)):
        raise TypeError
    return given


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
