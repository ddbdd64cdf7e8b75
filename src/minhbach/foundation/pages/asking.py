"""A form that follows from a frozen dataclass: each field says beside itself how it is asked.

    @dataclass(frozen=True, kw_only=True)
    class Delivered:
        manner: Annotated[DeliveryManner, ask(_("Giao bằng cách nào"))]
        receiver: Annotated[str, ask(_("Ai nhận"), longest=120)] = ""

    form = form_of(Delivered).of(request)              # or, to correct one: .of(request, known=delivered)
    if form.is_valid():
        delivered = form.value()

A field with a default need not be filled; one that is not asked keeps its default, or is given: `form.value(paper=…)`.
A dataclass within stands under its own label, its fields named `paper_number`, `paper_dated`. What a form needs besides
is a subclass with `asks = Delivered`: fields of its own, `field_order`, `prepare`, `clean`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from django import forms

from minhbach.foundation.pages import fields as kit
from minhbach.foundation.pages.forms import PageForm, Part, Words

T = TypeVar("T")
LONGEST = 300


@dataclass(frozen=True)
class Ask:
    """How one field is asked. FIELD makes it where its type does not tell; OPTIONS go to that field."""

    label: Words
    help: Words
    longest: int
    rows: int
    field: Callable[..., forms.Field] | None
    only: Sequence[str]
    options: Mapping[str, Any]


def ask(
    label: Words,
    *,
    help: Words = "",  # noqa: A002
    longest: int = 0,
    rows: int = 0,
    field: Callable[..., forms.Field] | None = None,
    only: Sequence[str] = (),
    **options: Any,
) -> Ask:
    """Return how a field is asked: its LABEL, HELP below it, at most LONGEST letters, ROWS of a larger box.

    FIELD is one of foundation.pages.fields where the type does not tell (Money, Person); ONLY names those fields of a
    dataclass within that are asked here. `required=True` asks for a field although it has a default.
    """
    return Ask(label, help, longest, rows, field, tuple(only), options)


@dataclass(frozen=True)
class _Slot:
    """A place of a dataclass that is asked: its type without None, and the slots within where it is a dataclass."""

    name: str
    kind: Any
    how: Ask
    default: Any
    inner: tuple[_Slot, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it may be left empty."""
        return self.default is not MISSING


