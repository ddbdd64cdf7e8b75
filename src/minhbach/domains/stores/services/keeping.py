"""A store is opened, kept by somebody from a day on, and closed when nothing is in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import require_another
from minhbach.domains.agencies.selectors import posts_of, with_descendant_ids
from minhbach.domains.stores.models import Entry, Keeper, Lot, Store
from minhbach.domains.stores.policies import agency_to_open_for, require_head
from minhbach.domains.stores.refusals import (
    HirerMissing,
    KeeperAlready,
    KeeperEndsBeforeStart,
    KeeperNotInAgency,
    StoreClosed,
    StoreNameTaken,
    StoreNotEmpty,
)
from minhbach.domains.stores.types import EntryKind, StoreKind
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, once, wait_turn
from minhbach.foundation.scope import Sharing

TARGET = "stores.store"


@transaction.atomic
def open_store(
    *, officer: Officer, at: datetime, name: str, kind: StoreKind | str, address: str, hired_from: str = ""
) -> Store:
    """Raises: RoleMissing, HirerMissing, StoreNameTaken."""
    agency = agency_to_open_for(officer, at=at)
    kind, hired_from = StoreKind(kind), " ".join(hired_from.split())
    if (kind is StoreKind.HIRED) != bool(hired_from):
        raise HirerMissing
    store = Store(
        name=" ".join(name.split()), kind=kind, address=" ".join(address.split()), hired_from=hired_from,
        opened_by=officer, owner_agency=agency, sharing=Sharing.NETWORK, created_at=at,
    )  # fmt: skip
    with once(StoreNameTaken()):
        store.save(force_insert=True)
    audit.record("stores.store.opened", officer_id=officer.id, at=at, target_type=TARGET, target_id=store.pk)
    return store


@transaction.atomic
def close_store(*, officer: Officer, at: datetime, store: Store) -> Store:
    """Raises: RoleMissing, StoreOfAnotherAgency, StoreClosed, StoreNotEmpty."""
    require_head(officer, store, at=at)
    wait_turn("stores.book", store.pk)
    store = hold(store)
    if store.closed_at is not None:
        raise StoreClosed
    is_left = Lot.objects.filter(Q(held__gt=0) | Q(away__gt=0), store=store).exists()
    waits = Entry.objects.filter(
        Q(store=store) | Q(other_store=store), answer=None, answers=None, kind__in=(EntryKind.IN, EntryKind.OUT)
    )
    if is_left or waits.exists():
        raise StoreNotEmpty
    store.closed_at, store.closed_by = at, officer
    store.save(update_fields=["closed_at", "closed_by"])
    audit.record("stores.store.closed", officer_id=officer.id, at=at, target_type=TARGET, target_id=store.pk)
    return store


@transaction.atomic
def appoint_keeper(
    *, officer: Officer, at: datetime, store: Store, person: Officer, first_day: date, decision: str
) -> Keeper:
    """Let PERSON keep a store from a day on. Nobody gives it to himself.

    Raises: RoleMissing, StoreOfAnotherAgency, StoreClosed, ActsOnOneself, KeeperNotInAgency, KeeperAlready.
    """
    require_head(officer, store, at=at)
    require_another(officer, person)
    store = hold(store)
    if store.closed_at is not None:
        raise StoreClosed
    homes = with_descendant_ids([store.owner_agency_id])
    if not posts_of(person, on=first_day).filter(agency_id__in=homes).exists():
        raise KeeperNotInAgency
    keeper = Keeper(
        store=store, officer=person, valid_from=first_day, decision=" ".join(decision.split()), appointed_by=officer,
        appointed_at=at,
    )  # fmt: skip
    with once(KeeperAlready()):
        keeper.save(force_insert=True)
    audit.record(
        "stores.keeper.appointed", officer_id=officer.id, at=at, target_type=TARGET, target_id=store.pk,
        data={"officer": str(person.pk), "from": first_day.isoformat()},
    )  # fmt: skip
    return keeper


@transaction.atomic
def end_keeper(*, officer: Officer, at: datetime, keeper: Keeper, last_day: date) -> Keeper:
    """Raises: RoleMissing, StoreOfAnotherAgency, KeeperEndsBeforeStart."""
    require_head(officer, keeper.store, at=at)
    keeper = hold(keeper)
    if last_day < keeper.valid_from:
        raise KeeperEndsBeforeStart
    keeper.valid_until = last_day + timedelta(days=1)
    keeper.save(update_fields=["valid_until"])
    audit.record(
        "stores.keeper.ended", officer_id=officer.id, at=at, target_type=TARGET, target_id=keeper.store_id,
        data={"officer": str(keeper.officer_id), "until": last_day.isoformat()},
    )  # fmt: skip
    return keeper
