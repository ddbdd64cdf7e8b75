"""Who owes as of a day; slips."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.agencies.selectors import agencies_to_choose
from minhbach.domains.dues import policies, selectors
from minhbach.domains.dues.types import SlipState
from minhbach.domains.dues.wording import number_key, standing_chip
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.filters import DayFilter, StateFilter
from minhbach.foundation.pages.formats import read_day

STANDINGS = [
    ("late", _lazy("quá hạn")),
    ("soon", _lazy("chưa đến hạn")),
    ("respite", _lazy("đang hoãn, nộp nhiều lần")),
    ("undelivered", _lazy("chưa giao quyết định")),
]
# Beyond so many the sum of a list is not worked out on its page.
MOST_SUMMED = 2_000


@require_safe
def debtors(request: OfficeRequest) -> HttpResponse:
    """Show of which fines something was owed at the end of a day: today, or any day before."""
    policies.require_reader(request.officer, at=request.at)
    today = local_date(request.at)
    as_of = min(read_day(request.GET.get("as_of", "")) or today, today)

    page = ListPage(
        request,
        selectors.owed_on(as_of),
        title=_lazy("Còn nợ tiền phạt"),
        columns=[
            Column("number", _lazy("Quyết định"), lambda row: row.decision_number, kind="code",
                   url=lambda row: account_url(row, as_of, today)),
            Column("decided", _lazy("Ngày quyết định"), lambda row: row.decided_on, sort="decided_on", indexed=True,
                   kind="day", under="number"),
            Column("violator", _lazy("Người bị xử phạt"), lambda row: row.violator.name),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, under="violator",
                   url=lambda row: row.case.get_absolute_url()),
            Column("left", _lazy("Còn nợ"), lambda row: row.left_vnd, kind="vnd"),
            Column("fine", _lazy("Tiền phạt"), lambda row: row.fine_vnd, sort="fine_vnd", kind="vnd", under="left"),
            Column("standing", _lazy("Tình trạng"), lambda row: standing_chip(row, on=as_of), kind="chip"),
            Column("due", _lazy("Hạn nộp"), lambda row: row.due_on, sort="due_on", kind="day", under="standing"),
            Column("agency", _lazy("Đơn vị"), lambda row: row.owner_agency.short_name),
        ],
        filters=[
            DayFilter("as_of", _lazy("Tính đến hết ngày"), lambda rows, _day: rows),
            Filter("standing", _lazy("Tình trạng"), choices=STANDINGS,
                   apply=lambda rows, code: by_standing(rows, code, on=as_of)),
            Filter("agency", _lazy("Đơn vị"), choices=_agencies(request),
                   apply=lambda rows, one: rows.filter(owner_agency=one)),
        ],
        search=with_words,
        default_sort="-decided",
        empty=_lazy("Quyết định phạt tiền hiện ở đây khi được ban hành, cho đến khi nộp đủ."),
        export_name="con-no-tien-phat",
    )  # fmt: skip
    return page.response(
        "dues/list.html",
        {"as_of": as_of, "is_past": as_of < today, "may_keep": policies.is_cashier(request.officer, at=request.at),
         "owed": _sum(page.narrowed)},
    )  # fmt: skip


def _sum(rows: QuerySet[Any]) -> int | None:
    """Add up what is left of a list that is no longer than people read."""
    if rows.order_by()[: MOST_SUMMED + 1].values("pk").count() > MOST_SUMMED:
        return None
    found: int | None = rows.order_by().aggregate(sum=Sum("left_vnd"))["sum"]
    return found or 0


def account_url(row: Any, as_of: date, today: date) -> str:
    url: str = row.get_absolute_url()
    return url if as_of == today else f"{url}?as_of={as_of}"


def by_standing(rows: QuerySet[Any], code: str, *, on: date) -> QuerySet[Any]:
    respite = Q(postponed_until__gte=on) | Q(parts_until__gte=on)
    match code:
        case "respite":
            return rows.filter(respite)
        case "undelivered":
            return rows.exclude(respite).filter(due_on=None)
        case "late":
            return rows.exclude(respite).filter(due_on__lt=on)
        case _:
            return rows.exclude(respite).filter(due_on__gte=on)


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow to the decision with a number, the case with a code, or a violator's name."""
    return rows.filter(
        Q(number_key=number_key(text)) | Q(case__code__iexact=text) | Q(violator__name__icontains=text)
    )  # fmt: skip


def _agencies(request: OfficeRequest) -> list[tuple[str, str]]:
    agencies = agencies_to_choose(request.officer, on=local_date(request.at))
    return [(str(one.id), one.short_name) for one in agencies]


@require_safe
def slips(request: OfficeRequest) -> HttpResponse:
    policies.require_cashier(request.officer, at=request.at)
    page = ListPage(
        request,
        selectors.visible_slips(),
        title=_lazy("Chứng từ nộp tiền"),
        columns=[
            Column("number", _lazy("Số chứng từ"), lambda row: row.number, kind="code",
                   url=lambda row: row.get_absolute_url()),
            Column("paid", _lazy("Ngày nộp"), lambda row: row.paid_on, sort="paid_on", kind="day", under="number"),
            Column("amount", _lazy("Số tiền"), lambda row: row.amount_vnd, sort="amount_vnd", kind="vnd"),
            Column("payer", _lazy("Người nộp"), lambda row: row.payer),
            Column("decision", _lazy("Số quyết định được ghi"), lambda row: row.decision_number, under="payer"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(SlipState(row.state)), kind="chip"),
            Column("why", _lazy("Lý do"), lambda row: row.why, under="state"),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code if row.case else "",
                   url=lambda row: row.case.get_absolute_url() if row.case else ""),
            Column("entered", _lazy("Nhập lúc"), lambda row: row.created_at, sort="created_at", indexed=True,
                   kind="moment", is_extra=True),
            Column("agency", _lazy("Đơn vị thu"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            StateFilter("state", _lazy("Tình trạng"), SlipState),
            DayFilter("from", _lazy("Nộp từ ngày"), lambda rows, day: rows.filter(paid_on__gte=day)),
            DayFilter("until", _lazy("Nộp đến ngày"), lambda rows, day: rows.filter(paid_on__lte=day)),
        ],
        search=selectors.with_words,
        default_sort="-entered",
        empty=_lazy("Nhập chứng từ nộp tiền của Kho bạc, ngân hàng hoặc biên lai; chứng từ khớp quyết định tự vào vụ"
                    " việc."),
        export_name="chung-tu-nop-tien",
    )  # fmt: skip
    return page.response("dues/slips.html", {"debtors_url": reverse("dues:list")})
