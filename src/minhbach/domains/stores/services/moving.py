"""Goods of a case are asked to come in or go out; a keeper sends them to another store. Nothing moves unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import require_works_on
from minhbach.domains.stores.models import Entry, EntryLine, Store
from minhbach.domains.stores.policies import keepers_on, require_keeper
from minhbach.domains.stores.refusals import (
    AuthorityMissing,
    MoreThanThere,
    NoKeeper,
    NothingChosen,
    PartyMissing,
    SameStore,
    StoreClosed,
    StoreNotOfCase,
    WayUnknown,
)
from minhbach.domains.stores.selectors.seized import SeizedLine, seized_lines
from minhbach.domains.stores.selectors.stores import stores_for_case
from minhbach.domains.stores.selectors.sums import Balance, balances_of
from minhbach.domains.stores.services.planned import approvals_of, seal_numbers
from minhbach.domains.stores.services.writing import write_entry
from minhbach.domains.stores.types import ASKED_IN, ASKED_OUT, WAYS, Spot, Way
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.writing import write_quantity

NONE = Decimal(0)


@dataclass(frozen=True)
class Pick:
    """A line of goods, and how much of it; None for all there is."""

    line_id: str
    quantity: Decimal | None = None


@transaction.atomic
def ask(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    store: Store,
    way: str,
    picks: Sequence[Pick],
    counterparty: str,
    purpose: str = "",
    authority: str = "",
    seal_number: str = "",
    note: str = "",
) -> Entry:
    """Ask the keeper of a store to take goods of a case in, or to let them out.

    Raises: RoleMissing, OfficerNotOnCase, WayUnknown, StoreNotOfCase, StoreClosed, NoKeeper, NothingChosen,
        MoreThanThere, AuthorityMissing, PartyMissing.
    """
    require_works_on(officer, case, at=at)
    chosen = WAYS.get(way)
    if chosen is None or chosen not in (*ASKED_IN, *ASKED_OUT):
        raise WayUnknown
    if not stores_for_case(case).filter(pk=store.pk).exists():
        raise StoreNotOfCase
    return _move(
        chosen, case, store, picks, officer=officer, at=at, counterparty=counterparty, purpose=purpose,
        authority=authority, seal_number=seal_number, note=note,
    )  # fmt: skip


@transaction.atomic
def transfer(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    store: Store,
    to: Store,
    picks: Sequence[Pick],
    purpose: str = "",
    seal_number: str = "",
    note: str = "",
) -> Entry:
    """Send goods of a case to another store of the same unit or one above; the keeper there takes them in or not.

    Raises: NotKeeper, SameStore, StoreNotOfCase, StoreClosed, NoKeeper, NothingChosen, MoreThanThere.
    """
    require_keeper(officer, store, at=at)
    if to.pk == store.pk:
        raise SameStore
    if not stores_for_case(case).filter(pk=to.pk).exists():
        raise StoreNotOfCase
    return _move(
        WAYS["to_store"], case, store, picks, officer=officer, at=at, counterparty=to.name, purpose=purpose,
        seal_number=seal_number, note=note, to=to,
    )  # fmt: skip


def _move(
    way: Way,
    case: Case,
    store: Store,
    picks: Sequence[Pick],
    *,
    officer: Officer,
    at: datetime,
    counterparty: str,
    purpose: str,
    seal_number: str,
    note: str,
    authority: str = "",
    to: Store | None = None,
) -> Entry:
    counterparty, authority = " ".join(counterparty.split()), " ".join(authority.split())
    if not counterparty:
        raise PartyMissing
    # All that is written about the goods of a case is written one after the other: what is there is there once.
    wait_turn("stores.goods", case.pk)
    receiving = to or store
    for book in sorted({store.pk, receiving.pk}):
        wait_turn("stores.book", book)
    receiving.refresh_from_db(fields=["closed_at"])
    if receiving.closed_at is not None:
        raise StoreClosed
    if not keepers_on(local_date(at)).filter(store=receiving).exists():
        raise NoKeeper
    lines = _lines(way, case, store, picks)
    # A sample that was used up needs no plan.
    if way.is_end and way.source is Spot.HELD:
        authority = approvals_of(way, case, lines) or authority
    if way.is_end and not authority:
        raise AuthorityMissing
    return write_entry(
        store, way.kind, lines, officer=officer, at=at, way=way.code, case=case,
        other_store=to, counterparty=counterparty, authority=authority, purpose=" ".join(purpose.split()),
        seal_number=" ".join(seal_number.split()) or seal_numbers(case, lines), note=note.strip(),
    )  # fmt: skip


def _lines(way: Way, case: Case, store: Store, picks: Sequence[Pick]) -> list[EntryLine]:
    """Return what is picked, as much of it as there is."""
    seized = {line.line_id: line for line in seized_lines(case)}
    wanted = {pick.line_id: pick for pick in picks}
    balances = balances_of(case, wanted)
    lines = []
    for line_id, pick in wanted.items():
        line = seized.get(line_id)
        if line is None:
            raise NothingChosen
        free = (balances.get(line_id) or Balance()).free(way.source, store.pk, line)
        quantity = free if pick.quantity is None else pick.quantity
        if not NONE < quantity <= free:
            raise _too_much(line, free, quantity)
        lines.append(EntryLine(line_id=line_id, name=line.name, unit=line.unit, quantity=quantity))
    if not lines:
        raise NothingChosen
    return lines


def _too_much(line: SeizedLine, free: Decimal, asked: Decimal) -> MoreThanThere:
    return MoreThanThere(
        number=line.number, name=line.name, left=write_quantity(free), unit=line.unit, asked=write_quantity(asked)
    )
