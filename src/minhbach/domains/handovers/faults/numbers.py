"""Books that are not whole: numbers missing from them, chains of entries that are broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.faults.fault import Fault, Found
from minhbach.domains.handovers.period import Period
from minhbach.domains.stores.models import Store
from minhbach.domains.stores.selectors import breaks_in


def broken(asked: Period, _on: date) -> Iterator[Found]:
    for store in Store.objects.filter(owner_agency_id__in=asked.units).order_by("name", "id"):
        for one in breaks_in(store):
            yield Found(
                words=_("%(store)s, bút toán %(number)s") % {"store": store.name, "number": one.sequence},
                url=reverse("stores:verify", args=[store.pk]),
                reason=str(one.words),
            )


def missing(asked: Period, _on: date) -> Iterator[Found]:
    for book in BOOKS.values():
        for gap in book.gaps(asked):
            yield Found(
                words=f"{book.label}: {gap.where}", about=_("thiếu số %(numbers)s") % {"numbers": gap.numbers},
                reason=gap.why,
            )  # fmt: skip


FAULTS = (
    Fault(code="broken", label=_lazy("Sổ kho không còn liền mạch"), find=broken),
    Fault(code="missing", label=_lazy("Số thiếu trong sổ"), find=missing),
)
