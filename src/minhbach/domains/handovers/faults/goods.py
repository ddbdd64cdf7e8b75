"""Seized goods: sums that do not close, seals that are not the ones put on, slips that nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.matters.seizure import Seize
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.handovers.faults.fault import MOST_FOUND, Fault, Found
from minhbach.domains.handovers.period import Period, start_of
from minhbach.domains.stores.models import Entry
from minhbach.domains.stores.selectors import sums_of
from minhbach.domains.stores.types import EntryKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.writing import write_number

# Each is worked out from its file and the books: of more cases it says that they were not looked at.
MOST_SUMMED = 100
# So many days a keeper has had.
SLIP_DAYS = 2


def unclear(asked: Period, _on: date) -> Iterator[Found]:
    seized = CaseEvent.objects.filter(asked.days("happened_on"), kind=Seize.code)
    rows = Case.objects.filter(owner_agency_id__in=asked.units, pk__in=seized.order_by().values("case"))
    cases = list(rows.select_related("owner_agency").order_by("opened_on", "id")[: MOST_SUMMED + 1])
    for case in cases[:MOST_SUMMED]:
        sums = sums_of(case)
        if not sums.closes:
            yield Found(
                words=case.code, about=case.title, url=reverse("stores:of_case", args=[case.pk]), since=case.opened_on,
                reason=_("%(count)s dòng tang vật chưa rõ ở đâu") % {"count": write_number(sums.unclear)},
            )  # fmt: skip
    if len(cases) > MOST_SUMMED:
        yield Found(
            words=_("Các vụ việc sau vụ thứ %(count)s") % {"count": write_number(MOST_SUMMED)},
            reason=_("chưa cộng tang vật: hãy chọn kỳ ngắn hơn"),
        )


def seals(asked: Period, _on: date) -> Iterator[Found]:
    rows = Entry.objects.filter(
        asked.moments("happened_at"), store__owner_agency_id__in=asked.units, answers__isnull=False
    )
    other = rows.exclude(seal_number="").exclude(answers__seal_number="").exclude(
        seal_number=F("answers__seal_number")
    )  # fmt: skip
    for entry in other.select_related("answers", "store", "case").order_by("happened_at", "id")[:MOST_FOUND]:
        yield Found(
            words=f"{entry.code}, {entry.store.name}", about=entry.case.code if entry.case else "",
            url=entry.answers.get_absolute_url(), since=local_date(entry.happened_at),
            reason=_("niêm phong trên phiếu %(asked)s, khi nhận %(taken)s")
            % {"asked": entry.answers.seal_number, "taken": entry.seal_number},
        )  # fmt: skip


def waiting(asked: Period, on: date) -> Iterator[Found]:
    rows = Entry.objects.filter(
        store__owner_agency_id__in=asked.units, kind__in=(EntryKind.IN, EntryKind.OUT), answers=None, answer=None,
        recorded_at__lt=start_of(on - timedelta(days=SLIP_DAYS)),
    )  # fmt: skip
    for entry in rows.select_related("store", "case").order_by("recorded_at", "id")[:MOST_FOUND]:
        since = local_date(entry.recorded_at)
        yield Found(
            words=f"{entry.code}, {entry.store.name}", about=entry.case.code if entry.case else "",
            url=entry.get_absolute_url(), since=since,
            reason=_("thủ kho chưa trả lời sau %(count)s ngày") % {"count": (on - since).days},
        )  # fmt: skip


FAULTS = (
    Fault(code="unclear", label=_lazy("Tang vật tạm giữ chưa rõ ở đâu"), find=unclear),
    Fault(code="seals", label=_lazy("Niêm phong khi nhận khác khi giao"), find=seals),
    Fault(code="slips", label=_lazy("Phiếu kho chưa có trả lời"), find=waiting),
)
