"""Contents and envelopes as JSON, the same bytes for the same content, so that a signature can rest on their digest."""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_TYPE = "_type"


class ContentUnreadable(ValueError):
    """A frozen content does not fit the dataclass it names."""


def freeze(value: Any) -> Any:
    """Turn a dataclass into plain JSON values; each dataclass carries its name."""
    if is_dataclass(value) and not isinstance(value, type):
        frozen = {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
        return {_TYPE: type(value).__name__, **frozen}
    if isinstance(value, tuple | list):
        return [freeze(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | bool | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be frozen.")


def thaw(frozen: Any, kind: Any) -> Any:
    """Rebuild a value of a given type; fields a later version added take their defaults.

    Raises: ContentUnreadable when the value does not fit the type.
    """
    if frozen is None and type(None) in get_args(kind):
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _thaw_union(frozen, [option for option in get_args(kind) if option is not type(None)])
    if origin is Literal:
        if frozen not in get_args(kind):
            raise ContentUnreadable(f"{frozen!r} is none of {get_args(kind)!r}.")
        return frozen
    if origin is tuple and isinstance(frozen, list):
        return tuple(thaw(item, get_args(kind)[0]) for item in frozen)
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(frozen, Mapping):
        return _thaw_dataclass(frozen, kind)
    return _thaw_scalar(frozen, kind)


def _thaw_union(frozen: Any, options: list[Any]) -> Any:
    if isinstance(frozen, Mapping):
        for option in options:
            if getattr(option, "__name__", None) == frozen.get(_TYPE):
                return thaw(frozen, option)
    elif len(options) == 1:
        return thaw(frozen, options[0])
    raise ContentUnreadable(f"{frozen!r} fits none of {options!r}.")


def _thaw_dataclass(frozen: Mapping[str, Any], kind: type) -> Any:
    if frozen.get(_TYPE) != kind.__name__:
        raise ContentUnreadable(f"{frozen.get(_TYPE)!r} is not {kind.__name__}.")
    hints = get_type_hints(kind)
    unknown = set(frozen) - set(hints) - {_TYPE}
    if unknown:
        raise ContentUnreadable(f"{kind.__name__} has no {', '.join(sorted(unknown))}.")
    values = {name: thaw(value, hints[name]) for name, value in frozen.items() if name != _TYPE}
    try:
        return kind(**values)
    except TypeError as error:
        raise ContentUnreadable(str(error)) from error


def _thaw_scalar(frozen: Any, kind: Any) -> Any:
    try:
        if kind is datetime:
            return datetime.fromisoformat(frozen)
        if kind is date:
            return date.fromisoformat(frozen)
        if kind is Decimal:
            return Decimal(frozen)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise ContentUnreadable(f"{frozen!r} is no {kind.__name__}.") from error
    # True is an int to Python, not to a reader.
    if kind in (str, int, bool, float) and type(frozen) is kind:
        return frozen
    if kind is float and type(frozen) is int:
        return float(frozen)
    raise ContentUnreadable(f"{frozen!r} is no {getattr(kind, '__name__', kind)}.")


def digest_of(frozen: Any) -> str:
    """Hash frozen JSON: SHA-256 over its canonical form, sorted keys and no spaces, in UTF-8."""
    canonical = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
