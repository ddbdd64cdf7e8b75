"""The fields of a content that a person types, each with its place, its type, and what it is called."""

from __future__ import annotations

import types
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .fields import Says, sayings_of

Path = tuple[str | int, ...]
C = TypeVar("C")


@dataclass(frozen=True)
class Slot:
    """One field of a content: where it lies, its type without None, its value, what it is called, and under what."""

    path: Path
    kind: Any
    value: Any
    said: Says
    group: str

    @property
    def name(self) -> str:
        return "__".join(str(step) for step in self.path)

    @property
    def words(self) -> str:
        """What it is called, under the words of the part it lies in."""
        return _under(self.group, str(self.said.label))


def slots_of(value: Any, path: Path = (), group: str = "") -> list[Slot]:
    """List the fields of a content that a person can type, each under the words of the parts that it lies in.

    A content that is filled elsewhere has fields that say nothing, and no slot.
    """
    found: list[Slot] = []
    hints, said = get_type_hints(type(value)), sayings_of(type(value))
    for one in fields(value):
        if one.name not in said:
            continue
        held, kind, place = getattr(value, one.name), _bare(hints[one.name]), (*path, one.name)
        if get_origin(kind) is tuple:
            item = get_args(kind)[0]
            if item is str:
                found.append(Slot(place, tuple, held, said[one.name], group))
            else:
                for index, row in enumerate(held):
                    found += slots_of(row, (*place, index), _under(group, f"{said[one.name].label} {index + 1}"))
        elif is_dataclass(held):
            found += slots_of(held, place, _under(group, str(said[one.name].label)))
        elif kind in (str, int, bool, date, datetime) or get_origin(kind) is Literal:
            found.append(Slot(place, kind, held, said[one.name], group))
    return found


def put(holder: C, path: Path, value: Any) -> C:
    """Return a content with one field filled anew."""
    return _put(holder, path, value)  # type: ignore[no-any-return]


def _put(holder: Any, path: Path, value: Any) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*holder[:step], _put(holder[step], rest, value), *holder[step + 1 :])
    held = getattr(holder, step)
    return replace(holder, **{step: _put(held, rest, value) if rest else value})


def _under(group: str, words: str) -> str:
    return f"{group} · {words}" if group else words


def _bare(kind: Any) -> Any:
    """The type without None; a union of several dataclasses is told by its value, not by its type."""
    if get_origin(kind) in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return options[0] if len(options) == 1 else kind
    return kind
