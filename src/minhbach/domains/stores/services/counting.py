"""Kiểm kê: what is in a store is counted by somebody who does not keep it, and laid beside the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.stores.models import Entry, EntryLine, Lot, Store
from minhbach.domains.stores.policies import require_counter
from minhbach.domains.stores.refusals import NothingChosen, StoreClosed
from minhbach.domains.stores.services.writing import write_entry
from minhbach.domains.stores.types import EntryKind
from minhbach.foundation.database.locks import lock_all, wait_turn


@dataclass(frozen=True)
class Counted:
    """What was found of one card."""

    lot: Lot
    quantity: Decimal


@transaction.atomic
def count_store(*, officer: Officer, at: datetime, store: Store, counted: Sequence[Counted], note: str = "") -> Entry:
    """Write down a count: beside what was found stands what the book said that moment. NOTE: what has no card.

    It moves nothing: what is missing or over is named, until it is explained by slips. The keeper says whether the
    count is right.

    Raises: RoleMissing, StoreOfAnotherAgency, CountedByKeeper, StoreClosed, NothingChosen.
    """
    require_counter(officer, store, at=at)
    wait_turn("stores.book", store.pk)
    store.refresh_from_db(fields=["closed_at"])
    if store.closed_at is not None:
        raise StoreClosed
    found = {one.lot.pk: one.quantity for one in counted}
    # What a keeper moves meanwhile waits until the count is written down.
    lots = lock_all(Lot.objects.filter(store=store), pk__in=list(found))
    if not lots:
        raise NothingChosen
    lines = [
        EntryLine(line_id=lot.line_id, name=lot.name, unit=lot.unit, quantity=found[lot.pk], booked=lot.held)
        for lot in sorted(lots, key=lambda lot: lot.number)
    ]
    return write_entry(store, EntryKind.COUNT, lines, officer=officer, at=at, note=note.strip())
