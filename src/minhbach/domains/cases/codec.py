"""Entries as JSON, and back. A field that a later version added takes its default; one it dropped is ignored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from minhbach.domains.cases.acts import BY_CODE
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.types.state import Entry

Reader = Callable[[Any], Any]
_readers: dict[Any, Reader] = {}


def write_fact(fact: Any) -> dict[str, Any]:
    """Turn a fact into plain JSON values; what is kept as rows of its own is left out."""
    return cast("dict[str, Any]", _write(fact))


def read_fact(kind: str, data: dict[str, Any]) -> Any:
    """Rebuild the fact of an entry of a kind."""
    return _dataclass_reader(BY_CODE[kind].fact)(data)


def read_entry(event: CaseEvent) -> Entry[Any]:
    """Read a stored event."""
    return Entry(
        id=event.id,
        sequence=event.sequence,
        kind=event.kind,
        happened_on=event.happened_on,
        recorded_at=event.recorded_at,
        officer_id=event.officer_id,
        fact=read_fact(event.kind, event.data),
        part=event.part,
        replaces=event.replaces_id,
        document_id=event.document_id,
    )


def _write(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _write(getattr(value, field.name))
            for field in fields(value)
            if not field.metadata.get("kept_as_rows")
        }
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    # A choice is written as its code.
    return str(value) if isinstance(value, str) else value


def _dataclass_reader(kind: Any) -> Reader:
    """Type hints are read once a class, not once an event."""
    if kind not in _readers:
        _readers[kind] = _make_reader(kind)
    return _readers[kind]


def _make_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(data: dict[str, Any]) -> Any:
        return kind(**{name: readers[name](value) for name, value in data.items() if name in readers})

    return read


def _reader(hint: Any) -> Reader:
    origin = get_origin(hint)
    if origin is UnionType:
        inner = next(_reader(option) for option in get_args(hint) if option is not NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(one) for one in value)
    if is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if hint is Decimal:
        return Decimal
    if isinstance(hint, type) and issubclass(hint, Enum):
        # A code that has left its list is kept as it was written.
        return lambda value: hint(value) if value in list(hint) else value
    return lambda value: value
