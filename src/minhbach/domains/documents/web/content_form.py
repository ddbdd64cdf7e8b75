"""A form over a content's own fields, so that what the record did not know can be filled on the draft itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.parts import Participant
from minhbach.domains.documents.layout.slots import Slot, put, slots_of
from minhbach.domains.documents.papers import Content
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.pages import fields as kit
from minhbach.foundation.pages.forms import PageForm, Part, Words

C = TypeVar("C", bound=Any)
PEOPLE = tuple[Participant, ...]


class DraftForm(PageForm):
    """Title, recipients and the fields of a draft's content, in the order of its form; none of them must be filled."""

    title = kit.Text(label=_lazy("Tên văn bản"))
    recipients = kit.Lines(label=_lazy("Nơi nhận (mỗi dòng một nơi)"), required=False)
    marks_optional = False

    def __init__(self, *given: Any, content: Content, filled_elsewhere: Words = "", **more: Any) -> None:
        self.content = content if filled_elsewhere else _with_room(content)
        self.filled_elsewhere = filled_elsewhere
        self.slots = [] if filled_elsewhere else slots_of(self.content)
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
            content = put(content, slot.path, _value(slot, self.cleaned_data[slot.name]))
        return content if self.filled_elsewhere else _without_empty(content)


def _with_room(content: C) -> C:
    """Add an empty row below the people of each list, for one more."""
    return replace(content, **{name: (*people, Participant()) for name, people in _people_of(content)})


def _without_empty(content: C) -> C:
    """Leave out the rows of people that were not filled in, or were emptied."""
    kept = {name: tuple(one for one in people if one != Participant()) for name, people in _people_of(content)}
    return replace(content, **kept)


def _people_of(content: Any) -> Iterator[tuple[str, tuple[Participant, ...]]]:
    hints = get_type_hints(type(content))
    yield from ((one.name, getattr(content, one.name)) for one in fields(content) if hints[one.name] == PEOPLE)


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