class DataForm(PageForm, Generic[T]):
    """A form over the dataclass that it `asks`."""

    asks: ClassVar[type[Any]]

    def __init__(self, *args: Any, known: T | None = None, **kwargs: Any) -> None:
        if known is not None:
            kwargs["initial"] = {**self.initial_of(known), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def derived(self) -> dict[str, forms.Field]:
        """Return the fields that follow from the dataclass."""
        return dict(_fields(slots_of(self.asks), ""))

    @classmethod
    def initial_of(cls, value: T) -> dict[str, Any]:
        """Return what the fields of a form hold for a value that is to be corrected."""
        return dict(_initial(slots_of(cls.asks), value, ""))

    def value(self, **given: Any) -> T:
        """Return the value as it was filled in; GIVEN are its fields that the form does not ask."""
        return cast("T", _build(self.asks, slots_of(self.asks), self.cleaned_data, "", given))

    @property
    def parts(self) -> Iterator[Part]:
        """The fields of the value itself, then those of each dataclass within, under its label."""
        within: dict[str, Part] = {}
        for slot in slots_of(self.asks):
            if slot.inner and slot.how.label:
                names = [f"{slot.name}_{one.name}" for one in slot.inner]
                part = Part(slot.how.label, [self[name] for name in names if name in self.fields])
                within |= dict.fromkeys(names, part)
        own = [field for field in self.visible_fields() if field.name not in within]
        yield Part("", own)
        yield from {id(part): part for part in within.values() if part.fields}.values()


def form_of(asked: type[T], *, base: type[DataForm[Any]] = DataForm) -> type[DataForm[T]]:
    """Return the form over a dataclass; what it needs besides stands in BASE."""
    return cast("type[DataForm[T]]", type(f"{asked.__name__}Form", (base,), {"asks": asked}))


def slots_of(asked: type[Any], only: Sequence[str] = ()) -> tuple[_Slot, ...]:
    """Return what is asked of a dataclass, in the order in which it is written."""
    # Read once for a class: a page asks several times. (`cache` itself takes no `type[Any]` for hashable.)
    key: Any = (asked, tuple(only))
    return _slots_of(key)


@cache
def _slots_of(key: tuple[type[Any], tuple[str, ...]]) -> tuple[_Slot, ...]:
    asked, only = key
    hints = get_type_hints(asked, include_extras=True)
    return tuple(
        slot
        for one in fields(asked)
        if (not only or one.name in only) and (slot := _slot(one, hints[one.name])) is not None
    )


def _slot(one: Field[Any], hint: Any) -> _Slot | None:
    if get_origin(hint) is not Annotated:
        return None
    kind, *notes = get_args(hint)
    how = next((note for note in notes if isinstance(note, Ask)), None)
    if how is None:
        return None
    default = one.default if one.default_factory is MISSING else one.default_factory()
    kind = _without_none(kind)
    inner = slots_of(cast("Any", kind), how.only) if is_dataclass(kind) and how.field is None else ()
    return _Slot(one.name, kind, how, default, inner)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        [kind] = [one for one in get_args(kind) if one is not type(None)]
    return kind


def _fields(slots: tuple[_Slot, ...], prefix: str, *, is_open: bool = False) -> Iterator[tuple[str, forms.Field]]:
    for slot in slots:
        may_miss = is_open or slot.is_open
        if slot.inner:
            yield from _fields(slot.inner, f"{prefix}{slot.name}_", is_open=may_miss)
        else:
            yield f"{prefix}{slot.name}", _field(slot, is_open=may_miss)


def _field(slot: _Slot, *, is_open: bool) -> forms.Field:
    how = slot.how
    more: dict[str, Any] = {"label": how.label, "help_text": how.help, "required": not is_open, **how.options}
    if slot.is_open and slot.default not in (None, "", (), False):
        more.setdefault("initial", slot.default)
    if how.longest:
        more["longest"] = how.longest
    if how.rows:
        more["rows"] = how.rows
    if how.field is not None:
        return how.field(**more)
    if isinstance(slot.kind, type) and issubclass(slot.kind, Enum):
        choices = cast("Any", slot.kind).choices
        blank = [("", "—")] if not more["required"] and not more.get("open") else []
        return kit.Choice(choices=[*blank, *choices], coerce=slot.kind, empty_value=None, **more)
    if get_origin(slot.kind) is tuple:
        [item, *_rest] = get_args(slot.kind)
        if isinstance(item, type) and issubclass(item, Enum):
            return kit.Choices(choices=cast("Any", item).choices, coerce=item, **more)
        return kit.Lines(**more)
    return _FIELDS[slot.kind](**more)


def _tick(**more: Any) -> forms.Field:
    return kit.Tick(**{**more, "required": False})


_FIELDS: dict[Any, Callable[..., forms.Field]] = {
    str: kit.Text,
    int: kit.Whole,
    bool: _tick,
    date: kit.Day,
    datetime: kit.Moment,
    Decimal: kit.Quantity,
}


def _initial(slots: tuple[_Slot, ...], value: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for slot in slots:
        held = getattr(value, slot.name)
        if slot.inner:
            if held is not None:
                yield from _initial(slot.inner, held, f"{prefix}{slot.name}_")
        else:
            yield f"{prefix}{slot.name}", held


def _build(
    asked: type[Any], slots: tuple[_Slot, ...], cleaned: Mapping[str, Any], prefix: str, given: Mapping[str, Any]
) -> Any:
    values = dict(given)
    for slot in slots:
        name = f"{prefix}{slot.name}"
        if slot.inner:
            if slot.name not in given:
                within = _build(slot.kind, slot.inner, cleaned, f"{name}_", {})
                # Nothing of it was filled in: what stands there then is the default.
                is_empty = slot.is_open and all(cleaned.get(f"{name}_{one.name}") in _EMPTY for one in slot.inner)
                values[slot.name] = slot.default if is_empty else within
        elif name in cleaned:
            typed = cleaned[name]
            if typed is None and slot.is_open:
                typed = slot.default
            values[slot.name] = typed
    return asked(**values)


_EMPTY = (None, "", (), False)
