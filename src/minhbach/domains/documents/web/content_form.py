"""A form over a content's own fields, so that what the record did not know can be filled on the draft itself."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.fields import Says, sayings_of
from minhbach.domains.documents.layout.goods import GoodsRow
from minhbach.domains.documents.papers import Content
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.pages import fields as kit
from minhbach.foundation.pages.forms import PageForm, Part, Words

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


class DraftForm(PageForm):
    """Title, recipients and the fields of a draft's content, in the order of its form; none of them must be filled."""

    title = kit.Text(label=_lazy("Tên văn bản"))
    recipients = kit.Lines(label=_lazy("Nơi nhận (mỗi dòng một nơi)"), required=False)
    marks_optional = False

    def __init__(self, *given: Any, content: Content, filled_elsewhere: Words = "", **more: Any) -> None:
        self.content, self.filled_elsewhere = content, filled_elsewhere
        self.slots = [] if filled_elsewhere else slots_of(content)
        super().__init__(*given, **more)

    def derived(self) -> dict[str, forms.Field]:
        """Return a field for each slot of the content."""
        return {slot.name: _field(slot) for slot in self.slots}

    @property
    def parts(self) -> Iterator[Part]:
        """The fields under their headings, as they stand on the paper."""
        yield Part("", [self["title"], self["recipients"]])
        for group, slots in groupby(self.slots, key=lambda slot: slot.group):
            yield Part(group, [self[slot.name] for slot in slots])

    def filled(self) -> Content:
        """Give the content with what was typed."""
        content = self.content
        for slot in self.slots:
            content = _put(content, slot.path, _value(slot, self.cleaned_data[slot.name]))
        return content


def _field(slot: Slot) -> forms.Field:
    name = str(slot.path[-1])
    said = slot.said
    common: dict[str, Any] = {"label": said.label, "required": False, "initial": slot.value}
    if get_origin(slot.kind) is Literal:
        names = said.choices or {}
        return kit.Choice(choices=[(code, names.get(code, code)) for code in get_args(slot.kind)], **common)
    if name.endswith("_vnd"):
        return kit.Money(**common)
    if slot.kind is int:
        return kit.Whole(least=0, **common)
    if slot.kind is tuple:
        return kit.Lines(rows=max(2, len(slot.value)), **common)
    plain = {bool: kit.Tick, datetime: kit.Moment, date: kit.Day}.get(slot.kind)
    return plain(**common) if plain else kit.Text(longest=4000, rows=3 if said.is_long else 0, **common)


def _value(slot: Slot, typed: Any) -> Any:
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
