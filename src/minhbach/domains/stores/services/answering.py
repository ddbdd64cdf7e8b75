"""The keeper answers: what waits comes in, goes out, is as counted; or it does not, for a reason. Then goods move."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from minhbach.domains.agencies.models import Officer
from minhbach.domains.stores.models import Entry, EntryLine, Lot, Store
from minhbach.domains.stores.policies import require_keeper
from minhbach.domains.stores.refusals import (
    AnsweredAlready,
    EntryNotFound,
    MinutesMissing,
    OwnEntry,
    ReasonMissing,
)
from minhbach.domains.stores.services.writing import AT_ONCE, line_like, write_entry
from minhbach.domains.stores.types import NUMBERED, EntryKind, Spot, Way
from minhbach.foundation.database.locks import wait_turn


@transaction.atomic
def accept(
    *,
    officer: Officer,
    at: datetime,
    entry: Entry,
    minutes: str,
    happened_at: datetime | None = None,
    shelf: str = "",
    seal_number: str = "",
    note: str = "",
) -> Entry:
    """Say for a store that goods came in or went out as asked, by minutes that both hands signed; or a count is right.

    Raises: NotKeeper, OwnEntry, AnsweredAlready, MinutesMissing, HappenedInFuture.
    """
    store = answering_store(entry)
    _require(officer, entry, store, at=at)
    minutes = " ".join(minutes.split())
    if not minutes:
        raise MinutesMissing
    told: dict[str, Any] = {
        "case_id": entry.case_id, "answers": entry, "minutes": minutes, "shelf": " ".join(shelf.split()),
        "seal_number": " ".join(seal_number.split()), "note": note.strip(),
    }  # fmt: skip
    lines = list(EntryLine.objects.filter(entry=entry).order_by("position"))
    if entry.other_store_id is not None:
        # It comes into the book of the store that takes it in, and out of the other's by the same hand.
        told |= {"way": "from_store", "other_store_id": entry.store_id, "counterparty": entry.store.name}
        answer = write_entry(
            store, EntryKind.IN, [line_like(one) for one in lines], officer=officer, at=at, happened_at=happened_at,
            **told,
        )  # fmt: skip
    else:
        answer = write_entry(
            store, EntryKind.ACCEPTED, [], officer=officer, at=at, happened_at=happened_at, way=entry.way, **told
        )
    if (way := entry.way_of) is not None and entry.case_id is not None:
        _carry_out(way, entry.case_id, entry, answer, lines)
    return answer


@transaction.atomic
def refuse(*, officer: Officer, at: datetime, entry: Entry, note: str) -> Entry:
    """Say for a store that goods did not come in or go out as asked, or that a count is not right, and why.

    Raises: NotKeeper, OwnEntry, AnsweredAlready, ReasonMissing.
    """
    store = answering_store(entry)
    _require(officer, entry, store, at=at)
    if not note.strip():
        raise ReasonMissing
    return write_entry(
        store, EntryKind.REFUSED, [], officer=officer, at=at, way=entry.way, case_id=entry.case_id, answers=entry,
        note=note.strip(),
    )  # fmt: skip


def answering_store(entry: Entry) -> Store:
    """Return the store whose keeper answers: the one that goods are sent to, else the book's own."""
    return entry.other_store or entry.store


def _require(officer: Officer, entry: Entry, store: Store, *, at: datetime) -> None:
    require_keeper(officer, store, at=at)
    if entry.kind not in NUMBERED or entry.answers_id is not None:
        raise EntryNotFound
    if entry.officer_id == officer.pk:
        raise OwnEntry
    wait_turn("stores.goods", entry.case_id or entry.store_id)
    if Entry.objects.filter(answers=entry).exists():
        raise AnsweredAlready


def _carry_out(way: Way, case_id: UUID, entry: Entry, answer: Entry, lines: list[EntryLine]) -> None:
    """Write on the cards what moved."""
    steps = {Spot.HELD: (1, 0), Spot.AWAY: (0, 1)}
    (held_from, away_from), (held_to, away_to) = steps.get(way.source, (0, 0)), steps.get(way.target, (0, 0))
    _write_cards(entry.store, case_id, answer, lines, held_to - held_from, away_to - away_from)
    if way.target is Spot.ELSEWHERE and entry.other_store is not None:
        _write_cards(entry.other_store, case_id, answer, lines, 1, 0)


def _write_cards(store: Store, case_id: UUID, answer: Entry, lines: list[EntryLine], held: int, away: int) -> None:
    """Add to, or take from, what the cards of some goods say is in a store and away from it."""
    known = {lot.line_id: lot for lot in Lot.objects.filter(store=store, line_id__in=[one.line_id for one in lines])}
    number = Lot.objects.filter(store=store).aggregate(last=Max("number"))["last"] or 0
    new = []
    for line in lines:
        lot = known.get(line.line_id)
        if lot is None:
            number += 1
            lot = Lot(
                store=store, case_id=case_id, line_id=line.line_id, number=number, name=line.name,
                unit=line.unit, since=answer.happened_at,
            )  # fmt: skip
            new.append(lot)
        lot.held += held * line.quantity
        lot.away += away * line.quantity
        if held > 0:
            lot.shelf = answer.shelf or lot.shelf
            lot.seal_number = answer.seal_number or lot.seal_number
    Lot.objects.bulk_create(new, batch_size=AT_ONCE)
    Lot.objects.bulk_update(known.values(), ["held", "away", "shelf", "seal_number"], batch_size=AT_ONCE)
