"""Frozen dataclasses as JSON and back, exactly. Knows the types of a value's fields; knows nothing of the values.

Fields missing from an old record take their default, fields no longer known are ignored: a record outlives the
version that wrote it. Times are written in UTC to the microsecond, enums by value, tuples as lists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from monitor.core.errors import StorageError

_Value = TypeVar("_Value")
_Decoder = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


_PLAIN: Mapping[Any, _Decoder] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    float: float,
    str: _same,
    int: _same,
    bool: _same,
    NoneType: _same,
}


def encode(value: object) -> str:
    """Write a dataclass (or a tuple of plain values) as JSON."""
    return _ENCODER.encode(value)


def decode(kind: type[_Value], record: str) -> _Value:
    """Read a value of `kind` from JSON. Raises StorageError when the record is not one."""
    read = _decoder(cast("Any", kind))
    try:
        value: _Value = read(json.loads(record))
    except (KeyError, TypeError, ValueError) as error:
        raise StorageError(f"a stored {kind.__name__} cannot be read: {error}") from error
    return value


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> _Decoder:
    """Build the reader of one type; each is built once."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _PLAIN[kind]


def _union(kinds: tuple[Any, ...]) -> _Decoder:
    """Optional of anything, or plain values side by side (JSON keeps those apart by itself)."""
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) > 1:
        return _same
    read = _decoder(others[0])
    return lambda value: None if value is None else read(value)


def _tuple(kinds: tuple[Any, ...]) -> _Decoder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004 - the two parts of `tuple[kind, ...]`
        read = _decoder(kinds[0])
        return lambda values: tuple(read(value) for value in values)
    readers = tuple(_decoder(kind) for kind in kinds)
    return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))


def _dataclass(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    readers = {name: _decoder(hints[name]) for name in _names(kind)}

    def read(record: Any) -> Any:
        return kind(**{name: decode_field(record[name]) for name, decode_field in readers.items() if name in record})

    return read
