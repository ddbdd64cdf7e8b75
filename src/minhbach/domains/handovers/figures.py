"""What a unit did in a period, in figures, each with the book or list that it is counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.cases.models import Case, CountedRow
from minhbach.domains.cases.types import PaymentKind
from minhbach.domains.handovers.books import BOOKS
from minhbach.domains.handovers.period import Period
from minhbach.domains.intake.models import Report
from minhbach.domains.stores.models import Lot
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_number


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    url: str = ""


def figures_of(asked: Period) -> Iterator[Figure]:
    """Count what was received, opened, decided, paid in the period; what is in store is what is there now."""
    own = Q(owner_agency_id__in=asked.units)
    reports = Report.objects.filter(own, asked.moments("created_at")).count()
    yield Figure(_("Tin báo nhận được"), write_number(reports), reverse("handovers:tips"))
    arrivals = Arrival.objects.filter(own, asked.days("arrived_on")).count()
    yield Figure(_("Văn bản đến"), write_number(arrivals), reverse("arrivals:list"))
    opened = Case.objects.filter(own, asked.days("opened_on")).count()
    yield Figure(_("Vụ việc mở"), write_number(opened), reverse("handovers:journal"))
    decisions = BOOKS["quyet-dinh"].rows(asked).order_by().count()
    yield Figure(_("Quyết định đã cấp số"), write_number(decisions), reverse("handovers:decisions"))
    yield Figure(_("Tiền phạt theo quyết định"), _sum(asked, kind="fine"), reverse("dues:list"))
    paid = _sum(asked, kind="paid", detail=PaymentKind.FINE)
    yield Figure(_("Tiền phạt đã nộp"), paid, reverse("dues:list"))
    lots = Lot.objects.filter(Q(held__gt=0) | Q(away__gt=0), store__owner_agency_id__in=asked.units).count()
    yield Figure(_("Dòng hàng trong kho hiện nay"), write_number(lots), reverse("handovers:store_book"))


def _sum(asked: Period, **narrowed: str) -> str:
    rows = CountedRow.objects.filter(
        asked.days("day"), owner_agency_id__in=asked.units, known_until=None, **narrowed
    )  # fmt: skip
    return format_vnd(rows.aggregate(sum=Sum("amount"))["sum"] or 0)
