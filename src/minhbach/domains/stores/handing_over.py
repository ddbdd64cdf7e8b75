"""What of stores hangs on an officer: those he keeps, with what the book says is in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.stores.models import Keeper
from minhbach.domains.stores.selectors import get_store
from minhbach.domains.stores.services import appoint_keeper, end_keeper
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_number


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    inside = Count("store__lots", filter=Q(store__lots__held__gt=0) | Q(store__lots__away__gt=0))
    rows = Keeper.objects.filter(officer=person, valid_until__isnull=True, store__closed_at__isnull=True)
    for row in rows.select_related("store").annotate(inside=inside).order_by("store__name", "id"):
        words = _("%(count)s dòng hàng theo sổ") % {"count": write_number(row.inside)}
        yield Hanging(row.store_id, row.store.name, words)


def give(takes: TakesOver, store_id: UUID) -> None:
    """Let the receiver keep the store from today on; the other's last day is yesterday, or today if he began today."""
    store, today = get_store(store_id), local_date(takes.at)
    if not Keeper.objects.filter(store=store, officer=takes.receiver, valid_until__isnull=True).exists():
        appoint_keeper(
            officer=takes.officer, at=takes.at, store=store, person=takes.receiver, first_day=today,
            decision=(_("Bàn giao: %(why)s") % {"why": takes.words})[:120],
        )  # fmt: skip
    old = Keeper.objects.filter(store=store, officer=takes.person, valid_until__isnull=True).first()
    if old is not None:
        last = max(old.valid_from, today - timedelta(days=1))
        end_keeper(officer=takes.officer, at=takes.at, keeper=old, last_day=last)


HANDED = HandedKind(
    code="stores.store",
    label=_lazy("Kho tang vật (thủ kho)"),
    held=held,
    give=give,
    url=lambda store_id: reverse("stores:store", args=[store_id]),
    place=60,
)
