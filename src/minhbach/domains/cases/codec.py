"""Entries as JSON, and back, by the rules of `foundation.codec`."""

from __future__ import annotations

from typing import Any, cast

from minhbach.domains.cases.acts import BY_CODE
from minhbach.domains.cases.models import CaseEvent
from minhbach.domains.cases.types.state import Entry
from minhbach.foundation import codec


def write_fact(fact: Any) -> dict[str, Any]:
    """Turn a fact into plain JSON values; what is kept as rows of its own is left out."""
    return cast("dict[str, Any]", codec.write(fact))


def read_fact(kind: str, data: dict[str, Any]) -> Any:
    """Rebuild the fact of an entry of a kind."""
    return codec.read(data, BY_CODE[kind].fact)


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
        confirmed=tuple((one["code"], one["sentence"]) for one in event.confirmed),
    )
