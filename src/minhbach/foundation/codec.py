"""Dataclasses as plain JSON, and back: one set of rules for the facts of a case, papers and whatever else is kept so.

- A field that a later version added must have a default; data without it takes the default.
- A field that a later version dropped is named in the dataclass's `RETIRED`, and passed over; any other unknown name is
  refused: nothing that was written is lost without somebody having said so.
- A field marked KEPT_APART is not written: its rows are kept in a table of their own.
- A choice is written as its code. A code that has left its list is read as it was written.

Days and moments are ISO texts, decimals are texts, tuples are lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

KEPT_APART = "kept_as_rows"
RETIRED = "RETIRED"
_TYPE = "_type"

Reader = Callable[[Any], Any]
_readers: dict[Any, Reader] = {}


class Unreadable(ValueError):
    """Kept data does not fit the dataclass it is read as."""


def write(value: Any, *, is_named: bool = False) -> Any:
    """Turn a value into plain JSON; with IS_NAMED each dataclass carries its name, so that a union can be read back.

    Raises: TypeError for what has no place in JSON.
    """
    if is_dataclass(value) and not isinstance(value, type):
        written = {
            field.name: write(getattr(value, field.name), is_named=is_named)
            for field in fields(value)
            if not field.metadata.get(KEPT_APART)
        }
        return {_TYPE: type(value).__name__, **written} if is_named else written
    if isinstance(value, tuple | list):
        return [write(item, is_named=is_named) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be kept as JSON.")


def read(data: Any, kind: Any) -> Any:
    """Rebuild a value of a given type.

    Raises: Unreadable when the data does not fit the type.
    """
    return _reader(kind)(data)


def _reader(kind: Any) -> Reader:
    """Type hints are read once a type, not once a value."""
    if kind not in _readers:
        _readers[kind] = _make_reader(kind)
    return _readers[kind]


def _make_reader(kind: Any) -> Reader:
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union(options)
    if origin is Literal:
        return lambda data: data if data in options else _refuse(data, options)
    if origin is tuple:
        return _tuple(options[0])
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        codes = {choice.value: choice for choice in kind}
        return lambda data: codes.get(data, data) if isinstance(data, str | int) else _refuse(data, kind)
    if kind in (datetime, date, Decimal):
        return _text(datetime.fromisoformat if kind is datetime else date.fromisoformat if kind is date else Decimal)
    if kind is Any:
        return lambda data: data
    return _plain(kind)


def _union(options: tuple[Any, ...]) -> Reader:
    others = [option for option in options if option is not NoneType]
    is_optional = len(others) < len(options)
    named = {getattr(option, "__name__", ""): option for option in others}

    def read_union(data: Any) -> Any:
        if data is None and is_optional:
            return None
        if len(others) == 1:
            return _reader(others[0])(data)
        if isinstance(data, Mapping) and data.get(_TYPE) in named:
            return _reader(named[data[_TYPE]])(data)
        return _refuse(data, options)

    return read_union


def _tuple(item: Any) -> Reader:
    def read_tuple(data: Any) -> Any:
        if not isinstance(data, list | tuple):
            return _refuse(data, tuple)
        reader = _reader(item)
        return tuple(reader(one) for one in data)

    return read_tuple


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    known = {field.name: hints[field.name] for field in fields(kind)}
    retired = frozenset(getattr(kind, RETIRED, ()))

    def read_dataclass(data: Any) -> Any:
        if not isinstance(data, Mapping):
            return _refuse(data, kind)
        if data.get(_TYPE, kind.__name__) != kind.__name__:
            raise Unreadable(f"{data[_TYPE]!r} is not {kind.__name__}.")
        values = {}
        for name, value in data.items():
            if name in known:
                values[name] = _reader(known[name])(value)
            elif name != _TYPE and name not in retired:
                raise Unreadable(f"{kind.__name__} has no {name}.")
        try:
            return kind(**values)
        except TypeError as error:
            raise Unreadable(str(error)) from error

    return read_dataclass


def _text(parse: Callable[[str], Any]) -> Reader:
    def read_text(data: Any) -> Any:
        try:
            return parse(data)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise Unreadable(f"{data!r} cannot be read.") from error

    return read_text


def _plain(kind: Any) -> Reader:
    def read_plain(data: Any) -> Any:
        # True is an int to Python, not to a reader.
        if type(data) is kind:
            return data
        return float(data) if kind is float and type(data) is int else _refuse(data, kind)

    return read_plain


def _refuse(data: Any, kind: Any) -> Any:
    raise Unreadable(f"{data!r} is no {getattr(kind, '__name__', kind)}.")
