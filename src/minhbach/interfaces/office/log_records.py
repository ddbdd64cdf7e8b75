"""The records that rows of the audit log speak of: named and led to where the reader may see them, else their kind.

A row carries the kind and the id of what was touched, or the page that was looked at; neither is for people to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.office import offices
from minhbach.foundation.scope import ScopedModel

# By what a record is called by those who work with it, first to last.
_NAMES = ("code", "number_text", "title", "full_name", "name", "abstract", "title_vi")
# By what of it a reader of the log asks for one.
_NUMBERS = ("code",)
_LONGEST = 90


@dataclass(frozen=True)
class LoggedRecord:
    """What a row is about, in words; URL where the reader may open it."""

    words: str
    url: str = ""


def records_of(entries: Iterable[AuditEntry]) -> dict[UUID, LoggedRecord]:
    """Name what each entry is about, by the id of the entry; one query for a kind of record."""
    entries = list(entries)
    wanted: dict[type[Model], set[UUID]] = {}
    for entry in entries:
        for model in _models_of(entry.target_type):
            if (key := _uuid(entry.target_id)) is not None:
                wanted.setdefault(model, set()).add(key)
    found: dict[UUID, Model] = {}
    for model, keys in wanted.items():
        found |= {record.pk: record for record in model._default_manager.filter(pk__in=keys)}
    kinds = _kinds()
    return {entry.pk: _shown(entry, found, kinds) for entry in entries}


def ids_of(number: str) -> list[str]:
    """Find the records, in reach of who asks, that people call by a number; the text itself may be an id."""
    if len(number) > _LONGEST:
        return [number]
    found = [
        str(key)
        for model in apps.get_models()
        if issubclass(model, ScopedModel)
        for field in _NUMBERS
        if field in {one.name for one in model._meta.concrete_fields}
        for key in model._default_manager.filter(**{f"{field}__iexact": number}).values_list("pk", flat=True)[:50]
    ]
    return [number, *found]


def _shown(entry: AuditEntry, found: Mapping[UUID, Model], kinds: Mapping[str, str | Promise]) -> LoggedRecord:
    kind = str(kinds.get(_app_of(entry.target_type), ""))
    record = found.get(_uuid(entry.target_id) or UUID(int=0))
    if record is None:
        return LoggedRecord(kind, _address(entry) if kind and not entry.target_id else "")
    name = next((str(getattr(record, one)) for one in _NAMES if getattr(record, one, "")), "") or kind or str(record)
    return LoggedRecord(name[:_LONGEST], _page_of(record))


def _page_of(record: Model) -> str:
    """Return the page of a record: the one it names, or the one that bears its name in its room."""
    if hasattr(record, "get_absolute_url"):
        return str(record.get_absolute_url())
    try:
        return reverse(f"{record._meta.app_label}:{record._meta.model_name}", args=[record.pk])
    except NoReverseMatch:
        return ""


def _address(entry: AuditEntry) -> str:
    try:
        return reverse(entry.target_type)
    except NoReverseMatch:
        return ""


def _kinds() -> dict[str, str | Promise]:
    """Return the words of the room that each application is."""
    return {room.view.partition(":")[0]: room.label for office in offices() for room in office.rooms}


def _app_of(target_type: str) -> str:
    return target_type.replace(":", ".").partition(".")[0]


def _models_of(target_type: str) -> Iterator[type[Model]]:
    """Find the kinds of record a row may be about: the one it names, or those of the room whose page was looked at."""
    if ":" in target_type:
        label = _app_of(target_type)
        try:
            yield apps.get_model(target_type.replace(":", "."))
        except (LookupError, ValueError):
            pass
        else:
            return
        if label in {config.label for config in apps.get_app_configs()}:
            yield from (
                model
                for model in apps.get_app_config(label).get_models()
                if hasattr(model, "get_absolute_url") and model._meta.pk.get_internal_type() == "UUIDField"
            )
        return
    try:
        model = apps.get_model(target_type)
    except (LookupError, ValueError):
        return
    if model._meta.pk.get_internal_type() == "UUIDField":
        yield model


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
