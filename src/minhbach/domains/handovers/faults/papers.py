"""Papers that went out and whose way is not written to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.models import TakenNumber
from minhbach.domains.dues.models import Account
from minhbach.domains.handovers.faults.fault import MOST_FOUND, Fault, Found
from minhbach.domains.handovers.period import Period
from minhbach.foundation.clock import local_date


def undelivered(asked: Period, on: date) -> Iterator[Found]:
    rows = Account.objects.filter(
        asked.days("decided_on"), owner_agency_id__in=asked.units, delivered_on=None, decided_on__lt=on
    )
    for one in rows.select_related("case").order_by("decided_on", "id")[:MOST_FOUND]:
        yield Found(
            words=one.decision_number, about=one.case.code, url=one.get_absolute_url(), since=one.decided_on,
            reason=_("ra quyết định đã %(count)s ngày, chưa ghi việc giao") % {"count": (on - one.decided_on).days},
        )  # fmt: skip


def unscanned(asked: Period, _on: date) -> Iterator[Found]:
    rows = TakenNumber.objects.filter(
        asked.days("dated"), register__owner_agency_id__in=asked.units, document__register_line__is_scan_owed=True
    )
    for one in rows.select_related("document").order_by("dated", "id")[:MOST_FOUND]:
        yield Found(
            words=one.document.number_text, about=one.document.title, url=one.document.get_absolute_url(),
            since=local_date(one.taken_at), reason=_("đã phát hành, chưa có bản quét đã đóng dấu"),
        )  # fmt: skip


FAULTS = (
    Fault(code="undelivered", label=_lazy("Quyết định chưa ghi việc giao"), find=undelivered),
    Fault(code="unscanned", label=_lazy("Văn bản chưa có bản quét đã đóng dấu"), find=unscanned),
)
