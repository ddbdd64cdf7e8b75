"""A form over a content's own fields, so that what the record did not know can be filled on the draft itself."""

from __future__ import annotations

import types
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django import forms

from minhbach.domains.documents.layout.fields import Says, sayings_of
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.papers import Content
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.money import format_vnd, parse_vnd
from minhbach.foundation.refusals import Refusal

# Lists of goods are pasted and kept with the inspection; here they are only shown.
NOT_TYPED_HERE = (GoodsRow,)


@dataclass(frozen=True)
class Slot:
    """One field of a content: where it lies, its type without None, its value, what it is called, and under what."""

    path: tuple[str | int, ...]
    kind: Any
    value: Any
    said: Says
    group: str

    @property
    def name(self) -> str:
        return "__".join(str(step) for step in self.path)


def slots_of(value: Any, path: tuple[str | int, ...] = (), group: str = "") -> list[Slot]:
    """List the fields of a content that a person can type, each under the words of the parts that it lies in."""
    found: list[Slot] = []
    hints, said = get_type_hints(type(value)), sayings_of(type(value))
    for one in fields(value):
        held, kind, place = getattr(value, one.name), _bare(hints[one.name]), (*path, one.name)
        if get_origin(kind) is tuple:
            item = get_args(kind)[0]
            if item is str:
                found.append(Slot(place, tuple, held, said[one.name], group))
            elif not issubclass(item, NOT_TYPED_HERE):
                for index, row in enumerate(held):
                    found += slots_of(row, (*place, index), _under(group, f"{said[one.name].label} {index + 1}"))
        elif is_dataclass(held):
            found += slots_of(held, place, _under(group, str(said[one.name].label)))
        elif kind in (str, int, bool, date, datetime) or get_origin(kind) is Literal:
            found.append(Slot(place, kind, held, said[one.name], group))
    return found


def _under(group: str, words: str) -> str:
    return f"{group} · {words}" if group else words


class ContentForm(forms.Form):
    """The fields of one content, in the order of its form."""

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content, self.slots = content, slots_of(content)
        for slot in self.slots:
            self.fields[slot.name] = _field(slot)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, as they stand on the paper."""
        grouped: list[tuple[str, list[forms.BoundField]]] = []
        for slot in self.slots:
            if not grouped or grouped[-1][0] != slot.group:
                grouped.append((slot.group, []))
            grouped[-1][1].append(self[slot.name])
        return grouped

    def filled(self) -> Content:
        """Give the content with what was typed."""
        content = self.content
        for slot in self.slots:
            content = _put(content, slot.path, _value(slot, self.cleaned_data[slot.name]))
        return content


class VndField(forms.CharField):
    """An amount typed as people type it: 12.000.000, 12 triệu, 12tr."""

    def clean(self, value: Any) -> int | None:
        try:
            return parse_vnd(super().clean(value))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _field(slot: Slot) -> forms.Field:
    name = str(slot.path[-1])
    common: dict[str, Any] = {"label": slot.said.label, "required": False}
    text = {"class": "form-control"}
    if get_origin(slot.kind) is Literal:
        return forms.ChoiceField(
            choices=[(code, (slot.said.choices or {}).get(code, code)) for code in get_args(slot.kind)],
            initial=slot.value,
            widget=forms.Select({"class": "form-select"}),
            **common,
        )
    if slot.kind is bool:
        return forms.BooleanField(initial=slot.value, **common)
    if name.endswith("_vnd"):
        shown = "" if slot.value is None else format_vnd(slot.value)
        return VndField(initial=shown, widget=forms.TextInput({**text, "inputmode": "numeric"}), **common)
    if slot.kind is int:
        return forms.IntegerField(min_value=0, initial=slot.value, widget=forms.NumberInput(text), **common)
    if slot.kind is datetime:
        local = slot.value.astimezone(VIETNAM).replace(tzinfo=None) if slot.value else None
        widget = forms.DateTimeInput({**text, "type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return forms.DateTimeField(
            initial=local, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"], **common
        )
    if slot.kind is date:
        widget_of_day = forms.DateInput({**text, "type": "date"}, format="%Y-%m-%d")
        return forms.DateField(
            initial=slot.value, widget=widget_of_day, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **common
        )
    if slot.kind is tuple:
        area = forms.Textarea({**text, "rows": max(2, len(slot.value))})
        return forms.CharField(initial="\n".join(slot.value), widget=area, **common)
    widget_of_text: forms.Widget = forms.TextInput(text)
    if slot.said.is_long:
        widget_of_text = forms.Textarea({**text, "rows": 3})
    return forms.CharField(initial=slot.value or "", max_length=4000, widget=widget_of_text, **common)


def _value(slot: Slot, typed: Any) -> Any:
    if slot.kind is tuple:
        return tuple(line.strip() for line in typed.splitlines() if line.strip())
    if slot.kind is str:
        # An empty text of a field that is never None stays empty text; elsewhere empty means not known.
        return typed.strip() or ("" if slot.value == "" else None)
    if slot.kind is datetime and typed is not None:
        return typed.astimezone(VIETNAM)
    return typed


def _put(holder: Any, path: tuple[str | int, ...], value: Any) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*holder[:step], _put(holder[step], rest, value), *holder[step + 1 :])
    held = getattr(holder, step)
    return replace(holder, **{step: _put(held, rest, value) if rest else value})


def _bare(kind: Any) -> Any:
    """The type without None; a union of several dataclasses is told by its value, not by its type."""
    if get_origin(kind) in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return options[0] if len(options) == 1 else kind
    return kind
