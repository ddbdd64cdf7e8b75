"""Time limits that ran out: of cases, of what the public sent, of papers that arrived, of goods held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.types import State
from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.domains.cases.types import Step
from minhbach.domains.handovers.faults.fault import MOST_FOUND, Fault, Found
from minhbach.domains.handovers.period import Period
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.types import Stage


def _late(due_on: date, on: date) -> str:
    return _("quá hạn %(count)s ngày") % {"count": (on - due_on).days}


def cases(asked: Period, on: date) -> Iterator[Found]:
    rows = Case.objects.filter(owner_agency_id__in=asked.units, due_on__lt=on).exclude(step=Step.CLOSED)
    for case in rows.order_by("due_on", "id")[:MOST_FOUND]:
        yield Found(
            words=f"{case.code}, {case.get_step_display()}", about=case.title, url=case.get_absolute_url(),
            since=case.due_on, reason=_late(case.due_on, on),
        )  # fmt: skip


def reports(asked: Period, on: date) -> Iterator[Found]:
    rows = Report.objects.filter(owner_agency_id__in=asked.units, due_on__lt=on)
    for report in rows.exclude(stage__in=(Stage.DONE, Stage.PASSED_ON)).order_by("due_on", "id")[:MOST_FOUND]:
        yield Found(
            words=report.number, about=str(report.get_stage_display()), url=report.get_absolute_url(),
            since=report.due_on, reason=_late(report.due_on, on),
        )  # fmt: skip


def arrivals(asked: Period, on: date) -> Iterator[Found]:
    rows = Arrival.objects.filter(owner_agency_id__in=asked.units, state=State.ASSIGNED, due_on__lt=on)
    for arrival in rows.order_by("due_on", "id")[:MOST_FOUND]:
        yield Found(
            words=f"{arrival.number}/{arrival.year}", about=arrival.abstract, url=arrival.get_absolute_url(),
            since=arrival.due_on, reason=_late(arrival.due_on, on),
        )  # fmt: skip


def held(asked: Period, on: date) -> Iterator[Found]:
    rows = HeldTerm.objects.filter(case__owner_agency_id__in=asked.units, until__lt=on).select_related("case")
    for term in rows.order_by("until", "id")[:MOST_FOUND]:
        yield Found(
            words=term.case.code, about=term.decision, url=term.case.get_absolute_url(), since=term.until,
            reason=_("hết thời hạn tạm giữ %(count)s ngày, chưa gia hạn, trả lại hoặc xử lý")
            % {"count": (on - term.until).days},
        )  # fmt: skip


FAULTS = (
    Fault(code="held", label=_lazy("Tang vật hết thời hạn tạm giữ"), find=held),
    Fault(code="cases", label=_lazy("Vụ việc quá hạn"), find=cases),
    Fault(code="reports", label=_lazy("Tin báo quá hạn trả lời"), find=reports),
    Fault(code="arrivals", label=_lazy("Văn bản đến quá hạn xử lý"), find=arrivals),
)
