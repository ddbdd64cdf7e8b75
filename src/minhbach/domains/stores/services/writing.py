"""How an entry comes into a book: one after the other, each with its lines, on the digest of the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from minhbach.domains.agencies.models import Officer
from minhbach.domains.stores.book import FIRST, digest_of
from minhbach.domains.stores.models import Entry, EntryLine, Store
from minhbach.domains.stores.refusals import HappenedInFuture
from minhbach.domains.stores.types import NUMBERED, EntryKind
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn

AT_ONCE = 2000


def write_entry(
    store: Store,
    kind: EntryKind,
    lines: Sequence[EntryLine],
    *,
    officer: Officer,
    at: datetime,
    happened_at: datetime | None = None,
    **told: Any,
) -> Entry:
    """Add an entry to the end of a store's book. Who writes about goods of a case has waited for its turn before.

    Raises: HappenedInFuture.
    """
    if happened_at is not None and happened_at > at:
        raise HappenedInFuture
    wait_turn("stores.book", store.pk)
    last = Entry.objects.filter(store=store).order_by("-sequence").values_list("sequence", "digest").first()
    sequence, previous = last or (0, FIRST)
    year = local_date(at).year
    number = None
    if kind in NUMBERED:
        numbered = Entry.objects.filter(store=store, kind=kind, year=year)
        number = (numbered.aggregate(last=Max("number"))["last"] or 0) + 1
    entry = Entry(
        store=store, sequence=sequence + 1, kind=kind, number=number, year=year, officer=officer, recorded_at=at,
        happened_at=happened_at or at, previous=previous, **told,
    )  # fmt: skip
    for position, line in enumerate(lines, start=1):
        line.position, line.entry = position, entry
    entry.digest = digest_of(entry, lines)
    entry.save(force_insert=True)
    EntryLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    # The log is sealed by a role of its own: it knows the end of the book when the book does not any more.
    audit.record(
        f"stores.entry.{kind.value}", officer_id=officer.id, at=at, target_type="stores.store", target_id=store.pk,
        data={"entry": str(entry.pk), "sequence": entry.sequence, "digest": entry.digest},
    )  # fmt: skip
    return entry


def line_like(line: EntryLine) -> EntryLine:
    """Return a line of the same goods for another entry."""
    return EntryLine(line_id=line.line_id, name=line.name, unit=line.unit, quantity=line.quantity)
