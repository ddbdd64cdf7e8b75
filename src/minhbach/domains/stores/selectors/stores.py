"""Stores, who keeps them, and what is in them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from minhbach.domains.agencies.selectors import ancestor_ids
from minhbach.domains.cases.models import Case
from minhbach.domains.stores.models import Keeper, Lot, Store
from minhbach.domains.stores.refusals import LotNotFound, StoreNotFound


def visible_stores() -> QuerySet[Any]:
    rows: QuerySet[Any] = Store.objects.select_related("owner_agency").order_by("name", "id")
    return rows


def get_store(store_id: UUID) -> Store:
    """Raises: StoreNotFound."""
    found: Store | None = visible_stores().filter(pk=store_id).first()
    if found is None:
        raise StoreNotFound
    return found


def find_stores(text: str) -> QuerySet[Any]:
    return with_words(visible_stores(), text)


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(address__icontains=word))
    return rows


def stores_for_case(case: Case) -> QuerySet[Any]:
    """List the open stores of the unit that keeps a case, and of those above it: they see its goods in any case."""
    homes = [case.owner_agency_id, *ancestor_ids(case.owner_agency)]
    return visible_stores().filter(owner_agency_id__in=homes, closed_at__isnull=True)


def keepers_of(store: Store, *, on: date) -> list[Keeper]:
    """List who keeps a store on a day, or will."""
    rows = Keeper.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), store=store)
    return list(rows.select_related("officer").order_by("valid_from", "id"))


def get_lot(lot_id: UUID) -> Lot:
    """Raises: LotNotFound."""
    found: Lot | None = Lot.objects.select_related("store__owner_agency", "case").filter(pk=lot_id).first()
    if found is None:
        raise LotNotFound
    return found


def lots_of_store(store: Store) -> QuerySet[Lot]:
    """List the cards of a store on which something is still written."""
    rows = Lot.objects.filter(Q(held__gt=0) | Q(away__gt=0), store=store)
    return rows.select_related("case").order_by("number")
