"""The list of licences withdrawn and work suspended, by the day they end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.cases.selectors.restrictions import to_tell_by, visible_restrictions
from minhbach.domains.cases.types.codes import Restricted
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.work import SOON_DAYS
from minhbach.foundation.writing import write_day

TERMS = (("late", _lazy("đã hết thời hạn")), ("soon", _lazy("sắp hết thời hạn")), ("running", _lazy("đang chạy")))
TOLD = (("no", _lazy("chưa gửi")), ("yes", _lazy("đã gửi")))


@require_safe
def restriction_list(request: OfficeRequest) -> HttpResponse:
    """Terms that run in reach: what is taken away, until when, whether the body that gave it knows, who keeps it."""
    today, law = local_date(request.at), open_law()
    soon = law.calendar.day_after(today, SOON_DAYS)

    def left(row: Any) -> tuple[str, str]:
        days = (row.until - today).days
        if days < 0:
            return _("đã hết %(count)s ngày") % {"count": -days}, "late"
        words = _("còn %(count)s ngày") % {"count": days} if days else _("hôm nay là ngày cuối")
        return words, "warn" if row.until <= soon else ""

    def by_term(rows: Any, choice: str) -> Any:
        spans = {"late": {"until__lt": today}, "soon": {"until__gte": today, "until__lte": soon}}
        return rows.filter(**spans.get(choice, {"until__gt": soon}))

    page = ListPage(
        request,
        visible_restrictions(),
        title=_lazy("Tước quyền, đình chỉ có thời hạn"),
        columns=[
            Column("left", _lazy("Còn lại"), left, sort="until", indexed=True, kind="chip"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.until, kind="day", under="left"),
            Column("what", _lazy("Giấy phép, hoạt động"), lambda row: row.what),
            Column("kind", _lazy("Hình thức"), lambda row: Restricted(row.kind).label, under="what"),
            Column("case", _lazy("Vụ việc"), lambda row: row.case.code, kind="code",
                   url=lambda row: row.case.get_absolute_url()),
            Column("title", _lazy("Nội dung"), lambda row: row.case.title, under="case"),
            Column("decision", _lazy("Quyết định"), lambda row: row.decision),
            Column("since", _lazy("Tính từ ngày"), lambda row: row.since, kind="day", under="decision"),
            Column("told", _lazy("Cơ quan cấp phép"), lambda row: _told(row, today, law), kind="chip"),
            Column("body", _lazy("Tên cơ quan cấp phép"), lambda row: row.body, is_extra=True),
            Column("kept", _lazy("Bản giấy phép"), lambda row: _("đơn vị đang giữ") if row.is_kept else ""),
            Column("breaches", _lazy("Lần vẫn hoạt động"), lambda row: row.breaches or None, kind="number",
                   is_extra=True),
            Column("agency", _lazy("Đơn vị"), lambda row: row.case.owner_agency.short_name),
        ],
        filters=[
            Filter("term", _lazy("Thời hạn"), choices=TERMS, apply=by_term),
            Filter("kind", _lazy("Hình thức"), choices=Restricted.choices,
                   apply=lambda rows, choice: rows.filter(kind=choice)),
            Filter("told", _lazy("Cơ quan cấp phép"), choices=TOLD, apply=_by_told),
        ],
        search=lambda rows, text: rows.filter(case__code=text.strip()),
        default_sort="left",
        empty=_lazy("Giấy phép bị tước, hoạt động bị đình chỉ hiện ở đây từ khi thời hạn được ghi trên trang vụ việc."),
        export_name="tuoc-quyen-dinh-chi",
    )  # fmt: skip
    return page.response("foundation/list.html", {})


def _by_told(rows: Any, choice: str) -> Any:
    return rows.filter(kind=Restricted.LICENCE, told_on__isnull=choice == "no")


def _told(row: Any, today: date, law: Law) -> tuple[str, str] | None:
    if row.kind != Restricted.LICENCE:
        return None
    if row.told_on is not None:
        return _("đã gửi %(day)s") % {"day": write_day(row.told_on)}, "good"
    due = to_tell_by(row.decided_on, law=law)
    if due is None or due.due_on is None:
        return _("chưa gửi"), "warn"
    return _("chưa gửi, hạn %(day)s") % {"day": write_day(due.due_on)}, "late" if due.due_on < today else "warn"
