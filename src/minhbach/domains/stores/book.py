"""The book of a store as a chain: what the digest of an entry covers, and where a chain is broken."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.stores.models import Entry, EntryLine, Store

FIRST = ""
COVERED = (
    *("store_id", "sequence", "kind", "way", "number", "year", "case_id", "answers_id", "other_store_id"),
    *("happened_at", "recorded_at", "officer_id", "counterparty", "purpose", "authority", "seal_number", "shelf"),
    *("minutes", "note", "previous"),
)
COVERED_OF_LINE = ("position", "line_id", "name", "unit", "quantity", "booked")
_AT_ONCE = 2000


@dataclass(frozen=True)
class Break:
    """A place where a book is not as it was written: the entry, and what is wrong with it."""

    sequence: int
    entry: Entry | None
    words: str | Promise


def digest_of(entry: Entry, lines: Iterable[EntryLine]) -> str:
    """Return the digest of an entry with its lines, on the digest of the one before."""
    told = [[_plain(getattr(entry, name)) for name in COVERED]]
    told += [[_plain(getattr(line, name)) for name in COVERED_OF_LINE] for line in lines]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def breaks_of(store: Store, *, last: tuple[int, str] | None = None) -> Iterator[Break]:
    """Name every place where the book of a store does not follow from its first entry.

    LAST is the number and digest of the last entry as it is known from elsewhere, so that an end cut off is missed.
    """
    before, expected, digests = FIRST, 1, dict[int, str]()
    for entries, lines in _read(store):
        for entry in entries:
            if entry.sequence != expected:
                yield Break(expected, None, _lazy("thiếu bút toán"))
            elif entry.previous != before:
                yield Break(entry.sequence, entry, _lazy("không nối với bút toán trước"))
            if digest_of(entry, lines.get(entry.pk, ())) != entry.digest:
                yield Break(entry.sequence, entry, _lazy("nội dung không còn như khi ghi"))
            before, expected, digests[entry.sequence] = entry.digest, entry.sequence + 1, entry.digest
    if last is not None and digests.get(last[0]) != last[1]:
        yield Break(last[0], None, _lazy("nhật ký hệ thống có bút toán này, sổ thì không"))


def _read(store: Store) -> Iterator[tuple[list[Entry], Mapping[UUID, list[EntryLine]]]]:
    """Read a book in its order, some entries with their lines at a time."""
    from_sequence = 0
    while entries := list(
        Entry.objects.filter(store=store, sequence__gt=from_sequence).order_by("sequence")[:_AT_ONCE]
    ):
        lines = defaultdict[UUID, list[EntryLine]](list)
        for line in EntryLine.objects.filter(entry__in=[one.pk for one in entries]).order_by("entry", "position"):
            lines[line.entry_id].append(line)
        yield entries, lines
        from_sequence = entries[-1].sequence


def _plain(value: Any) -> Any:
    """Return a value as the digest reads it, the same before it was written and after it is read."""
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return value
